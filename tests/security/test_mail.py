"""Mail reaches whom it is for and nobody else, and one bad message stops no other."""

import pytest
from flask import Flask

from app.db import db, transaction
from app.outbox.compose import recipient
from app.outbox.deliver import Outcome, deliver, deliver_due
from app.outbox.models import Delivery, OutboxMessage
from tests.outbox.conftest import postman  # noqa: F401
from tests.outbox.postman import Postman
from tests.world import World

pytestmark = pytest.mark.usefixtures("database")

LONG_AND_WRONG = "x" * 64 + "@" + "y" * 180


def test_an_address_in_another_alphabet_is_not_sent_to_its_neighbour(app: Flask) -> None:
    """straße.example.org is a domain of its own; the older rules would write to strasse.example.org."""
    assert recipient("ada@straße.example.org").addr_spec == "ada@xn--strae-oqa.example.org"
    assert recipient("ada@example.org").addr_spec == "ada@example.org"


def test_what_is_noted_of_a_failure_fits_its_place(world: World) -> None:
    world.sign_up(world.edition(), "ada")
    world.sign_up(world.edition(), "grace")
    with transaction():
        world.mails()[0].to_email = LONG_AND_WRONG
    outcomes = deliver_due()

    assert (outcomes[Outcome.FAILED], outcomes[Outcome.SENT]) == (1, 1)
    assert world.mails()[0].status == Delivery.FAILED


def test_a_server_that_answers_nonsense_is_noted_in_letters(world: World, postman: Postman) -> None:  # noqa: F811
    world.sign_up(world.edition(), "ada")
    postman.answers["RCPT"] = ["550 no\0such \x1b[31mperson"]
    number = world.mails()[0].id

    assert deliver(number) == Outcome.FAILED
    found = db.session.get_one(OutboxMessage, number, populate_existing=True)
    assert found.last_error and "\0" not in found.last_error and "\x1b" not in found.last_error
