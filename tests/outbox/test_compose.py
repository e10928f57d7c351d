"""What cannot travel as written does not travel at all."""

import pytest
from sqlalchemy import update

from app.db import db, transaction
from app.outbox import deliver
from app.outbox.compose import Unsendable, recipient
from app.outbox.deliver import Outcome
from app.outbox.models import OutboxMessage
from tests.outbox.postman import Postman
from tests.world import World


def a_mail(world: World, who: str = "ada") -> int:
    return world.mails()[-1].id if world.sign_up(world.edition(), who) else 0


def row(message_id: int) -> OutboxMessage:
    db.session.rollback()
    found = db.session.get(OutboxMessage, message_id, populate_existing=True)
    assert found
    return found


@pytest.mark.parametrize(
    "address",
    ["a@b.it, x@evil.example", "a@b.it\r\nBcc: x@evil.example", "a@b.it\x00", "<a@b.it>", "a", "", "a@b.it\u2028"],
)
def test_what_is_not_one_address_is_refused(address: str) -> None:
    with pytest.raises(Unsendable):
        recipient(address)


def test_an_address_that_slipped_in_fails_without_a_word_to_the_server(world: World, postman: Postman) -> None:
    mail = a_mail(world)
    with transaction() as session:
        session.execute(update(OutboxMessage).values(to_email="a@b.it, x@evil.example"))

    assert deliver.deliver(mail) == Outcome.FAILED

    assert postman.said == []


def test_a_subject_with_a_line_break_is_refused(world: World, postman: Postman) -> None:
    mail = a_mail(world)
    with transaction() as session:
        session.execute(update(OutboxMessage).values(subject="Ciao\r\nBcc: x@evil.example"))

    assert deliver.deliver(mail) == Outcome.FAILED
    assert postman.taken == []


def test_letters_beyond_ascii_need_a_server_that_knows_them(world: World, postman: Postman) -> None:
    first, second = a_mail(world, "ada"), a_mail(world, "grace")
    with transaction() as session:
        session.execute(update(OutboxMessage).values(to_email="josé@perché.example"))

    assert deliver.deliver(first) == Outcome.FAILED
    postman.extensions.append("SMTPUTF8")
    assert deliver.deliver(second) == Outcome.SENT, row(second).last_error

    assert "rcpt TO:<josé@xn--perch-fsa.example>" in postman.said
