"""Text messages, for who has only a mobile telephone."""

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.db import db, transaction
from app.lib import clock
from app.outbox import deliver, sms
from app.outbox.deliver import Outcome
from app.outbox.models import Channel, Delivery, OutboxMessage
from app.registration.cancel import cancel
from app.registration.sign_up import Person, sign_up
from config import WrongSetting
from tests.world import World

MOBILE, LANDLINE = "+393331302255", "+390516543810"


@pytest.fixture
def folder(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where text messages go, switched on."""
    monkeypatch.setitem(app.config, "SMS_URL", "file:")
    yield sms.sms_folder()
    shutil.rmtree(sms.sms_folder(), ignore_errors=True)


def signed_up(world: World, phone: str = MOBILE, email: str | None = None, **facts: object) -> OutboxMessage:
    edition = world.edition(**facts)  # type: ignore[arg-type]
    with transaction():
        sign_up(edition.id, Person("Zoraide", "Rossi", email=email, phone=phone))
    return world.mails()[-1]


def row(message: OutboxMessage) -> OutboxMessage:
    return db.session.get_one(OutboxMessage, message.id, populate_existing=True)


def test_who_has_a_mobile_is_sent_a_text_and_who_has_not_is_called(world: World, folder: Path) -> None:
    mobile, landline = signed_up(world), signed_up(world, LANDLINE)
    by_mail = signed_up(world, MOBILE, "zoraide@example.org")

    assert (mobile.channel, mobile.status) == (Channel.SMS, Delivery.QUEUED)
    assert landline.status == Delivery.TO_CALL
    assert (by_mail.channel, by_mail.status) == (Channel.MAIL, Delivery.QUEUED)


def test_switched_off_everybody_without_mail_is_called(world: World) -> None:
    assert signed_up(world).status == Delivery.TO_CALL


def test_the_text_is_short_names_nobody_and_leads_to_the_page(world: World, folder: Path) -> None:
    message = signed_up(world)

    assert deliver.deliver(message.id) == Outcome.SENT

    (file,) = folder.glob("*.txt")
    to, _, text = file.read_text(encoding="utf-8").partition("\n\n")
    assert to == MOBILE and "Zoraide" not in text
    assert len(text) <= sms.LONGEST_TEXT
    assert "giovedì 14 gennaio, 9:30" in text and "/iscrizioni/" in text
    assert re.search(r"Codice [0-9A-Z]{3} [0-9A-Z]{3}\.", text)
    message = row(message)
    assert (message.status, message.in_doubt) == (Delivery.SENT, 0)
    assert deliver.deliver(message.id) == Outcome.NOT_OURS


def test_a_newer_word_takes_back_a_text_that_has_not_gone(world: World, folder: Path) -> None:
    edition = world.edition()
    with transaction():
        registration = sign_up(edition.id, Person("Ada", "Rossi", phone=MOBILE))
    with transaction():
        cancel(registration)

    assert [(mail.kind, mail.status) for mail in world.mails()] == [
        ("confirmed", Delivery.DROPPED),
        ("cancelled", Delivery.QUEUED),
    ]


class Fussy:
    """A gateway that says what it is told to."""

    answers: list[Exception] = []

    def __init__(self, url: str) -> None:
        pass

    def send(self, to: str, text: str, reference: str) -> None:
        if self.answers:
            raise self.answers.pop(0)


@pytest.fixture
def fussy(app: Flask, monkeypatch: pytest.MonkeyPatch) -> type[Fussy]:
    """A gateway plugged in, as an operator would: a scheme and a class."""
    monkeypatch.setitem(sms.SCHEMES, "fussy", Fussy)
    monkeypatch.setitem(app.config, "SMS_URL", "fussy://gateway.example.org")
    Fussy.answers = []
    return Fussy


def test_a_number_that_no_gateway_reaches_becomes_a_call(world: World, fussy: type[Fussy]) -> None:
    message = signed_up(world)
    fussy.answers = [sms.NotTaken("no such number", for_good=True)]

    assert deliver.deliver(message.id) == Outcome.FAILED

    assert (row(message).status, row(message).last_error) == (Delivery.TO_CALL, "no such number")


def test_a_gateway_that_is_busy_is_tried_again(world: World, fussy: type[Fussy]) -> None:
    message = signed_up(world)
    fussy.answers = [sms.NotTaken("busy", for_good=False)]

    assert deliver.deliver(message.id) == Outcome.LATER

    message = row(message)
    assert (message.status, message.in_doubt) == (Delivery.QUEUED, 0)


def test_nobody_knows_whether_it_went_twice_and_then_a_person_decides(world: World, fussy: type[Fussy]) -> None:
    message = signed_up(world)
    for tries in range(2):
        fussy.answers = [TimeoutError("no answer")]
        with clock.at(clock.now() + timedelta(hours=tries)):
            deliver.deliver(message.id)

    message = row(message)
    assert message.status == Delivery.PARKED


def test_a_gateway_that_nobody_wrote_refuses_to_start(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="SMS_URL='pigeon:' non si può usare: comincia con file"):
        create_app(environ={"INSTANCE_PATH": str(tmp_path), "SMS_URL": "pigeon:"})


def test_the_office_reads_the_text_that_went(world: World, folder: Path) -> None:
    message = signed_up(world)
    deliver.deliver_due()

    office = world.signed_in()
    assert "333 130 2255" in office.get("/ufficio/posta/").text
    assert "Bussola: il posto è tuo." in office.get(f"/ufficio/posta/{message.id}").text
    trial = world.app.test_client().get("/posta-di-prova/")
    assert "Bussola: il posto è tuo." in trial.text and "333 130 2255" in trial.text


def test_the_longest_title_still_fits(world: World, folder: Path) -> None:
    long = "Il curriculum che si fa leggere da chi ha poco tempo e ne ha visti già duecento stamattina " * 2
    message = signed_up(world, title=long)
    deliver.deliver(message.id)
    assert all(len(file.read_text().partition("\n\n")[2]) <= sms.LONGEST_TEXT + 1 for file in folder.glob("*.txt"))
