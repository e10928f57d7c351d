"""What an answer from a calendar does, and what a forged, late or odd one does not."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask

from app.db import db, transaction
from app.inbox.ingest import ingest, proven_by
from app.inbox.models import Inbound
from app.inbox.outcomes import Outcome
from app.journal.models import Entry
from app.lib import clock
from app.lib.clock import now
from app.outbox.deliver import deliver_due
from app.people.prove import is_proven
from app.programme.models import Edition
from app.registration.cancel import cancel
from app.registration.models import Coming, Registration
from app.registration.undo_cancellation import undo_cancellation
from tests.inbox.answers import OURS, PASSED, keys_in_the_dns, mail, reply, signed
from tests.world import World

FAILED = f"{OURS}; dmarc=fail header.from=example.org"
GOOGLE = "calendar-notification@google.com"
GOOGLE_PASSED = f"{OURS}; dkim=pass header.d=google.com; dmarc=pass header.from=google.com"


@pytest.fixture(autouse=True)
def believing(app: Flask) -> Iterator[None]:
    app.config["INBOX_AUTHSERV"] = OURS
    yield
    app.config["INBOX_AUTHSERV"] = ""
    app.config["DKIM_LOOKUP"] = None


@pytest.fixture
def full(world: World) -> Edition:
    return world.edition(seats=1)


@pytest.fixture
def ada(world: World, full: Edition) -> Registration:
    return world.sign_up(full, "ada")


@pytest.fixture
def grace(world: World, full: Edition, ada: Registration) -> Registration:
    return world.sign_up(full, "grace")


def take(raw: bytes) -> Inbound:
    proven = proven_by(raw)
    with transaction():
        row = ingest(raw, proven)
    db.session.refresh(row)
    return row


def test_declining_in_the_calendar_frees_the_place_for_who_waits(
    world: World, ada: Registration, grace: Registration
) -> None:
    deliver_due()

    assert take(mail(reply(ada))).outcome == Outcome.DECLINED

    db.session.expire_all()
    assert (ada.is_cancelled, ada.cancel_reason, grace.is_confirmed) == (True, "calendario", True)
    assert world.mails("promoted")[0].calendar_method == "REQUEST"
    said = world.mails("declined_in_calendar")
    assert len(said) == 1 and said[0].calendar is None, "it is struck out there already"
    assert world.mails("cancelled") == []
    assert {entry.by for entry in db.session.query(Entry) if entry.what == "registration.cancelled"} == {"calendario"}
    assert is_proven("ada@example.org")


def test_who_declined_may_take_it_back_and_is_invited_again(world: World, ada: Registration) -> None:
    deliver_due()
    take(mail(reply(ada)))
    with transaction():
        undo_cancellation(ada)

    assert ada.is_confirmed
    assert world.mails("restored")[0].calendar_method == "REQUEST"


@pytest.mark.parametrize(
    ("status", "outcome", "coming"),
    [("ACCEPTED", Outcome.ACCEPTED, Coming.YES), ("TENTATIVE", Outcome.TENTATIVE, Coming.MAYBE)],
)
def test_accepting_is_an_intention_and_no_more(
    ada: Registration, grace: Registration, status: str, outcome: str, coming: str
) -> None:
    assert take(mail(reply(ada, status))).outcome == outcome
    assert (ada.is_confirmed, ada.coming, grace.is_waiting) == (True, coming, True)


NOT_ENOUGH: dict[str, Callable[[Registration], bytes]] = {
    "the DMARC check failed": lambda ada: mail(reply(ada), verdict=FAILED),
    "no server has checked it": lambda ada: mail(reply(ada), verdict=None),
    "another server's verdict": lambda ada: mail(
        reply(ada), verdict="mx.evil.example; dmarc=pass header.from=example.org"
    ),
    "a verdict within quotes": lambda ada: mail(
        reply(ada), verdict=f'{OURS}; dmarc=fail smtp.mailfrom="; dmarc=pass header.from=example.org"@evil.example'
    ),
    "a verdict within a comment": lambda ada: mail(
        reply(ada), verdict=f"{OURS}; dmarc=fail (dmarc=pass header.from=example.org)"
    ),
    "another domain passed": lambda ada: mail(reply(ada), verdict=f"{OURS}; dkim=pass header.d=evil.example"),
    "another person sent it": lambda ada: mail(reply(ada), sender="eva@example.org"),
    "two senders": lambda ada: mail(reply(ada), sender="ada@example.org, eva@example.org"),
    "another attendee": lambda ada: mail(reply(ada, attendee="eva@example.org"), sender="eva@example.org"),
    "Google for somebody else": lambda ada: mail(reply(ada), GOOGLE, GOOGLE_PASSED, Reply_To="eva@example.org"),
    "Google that was not Google": lambda ada: mail(
        reply(ada), GOOGLE, f"{OURS}; dmarc=fail header.from=google.com", Reply_To="ada@example.org"
    ),
}


@pytest.mark.parametrize("why", NOT_ENOUGH)
def test_a_decline_that_is_not_proven_changes_nothing_and_asks(
    world: World, ada: Registration, grace: Registration, why: str
) -> None:
    assert take(NOT_ENOUGH[why](ada)).outcome == Outcome.ASKED

    assert (ada.is_confirmed, grace.is_waiting) == (True, True)
    asked = world.mails("was_it_you")
    assert [message.to_email for message in asked] == ["ada@example.org"], "never to whoever wrote"
    assert "/annullamento" in str(asked[0].facts["manage_url"] + "/annullamento")
    assert not is_proven("ada@example.org")


def test_three_questions_a_day_are_enough(world: World, ada: Registration) -> None:
    outcomes = [take(mail(reply(ada), verdict=FAILED, text=f"numero {number}")).outcome for number in range(4)]

    assert outcomes == [Outcome.ASKED] * 3 + [Outcome.ENOUGH]


PROVEN: dict[str, Callable[[Registration], bytes]] = {
    "as Outlook writes it": lambda ada: mail(reply(ada, organizer="", uid=_uid(ada).upper())),
    "Google in their name": lambda ada: mail(reply(ada), GOOGLE, GOOGLE_PASSED, Reply_To="ada@example.org"),
    "signed by their domain": lambda ada: mail(reply(ada), verdict=f"{OURS}; dkim=pass header.i=@example.org"),
    "capital letters": lambda ada: mail(reply(ada, attendee="ADA@example.ORG"), sender="Ada <Ada@Example.org>"),
}


def _uid(registration: Registration) -> str:
    return reply(registration).split(b"UID:")[1].split(b"\r\n")[0].decode()


@pytest.mark.parametrize("how", PROVEN)
def test_the_ways_in_which_calendars_say_it_are_all_understood(ada: Registration, how: str) -> None:
    assert take(PROVEN[how](ada)).outcome == Outcome.DECLINED


def test_without_a_server_to_believe_the_signature_is_verified_here(app: Flask, ada: Registration) -> None:
    app.config["INBOX_AUTHSERV"], app.config["DKIM_LOOKUP"] = "", keys_in_the_dns
    good = signed(mail(reply(ada)))

    assert take(good.replace(b"ha rifiutato", b"ha accettato").replace(b"<", b"<x", 1)).outcome == Outcome.ASKED
    assert take(signed(mail(reply(ada), text="altro"), domain="evil.example")).outcome == Outcome.ASKED
    assert take(mail(reply(ada), verdict=PASSED, text="detto da chi?")).outcome == Outcome.ASKED
    assert take(good).outcome == Outcome.DECLINED


def test_the_same_mail_twice_acts_once(world: World, ada: Registration) -> None:
    raw = mail(reply(ada))

    assert take(raw).id == take(raw).id
    assert len(world.mails("declined_in_calendar")) == 1


def test_an_answer_to_a_date_that_is_no_more_is_stale(ada: Registration) -> None:
    old = reply(ada)
    with transaction():
        ada.calendar_sequence += 1

    assert take(mail(old)).outcome == Outcome.STALE
    assert ada.is_confirmed


def test_a_late_delivery_does_not_overrule_a_newer_answer(ada: Registration) -> None:
    assert take(mail(reply(ada, "ACCEPTED", stamp=now() + timedelta(hours=1)))).outcome == Outcome.ACCEPTED
    assert take(mail(reply(ada, "DECLINED", stamp=now() + timedelta(minutes=30)))).outcome == Outcome.STALE


def test_after_the_start_nothing_is_given_up(ada: Registration) -> None:
    with clock.at(ada.edition.meetings[0].starts_at + timedelta(minutes=1)):
        assert take(mail(reply(ada))).outcome == Outcome.BEGUN


def test_who_has_no_place_any_more_gives_up_none(ada: Registration) -> None:
    raw = reply(ada)
    with transaction():
        cancel(ada)
    sequence = f"SEQUENCE:{ada.calendar_sequence}".encode()

    assert take(mail(raw.replace(b"SEQUENCE:0", sequence))).outcome == Outcome.NO_PLACE


def test_a_forged_entry_is_nobodys(ada: Registration) -> None:
    uid = _uid(ada)
    forged = uid[:20] + ("0" if uid[20] != "0" else "1") + uid[21:]

    assert take(mail(reply(ada, uid=forged))).outcome == Outcome.UNKNOWN_ENTRY
