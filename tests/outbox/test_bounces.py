"""Mails that come back: whose they were, and what it means for the next one."""

import pytest
from flask import Flask

from app.db import db, transaction
from app.outbox import deliver
from app.outbox.bounces import bounced, is_unusable, write_again
from app.outbox.enqueue import enqueue
from app.outbox.models import Bounce, Delivery, OutboxMessage
from app.outbox.verp import message_of_verp, verp_of
from tests.outbox.postman import Postman
from tests.world import World

WORDS = "550 5.1.1 no such person"


def a_mail(number: int = 1, email: str | None = "ada@example.org", phone: str | None = None) -> OutboxMessage:
    with transaction():
        message = enqueue(
            "certificate",
            f"registration/{number}",
            to_email=email,
            to_phone=phone,
            to_name="Ada Lovelace",
            language="it",
            facts={"manage_url": "", "download_url": "", "number": "1", "minutes_attended": 540, "minutes_held": 540},
        )
    return message


def comes_back(message: OutboxMessage | None, address: str = "ada@example.org", is_permanent: bool = True) -> None:
    with transaction():
        bounced(message, address, is_permanent=is_permanent, words=WORDS)


def gone(number: int = 1) -> OutboxMessage:
    message = a_mail(number)
    with transaction():
        message.status = Delivery.SENT
    return message


def test_a_mail_that_came_back_for_good_is_seen_as_such(app: Flask) -> None:
    message = gone()

    comes_back(message)

    assert message.status == Delivery.BOUNCED
    assert not is_unusable("ada@example.org"), "once may be chance"


def test_a_mail_that_came_back_for_now_may_have_arrived_since(app: Flask) -> None:
    message = gone()

    for _ in range(3):
        comes_back(message, is_permanent=False)

    assert message.status == Delivery.SENT and not is_unusable("ada@example.org")
    assert db.session.query(Bounce).count() == 1, "said again of the same message it counts once"


def test_after_two_nobody_is_written_to_there_and_the_office_calls(app: Flask) -> None:
    for number in (1, 2):
        comes_back(gone(number), "ADA@Example.org")

    assert is_unusable("Ada@example.org")
    assert a_mail(3, phone="+393331302255").status == Delivery.TO_CALL
    alone = a_mail(4)
    assert alone.status == Delivery.FAILED and "due volte" in (alone.last_error or "")
    assert a_mail(5, email="grace@example.org").status == Delivery.QUEUED


def test_the_office_may_know_better(app: Flask) -> None:
    for number in (1, 2):
        comes_back(gone(number))

    with transaction():
        assert write_again("ada@example.org") == 2

    assert a_mail(3).status == Delivery.QUEUED


def test_a_place_is_never_lost_with_a_mail(world: World) -> None:
    registration = world.sign_up(world.edition(), "ada")
    message = world.mails("confirmed")[0]
    with transaction():
        message.status = Delivery.SENT

    comes_back(message)
    comes_back(None)

    assert registration.is_confirmed and is_unusable("ada@example.org")


def test_the_address_on_the_envelope_names_the_message_and_cannot_be_made_up(app: Flask) -> None:
    address = verp_of(42)

    assert message_of_verp(address) == message_of_verp(f"<{address.upper()}>") == 42
    assert len(address.partition("@")[0]) <= 64 and address.endswith("@example.org")
    forged = address.replace("bounce+42.", "bounce+43.")
    for other in (forged, "bounce+42@example.org", "ada@example.org", "", address[:-1] + " @x"):
        assert message_of_verp(other) is None


def test_mails_come_back_to_an_address_of_their_own_only_where_somebody_reads_it(
    app: Flask, postman: Postman, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = a_mail(1), a_mail(2)
    assert deliver.deliver(first.id) == deliver.Outcome.SENT

    monkeypatch.setitem(app.config, "INBOX_URL", "imap://127.0.0.1")
    assert deliver.deliver(second.id) == deliver.Outcome.SENT

    senders = [line for line in postman.said if line.upper().startswith("MAIL FROM")]
    assert senders[0].startswith("mail FROM:<bussola@example.org>")
    assert senders[1].startswith(f"mail FROM:<{verp_of(second.id)}>")
    assert {str(mail["From"]) for mail in postman.taken} == {"Bussola del lavoro <bussola@example.org>"}
