"""Where a freed place goes by the hours that are left, and until when an offered one is held."""

from datetime import date, datetime, time, timedelta

import pytest

from app.lib.clock import from_rome
from app.registration.freed import Freed, how_freed_places_go, is_open_to_all, offer_until
from tests.world import World

BEGINS = from_rome(date(2027, 1, 14), time(9, 30))  # as the world's editions do


@pytest.mark.parametrize(
    ("hours_before", "how"),
    [
        (72, Freed.CONFIRM),
        (48.01, Freed.CONFIRM),
        (48, Freed.OFFER),
        (4.5, Freed.OFFER),
        (4.49, Freed.DOOR),
        (3, Freed.DOOR),
        (0.01, Freed.DOOR),
        (0, Freed.NOBODY),
        (-1, Freed.NOBODY),
    ],
)
def test_the_hours_that_are_left_say_where_a_freed_place_goes(world: World, hours_before: float, how: Freed) -> None:
    assert how_freed_places_go(world.edition(), BEGINS - timedelta(hours=hours_before)) == how


def test_nobody_is_called_to_what_is_called_off_or_has_no_date(world: World) -> None:
    early = BEGINS - timedelta(days=7)
    called_off, put_off = world.edition(), world.edition()
    called_off.cancelled_at = put_off.postponed_at = early

    assert how_freed_places_go(called_off, early) == how_freed_places_go(put_off, early) == Freed.NOBODY


def test_ten_minutes_after_the_beginning_places_are_for_who_is_there(world: World) -> None:
    edition = world.edition()

    assert not is_open_to_all(edition, BEGINS + timedelta(minutes=9, seconds=59))
    assert is_open_to_all(edition, BEGINS + timedelta(minutes=10))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return from_rome(date(2027, 1, day), time(hour, minute))


@pytest.mark.parametrize(
    ("offered", "begins", "until"),
    [
        (at(12, 10), at(14, 9, 30), at(13, 8)),  # twelve hours end in the night: in the morning
        (at(12, 8), at(14, 8), at(12, 20)),  # twelve hours
        (at(13, 9), at(13, 20), at(13, 14, 30)),  # half of eleven hours
        (at(13, 13), at(13, 18), at(13, 14)),  # never less than four hours before
        (at(13, 13, 20), at(13, 18), at(13, 14)),
        (at(13, 14), at(14, 9, 30), at(13, 21)),  # the morning is too late: the evening before
        (at(13, 20), at(14, 9, 30), at(14, 5, 30)),  # less than two hours of evening: at the last moment
        (at(13, 23), at(14, 18), at(14, 13)),  # the night does not count
        (at(12, 23), at(14, 18), at(13, 20)),
        (at(13, 10, 7), at(13, 20), at(13, 15)),  # at a quarter of an hour
    ],
)
def test_an_offer_is_held_until_a_stated_hour(offered: datetime, begins: datetime, until: datetime) -> None:
    assert offer_until(offered, begins) == until


def test_whenever_it_is_made_an_offer_leaves_time_to_answer_and_ends_four_hours_before() -> None:
    for quarter in range(4 * 44):
        offered = BEGINS - timedelta(hours=48) + timedelta(minutes=15 * quarter, seconds=quarter)
        if BEGINS - offered < timedelta(hours=4, minutes=30):
            continue
        until = offer_until(offered, BEGINS)
        assert offered + timedelta(minutes=30) <= until <= BEGINS - timedelta(hours=4)
