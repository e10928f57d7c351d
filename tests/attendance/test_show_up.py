"""What the registers teach of who will come, and what is promised on it."""

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.attendance.show_up import MOST_WEIGHT, Record, expect, expected, part_of_day
from app.db import db, transaction
from app.lib.overbooking import most_sign_ups
from app.registration.models import Coming, Source, Status
from tests.world import World

MORNING = datetime(2027, 1, 14, 8, 30, tzinfo=UTC)
AFTERNOON = datetime(2027, 1, 14, 14, 0, tzinfo=UTC)


def past(came: int, missed: int, theme: int = 1, days_ago: int = 0, starts_at: datetime = MORNING) -> Record:
    return Record(theme, starts_at - timedelta(days=days_ago), came, missed)


def test_before_any_register_seven_of_ten_are_expected() -> None:
    found = expect([], 1, MORNING, MORNING)

    assert (found.belief.mean, found.belief.strength) == (pytest.approx(0.7), pytest.approx(10))


def test_the_same_theme_at_the_same_part_of_the_day_teaches_most() -> None:
    alike = expect([past(18, 2)] * 6, 1, MORNING, MORNING).belief.mean
    in_the_afternoon = expect([past(18, 2)] * 6, 1, AFTERNOON, MORNING).belief
    another_theme = expect([past(18, 2, theme=2)] * 6, 1, MORNING, MORNING).belief

    assert alike > in_the_afternoon.mean == another_theme.mean > 0.7
    assert another_theme.strength == pytest.approx(10), "what other labs teach weighs ten people, however many"


def test_an_old_register_counts_for_half_after_half_a_year() -> None:
    new, old = (expect([past(0, 4, days_ago=days)], 1, MORNING, MORNING).belief for days in (0, 180))

    assert new.mean < old.mean < 0.7


def test_no_belief_weighs_more_than_twenty_five_people() -> None:
    assert expect([past(700, 300)] * 50, 1, MORNING, MORNING).belief.strength == pytest.approx(MOST_WEIGHT)


def test_who_said_yes_comes_more_surely() -> None:
    found = expect([], 1, MORNING, MORNING)

    assert found.risk(20, 23, said_yes=23) > found.risk(20, 23, said_yes=10) > found.risk(20, 23)
    assert found.risk(20, 20, said_yes=20) == 0


@pytest.mark.parametrize(
    ("hour", "part"), [(9, "morning"), (12, "morning"), (13, "afternoon"), (17, "afternoon"), (18, "evening")]
)
def test_the_day_has_three_parts_in_rome(hour: int, part: str) -> None:
    assert part_of_day(datetime(2027, 7, 1, hour - 2, 0, tzinfo=UTC)) == part


def test_replaying_half_years_rooms_overflow_about_as_seldom_as_promised() -> None:
    """Labs that differ more than chance: each theme has its share, each edition strays from it (the study's §4.3)."""
    chance, full, overflowing = random.Random(20270114), 0, 0
    for _run in range(8):
        shares = {theme: chance.uniform(0.6, 0.85) for theme in range(4)}
        records: list[Record] = []
        for number in range(160):
            theme, at = number % 4, MORNING + timedelta(days=number)
            mean = shares[theme]
            places = most_sign_ups(20, expect(records, theme, at, at).belief)
            share = chance.betavariate(mean * 40, (1 - mean) * 40)
            came = sum(chance.random() < share for _ in range(places))
            if places > 20 and number >= 20:
                full, overflowing = full + 1, overflowing + (came > 20)
            records.append(Record(theme, at, came, places - came))
    assert full > 300
    assert overflowing / full <= 0.07


def test_registers_count_who_had_a_place_and_neither_the_door_nor_who_gave_up(world: World) -> None:
    edition = world.edition(seats=10)
    people = [world.sign_up(edition, who) for who in ("ada", "grace", "alan", "nicolo")]
    walked_in = world.sign_up(edition, "olena", source=Source.DOOR)
    with transaction():
        for one in (people[0], people[1], walked_in):
            one.admitted_at = MORNING
        people[0].coming = Coming.YES
        people[3].status = Status.CANCELLED
        edition.confirmed_count -= 1
    assert expected(edition).in_all == 0, "registers still open"
    with transaction():
        edition.closed_at = MORNING
    later = world.edition(meetings=[(date(2027, 2, 11), time(9), time(12))])
    db.session.expire_all()

    found = expected(later)

    assert (found.of_theme, found.in_all) == (1, 1)
    assert found.of_yes.came > 9 and found.of_yes.missed == pytest.approx(1)
