"""What follows an answer: who thinks again, who writes by hand, and what the office is shown of it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from app.db import db, transaction
from app.inbox.ingest import ingest, proven_by
from app.inbox.models import Inbound
from app.inbox.outcomes import Outcome
from app.inbox.words import DONE
from app.lib import clock
from app.lib.clock import now
from app.outbox.deliver import deliver_due
from app.registration.cancel import cancel
from app.registration.invite import registration_of_uid, uid_of
from app.registration.models import Registration
from tests.inbox.answers import OURS, mail, reply
from tests.world import World


@pytest.fixture(autouse=True)
def believing(app: Flask) -> Iterator[None]:
    app.config["INBOX_AUTHSERV"] = OURS
    yield
    app.config["INBOX_AUTHSERV"] = ""


def take(raw: bytes) -> Inbound:
    proven = proven_by(raw)
    with transaction():
        row = ingest(raw, proven)
    db.session.refresh(row)
    return row


@pytest.fixture
def declined(world: World) -> Registration:
    """Ada has declined in her calendar, which still has the invitation as it was."""
    ada = world.sign_up(world.edition(seats=1), "ada")
    db.session.rollback()
    deliver_due()
    assert take(mail(reply(ada, sequence=0, stamp=now() + timedelta(minutes=1)))).outcome == Outcome.DECLINED
    db.session.refresh(ada)
    return ada


def accepts(ada: Registration, **other: object) -> Inbound:
    return take(mail(reply(ada, "ACCEPTED", **{"sequence": 0, "stamp": now() + timedelta(minutes=2)} | other)))


def test_who_accepts_what_they_have_just_declined_has_the_place_again(world: World, declined: Registration) -> None:
    assert accepts(declined).outcome == Outcome.TAKEN_BACK

    assert declined.is_confirmed and declined.cancel_reason is None
    assert world.mails("restored")[0].calendar_method == "REQUEST"


def test_who_accepts_when_the_place_is_gone_is_told_so(world: World, declined: Registration) -> None:
    grace = world.sign_up(declined.edition, "grace")

    assert accepts(declined).outcome == Outcome.TOO_LATE
    assert (declined.is_cancelled, grace.is_confirmed) == (True, True)
    said = world.mails("declined_in_calendar")[-1]
    assert said.to_email == "ada@example.org" and said.facts["undo_until_at"] is None


def test_who_accepts_too_late_is_told_so(world: World, declined: Registration) -> None:
    with clock.at(now() + timedelta(minutes=11)):
        assert accepts(declined).outcome == Outcome.TOO_LATE
    assert declined.is_cancelled


def test_an_older_yes_that_comes_after_the_no_changes_nothing(declined: Registration) -> None:
    assert accepts(declined, stamp=now()).outcome == Outcome.STALE
    assert declined.is_cancelled


def test_a_yes_that_is_not_proven_gives_nothing_back(declined: Registration) -> None:
    raw = reply(declined, "ACCEPTED", sequence=declined.calendar_sequence, stamp=now() + timedelta(minutes=2))

    assert take(mail(raw, verdict=None)).outcome == Outcome.NO_PLACE
    assert declined.is_cancelled


def test_a_yes_does_not_bring_back_what_was_given_up_elsewhere(world: World) -> None:
    ada = world.sign_up(world.edition(), "ada")
    with transaction():
        cancel(ada)

    assert accepts(ada, sequence=ada.calendar_sequence).outcome == Outcome.NO_PLACE
    assert ada.is_cancelled


def test_a_person_s_mail_is_shown_beside_their_latest_registration(world: World) -> None:
    world.sign_up(world.edition(), "ada")
    latest = world.sign_up(world.edition(title="Un altro laboratorio"), "ada")

    row = take(mail(sender="Ada <Ada@example.org>", text="Una domanda"))

    assert row.about == latest.about
    assert "Ada Lovelace" in world.signed_in().get(f"/ufficio/posta-in-arrivo/{row.id}").text
    assert take(mail(sender="nobody@example.org", text="Buongiorno")).about is None


@pytest.mark.parametrize(("status", "said"), [("ACCEPTED", "conferma che viene"), ("TENTATIVE", "forse viene")])
def test_the_office_sees_who_says_that_they_will_come(world: World, status: str, said: str) -> None:
    ada = world.sign_up(world.edition(), "ada")
    take(mail(reply(ada, status)))
    office, where = world.signed_in(), f"/ufficio/programmi/2027-1/{ada.edition.slug}"

    for page in (f"/ufficio/iscrizioni/{ada.id}", where):
        assert f"Ha il posto, {said}" in office.get(page, follow_redirects=True).text


def test_who_declines_one_meeting_of_several_keeps_the_place_and_somebody_reads_it(world: World) -> None:
    ada = world.sign_up(world.three_meetings(), "ada")
    of_the_second = uid_of(ada, ada.edition.meetings[1].id)

    row = take(mail(reply(ada, uid=of_the_second.upper())))

    assert (row.outcome, row.about, ada.is_confirmed) == (Outcome.TO_READ, ada.about, True)
    made_up = of_the_second.replace(f"-{ada.edition.meetings[1].id}@", "-999x@")
    assert registration_of_uid(made_up) is None and registration_of_uid(of_the_second) == ada


@pytest.mark.one_database
def test_every_outcome_is_said_in_words() -> None:
    assert set(DONE) == set(Outcome)
