from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.lib import clock
from app.lib.clock import from_rome
from app.programme.models import Edition
from tests.world import World

WINDOW = {"sign_up_opens_on": date(2027, 1, 4), "sign_up_closes_on": date(2027, 1, 12)}
A_MOMENT = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("instant", "open_"),
    [
        (from_rome(date(2027, 1, 4), time(0)) - A_MOMENT, False),
        (from_rome(date(2027, 1, 4), time(0)), True),
        (from_rome(date(2027, 1, 12), time(23, 59, 59)), True),
        (from_rome(date(2027, 1, 13), time(0)), False),
    ],
)
def test_sign_up_is_open_to_the_last_second_of_its_last_day_in_rome(
    world: World, instant: datetime, open_: bool
) -> None:
    assert world.edition(**WINDOW).accepts_sign_ups(instant) is open_


def test_without_a_last_day_sign_up_is_open_until_it_begins(world: World) -> None:
    edition = world.edition()
    begins = edition.meetings[0].starts_at

    assert edition.accepts_sign_ups(begins - A_MOMENT) and not edition.accepts_sign_ups(begins)


def counted(confirmed: int, offered: int = 0, waiting: int = 0, more: int = 0) -> Edition:
    """An edition of ten seats, without dates."""
    return Edition(
        seats=10, overbooked_by=more, confirmed_count=confirmed, offered_count=offered, waiting_count=waiting
    )


def test_a_place_that_is_held_for_somebody_is_not_free() -> None:
    assert counted(confirmed=8).seats_left == 2
    assert counted(confirmed=7, offered=1).seats_left == 2
    assert counted(confirmed=8, more=1).seats_left == 3
    assert counted(confirmed=12).seats_left == 0
    assert counted(confirmed=7, offered=1, waiting=2).people_count == 10


def test_who_waits_beside_a_free_place_does_not_fit_and_hides_it_only_in_the_last_hours(world: World) -> None:
    edition = world.edition(seats=2)
    edition.confirmed_count, edition.waiting_count = 1, 3

    assert edition.seats_left == 1
    with clock.at(edition.starts_at - timedelta(hours=4)):
        assert edition.seats_left == 0
    assert counted(confirmed=8, waiting=1).is_full


@pytest.mark.parametrize(("day", "minutes"), [(date(2027, 3, 28), 120), (date(2026, 10, 25), 240)])
def test_hours_are_true_hours_also_when_the_clocks_change(world: World, day: date, minutes: int) -> None:
    edition = world.edition(meetings=[(day, time(1), time(4))])

    assert edition.minutes_held == minutes
    assert edition.meetings[0].day == day and edition.meetings[0].starts_at.tzinfo is UTC
