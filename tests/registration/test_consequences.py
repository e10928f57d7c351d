from datetime import timedelta

from app.programme.models import Edition
from app.registration.consequences import consequences_of_moving
from app.registration.models import Source
from app.registration.planned_meetings import PlannedMeeting
from tests.world import World


def as_it_is(edition: Edition, later: timedelta = timedelta(0)) -> list[PlannedMeeting]:
    return [
        PlannedMeeting(held.starts_at + later, held.ends_at + later, held.venue, held.room, held.id)
        for held in edition.meetings
    ]


def test_a_move_shows_old_and_new_and_how_each_person_would_be_told(world: World) -> None:
    edition = world.edition(seats=2)
    for who in ("ada", "alan", "grace"):
        world.sign_up(edition, who, source=Source.STAFF)
    before = edition.meetings[0].starts_at

    found = consequences_of_moving(edition, as_it_is(edition, timedelta(days=7)))

    (change,) = found.changes
    assert change.before and change.after
    assert (change.before.starts_at, change.after.starts_at) == (before, before + timedelta(days=7))
    assert (found.confirmed, found.waiting, found.by_mail, found.by_phone, found.unreachable) == (2, 1, 2, 1, 0)
    assert edition.meetings[0].starts_at == before and world.mails("changed") == []


def test_nothing_moved_is_nothing_material(world: World) -> None:
    edition = world.edition()

    assert not consequences_of_moving(edition, as_it_is(edition)).is_material


def test_a_meeting_taken_away_has_no_after_and_a_new_one_no_before(world: World) -> None:
    edition = world.three_meetings()
    first, second, third = as_it_is(edition)
    extra = PlannedMeeting(third.starts_at + timedelta(days=2), third.ends_at + timedelta(days=2), third.venue)

    without = consequences_of_moving(edition, [first, second])
    more = consequences_of_moving(edition, [first, second, third, extra])

    assert [change.after for change in without.changes] == [None]
    assert [change.before for change in more.changes] == [None]
