from datetime import date, time, timedelta

import pytest

from app.db import db, transaction
from app.lib import clock
from app.lib.clock import from_rome, now
from app.programme.models import Edition
from app.registration import apply_changes
from app.registration.call_off import cancel_edition
from app.registration.cancel import cancel
from app.registration.models import Registration
from app.registration.planned_meetings import PlannedMeeting
from app.registration.refusals import (
    EditionCancelled,
    EditionOver,
    MovedIntoThePast,
    OverFireLimit,
    RegistersClosed,
)
from tests.world import World


def moved(edition: Edition, days: int = 0, hours: int = 0) -> list[str]:
    """Move every meeting of the edition."""
    by = timedelta(days=days, hours=hours)
    with transaction() as session:
        edition = session.merge(edition)
        plans = [
            PlannedMeeting(one.starts_at + by, one.ends_at + by, one.venue, one.room, meeting_id=one.id)
            for one in edition.meetings
        ]
        return apply_changes.move_meetings(edition, plans, by="ufficio")


def resized(edition: Edition, seats: int) -> list[Registration]:
    with transaction() as session:
        return apply_changes.resize(session.merge(edition), seats, by="ufficio")


def called_off(edition: Edition) -> int:
    with transaction() as session:
        return cancel_edition(session.merge(edition), by="ufficio")


def test_moving_raises_the_sequence_and_tells_everybody(world: World) -> None:
    edition = world.edition(seats=1)
    ada, grace = world.sign_up(edition, "ada"), world.sign_up(edition, "grace")
    earlier = edition.updated_at

    with clock.at(now() + timedelta(hours=1)):
        (change,) = moved(edition, days=1)

    assert "14/01/2027 9:30–12:30" in change and "15/01/2027 9:30–12:30" in change
    assert edition.calendar_sequence == 1 and edition.updated_at > earlier
    assert (ada.calendar_sequence, grace.calendar_sequence) == (1, 0)
    told = world.mails("changed")
    assert [mail.about for mail in told] == [ada.about, grace.about]
    assert told[0].facts["changes"][0]["before"]["starts_at"].startswith("2027-01-14")
    assert told[0].facts["meetings"][0]["starts_at"].startswith("2027-01-15")


def test_moving_nowhere_is_not_moving(world: World) -> None:
    edition = world.edition()
    world.sign_up(edition, "ada")

    assert moved(edition) == []
    assert edition.calendar_sequence == 0 and world.mails("changed") == []


def test_who_left_is_not_disturbed(world: World) -> None:
    edition = world.edition()
    ada = world.sign_up(edition, "ada")
    with transaction():
        cancel(ada)

    moved(edition, days=1)

    assert world.mails("changed") == []


def test_a_meeting_asked_for_by_id_is_the_one_that_moves(world: World) -> None:
    edition = world.three_meetings()
    first, second, third = edition.meetings
    with transaction():
        plans = [
            PlannedMeeting(one.starts_at, one.ends_at, one.venue, one.room, meeting_id=one.id)
            for one in (second, third)
        ]
        to = from_rome(date(2027, 2, 2), time(14))
        plans.append(PlannedMeeting(to, to + timedelta(hours=3), first.venue, first.room, meeting_id=first.id))
        apply_changes.move_meetings(edition, plans, by="ufficio")

    assert [one.id for one in edition.meetings] == [second.id, third.id, first.id]


def test_closed_and_cancelled_editions_do_not_move(world: World) -> None:
    closed, cancelled = world.edition(), world.edition()
    with transaction() as session:
        session.merge(closed).closed_at = now()
        session.merge(cancelled).cancelled_at = now()

    with pytest.raises(RegistersClosed):
        moved(closed, days=1)
    with pytest.raises(EditionCancelled):
        moved(cancelled, days=1)


def test_more_seats_go_to_the_head_of_the_queue(world: World) -> None:
    edition = world.edition(seats=1)
    _ada, grace, alan = (world.sign_up(edition, who) for who in ("ada", "grace", "alan"))

    promoted = resized(edition, 2)

    assert promoted == [grace] and grace.is_confirmed and alan.is_waiting
    assert [mail.about for mail in world.mails("promoted")] == [grace.about]


def test_fewer_seats_than_people_throw_nobody_out_and_call_nobody_in(world: World) -> None:
    edition = world.edition(seats=3)
    ada, grace, carla, alan = (world.sign_up(edition, who) for who in ("ada", "grace", "carla", "alan"))

    assert resized(edition, 1) == []
    assert (edition.seats, edition.confirmed_count) == (1, 3)

    for leaving in (ada, grace):
        with transaction():
            cancel(leaving)
        assert alan.is_waiting
    with transaction():
        cancel(carla)
    assert alan.is_confirmed


def test_who_was_let_in_over_the_seats_does_not_stop_them_from_growing(world: World) -> None:
    edition = world.edition(seats=3)
    for who in ("ada", "grace", "alan"):
        world.sign_up(edition, who)
    with transaction() as session:
        session.merge(edition).seats = 1

    resized(edition, 2)

    assert (edition.seats, edition.confirmed_count) == (2, 3)


def test_no_more_seats_than_the_fire_limit(world: World) -> None:
    edition = world.edition(seats=10)

    with pytest.raises(OverFireLimit, match="41 posti superano la capienza di «Sala incontri», che è 40"):
        resized(edition, 41)


def test_what_the_caller_has_changed_before_survives_the_lock(world: World) -> None:
    edition = world.edition(seats=10)
    with transaction():
        locked = Edition.locked(edition.id)
        locked.notes = "portare le chiavi"
        apply_changes.resize(locked, 12, by="ufficio")

    db.session.expire_all()
    assert (edition.notes, edition.seats) == ("portare le chiavi", 12)


def test_calling_off_strikes_and_tells_everybody_once(world: World) -> None:
    edition = world.edition(seats=1)
    ada, alan = world.sign_up(edition, "ada"), world.sign_up(edition, "alan")

    assert called_off(edition) == 2
    assert called_off(edition) == 0

    assert edition.is_cancelled and edition.calendar_sequence == 1
    assert (edition.confirmed_count, edition.waiting_count) == (0, 0)
    assert ada.is_cancelled and alan.is_cancelled and ada.calendar_sequence == 1
    assert [(mail.about, mail.status) for mail in world.mails("edition_cancelled")] == [
        (ada.about, "queued"),
        (alan.about, "to_call"),
    ]


def test_what_is_over_cannot_be_called_off(world: World) -> None:
    edition = world.edition()

    with clock.at(from_rome(date(2027, 1, 15), time(9))), pytest.raises(EditionOver):
        called_off(edition)


def test_nobody_is_moved_into_the_past(world: World) -> None:
    edition = world.edition()
    world.sign_up(edition, "ada")

    with pytest.raises(MovedIntoThePast, match="04/01/2027 è già passato"):
        moved(edition, days=-10)
    assert world.mails("changed") == []


def test_what_has_begun_keeps_the_meetings_already_held(world: World) -> None:
    edition = world.three_meetings()
    ada = world.sign_up(edition, "ada")

    with clock.at(edition.meetings[0].ends_at), transaction():
        told = cancel_edition(edition, by="ufficio")

    assert told == 1 and ada.is_confirmed and not edition.is_cancelled
    assert len(edition.held_meetings) == 1 and edition.minutes_held == 180
    assert [mail.kind for mail in world.mails()] == ["confirmed", "changed"]
