import pytest

from app.attendance.close import close
from app.attendance.record import present_minutes, record
from app.attendance.refusals import (
    EditionNotHeld,
    MeetingNotHeld,
    MeetingsToCome,
    MinutesBeyondMeeting,
    NotOnRegister,
    ReasonMissing,
    RegistersClosed,
)
from app.certificates.reopen import reopen
from app.db import db, transaction
from app.errors import Refused
from app.journal.models import Entry
from app.lib import clock
from app.programme.models import Edition
from app.registration.models import Registration
from tests.papers import AFTER_ALL, came
from tests.world import World

BY = "office@example.org"


def write(registration: Registration, nth: int, minutes: int, reason: str = "Dal foglio firme") -> None:
    with clock.at(AFTER_ALL), transaction():
        record(registration, registration.edition.meetings[nth], minutes, reason, BY)


def closed(edition: Edition) -> Edition:
    with clock.at(AFTER_ALL), transaction():
        return close(edition, BY)


def test_who_the_door_read_was_there_for_the_whole_meeting(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    came(ada, ada.edition.meetings[0])
    assert [present_minutes(ada, meeting) for meeting in ada.edition.meetings] == [180, 0, 0]


def test_what_is_written_by_hand_wins_over_the_door_and_stays_after_closing(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    came(ada, *ada.edition.meetings[:2])
    write(ada, 0, 90, "È uscita alle 11")
    closed(ada.edition)
    assert [present_minutes(ada, meeting) for meeting in ada.edition.meetings] == [90, 180, 0]


def test_writing_the_same_twice_is_writing_it_once(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    write(ada, 0, 180)
    write(ada, 0, 180)
    notes = db.session.query(Entry).where(Entry.what == "attendance.recorded").all()
    assert [entry.facts["minutes"] for entry in notes] == [180]


def test_closing_twice_is_closing_once(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    first = closed(ada.edition).closed_at
    with clock.at(AFTER_ALL.replace(hour=15)), transaction():
        assert close(ada.edition, BY).closed_at == first


def test_a_register_opened_again_can_be_corrected_and_closed_again(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    came(ada, ada.edition.meetings[0])
    closed(ada.edition)
    with transaction():
        reopen(ada.edition, BY)
    write(ada, 1, 180)
    closed(ada.edition)
    assert [present_minutes(ada, meeting) for meeting in ada.edition.meetings] == [180, 180, 0]


@pytest.mark.parametrize(
    ("minutes", "reason", "refusal"),
    [(181, "prova", MinutesBeyondMeeting), (-1, "prova", MinutesBeyondMeeting), (90, "  ", ReasonMissing)],
)
def test_a_presence_that_makes_no_sense_is_refused(
    world: World, minutes: int, reason: str, refusal: type[Refused]
) -> None:
    ada = world.sign_up(world.three_meetings())
    with pytest.raises(refusal):
        write(ada, 0, minutes, reason)


def test_closed_registers_are_not_written_in(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    closed(ada.edition)
    with pytest.raises(RegistersClosed):
        write(ada, 0, 180)


def test_nobody_was_present_at_a_meeting_still_to_come(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    with pytest.raises(MeetingNotHeld), transaction():
        record(ada, ada.edition.meetings[0], 180, "prova", BY)


def test_who_waits_is_not_on_the_register(world: World) -> None:
    edition = world.three_meetings(seats=0)
    ada = world.sign_up(edition)
    with pytest.raises(NotOnRegister):
        write(ada, 0, 180)


def test_registers_close_only_after_the_last_meeting(world: World) -> None:
    edition = world.three_meetings()
    with clock.at(edition.meetings[-1].starts_at), pytest.raises(MeetingsToCome), transaction():
        close(edition, BY)


def test_a_cancelled_meeting_at_the_end_does_not_keep_registers_open(world: World) -> None:
    edition = world.three_meetings()
    with transaction():
        edition.meetings[2].cancelled_at = clock.now()
    with clock.at(edition.meetings[1].ends_at), transaction():
        assert close(edition, BY).is_closed


def test_an_edition_called_off_has_no_registers(world: World) -> None:
    edition = world.three_meetings()
    with transaction():
        edition.cancelled_at = clock.now()
    with pytest.raises(EditionNotHeld):
        closed(edition)


def test_who_was_written_present_cannot_vanish_from_the_register(world: World) -> None:
    ada, grace = (world.sign_up(world.three_meetings(code=code), "ada") for code in ("WEB-1", "WEB-2"))
    write(ada, 0, 180)
    write(grace, 0, 0)

    assert ada.admitted_at == ada.edition.meetings[0].starts_at
    assert grace.admitted_at is None


def test_who_was_let_in_by_mistake_and_is_written_absent_never_came(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    came(ada, *ada.edition.meetings[:2])
    write(ada, 0, 0, "Era un'altra persona")
    assert ada.admitted_at is not None
    write(ada, 1, 0, "Era un'altra persona")
    assert ada.admitted_at is None
