"""Rome's clocks, also on the two days a year when they jump."""

from datetime import UTC, date, datetime, time

import pytest

from app.lib import clock

pytestmark = pytest.mark.one_database


def test_an_hour_that_comes_twice_is_the_first() -> None:
    second = clock.rome(datetime(2026, 10, 25, 1, 30, tzinfo=UTC)).time()

    assert clock.from_rome(date(2026, 10, 25), second) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_day_ends_a_second_before_the_next_one_begins() -> None:
    assert clock.end_of_day(date(2027, 1, 13)) == datetime(2027, 1, 13, 22, 59, 59, tzinfo=UTC)
    assert clock.end_of_day(date(2027, 7, 13)) == datetime(2027, 7, 13, 21, 59, 59, tzinfo=UTC)


def test_the_clock_stands_still_only_inside_the_block() -> None:
    instant = datetime(2027, 1, 14, tzinfo=UTC)

    with clock.at(instant):
        assert clock.now() == instant
    assert clock.now() != instant


def test_a_process_may_start_at_another_instant() -> None:
    try:
        clock.start_at(datetime(2030, 1, 1, tzinfo=UTC))
        assert clock.now().year == 2030 and clock.today() == date(2030, 1, 1)
    finally:
        clock.start_at(None)


def test_hours_of_rome_are_instants_everywhere() -> None:
    assert clock.from_rome(date(2027, 1, 14), time(9, 30)) == datetime(2027, 1, 14, 8, 30, tzinfo=UTC)
