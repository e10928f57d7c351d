from datetime import UTC, date, datetime, time

import pytest
from flask import Flask

from app.lib.clock import from_rome, rome
from app.programme.conflicts import Calendar, Occupation
from app.programme.models import Closure, PatronDay
from app.programme.recurrence import Rule, Series, series

pytestmark = pytest.mark.one_database

TUESDAY, THURSDAY, SUNDAY, MONDAY = 2, 4, 7, 1
LAST_ON = date(2027, 6, 30)


def rule(first_on: date = date(2027, 1, 12), *weekdays: int, **facts: object) -> Rule:
    return Rule(first_on, frozenset(weekdays or (TUESDAY, THURSDAY)), time(9, 30), time(12, 30), **facts)  # type: ignore[arg-type]


def days(found: Series) -> list[str]:
    return [f"{one.day:%d/%m}" for one in found.held]


def test_every_tuesday_and_thursday_four_times(app: Flask) -> None:
    assert days(series(rule(count=4), LAST_ON, Calendar())) == ["12/01", "14/01", "19/01", "21/01"]


def test_every_other_week(app: Flask) -> None:
    assert days(series(rule(count=4, every_weeks=2), LAST_ON, Calendar())) == ["12/01", "14/01", "26/01", "28/01"]


def test_until_a_day_that_counts_too(app: Flask) -> None:
    assert days(series(rule(until=date(2027, 1, 19)), LAST_ON, Calendar())) == ["12/01", "14/01", "19/01"]


def test_the_hour_stays_the_same_when_the_clocks_change(app: Flask) -> None:
    found = series(rule(date(2027, 3, 25), THURSDAY, count=2, skips_closures=False), LAST_ON, Calendar()).held

    assert [one.starts_at for one in found] == [
        datetime(2027, 3, 25, 8, 30, tzinfo=UTC),
        datetime(2027, 4, 1, 7, 30, tzinfo=UTC),
    ]
    assert {f"{rome(one.starts_at):%H:%M}–{rome(one.ends_at):%H:%M}" for one in found} == {"09:30–12:30"}


def test_a_closure_is_skipped_said_and_not_counted(app: Flask) -> None:
    closed = Closure(first_on=date(2027, 1, 14), last_on=date(2027, 1, 15), reason="inventario")

    found = series(rule(count=4), LAST_ON, Calendar(closures=(closed,)))

    assert days(found) == ["12/01", "19/01", "21/01", "26/01"]
    assert [(f"{one.day:%d/%m}", one.skipped) for one in found.skipped] == [
        ("14/01", "chiusura dell'ufficio: inventario")
    ]


def test_a_holiday_is_skipped_by_its_name(app: Flask) -> None:
    found = series(rule(date(2027, 3, 22), MONDAY, count=2), LAST_ON, Calendar())

    assert days(found) == ["22/03", "05/04"] and found.skipped[0].skipped == "Lunedì dell'Angelo"


def test_a_patron_s_day_closes_its_own_municipality_only(app: Flask) -> None:
    calendar = Calendar(patron_days=(PatronDay(municipality="Imola", month=8, day=13, name="San Cassiano"),))
    every_friday = rule(date(2027, 8, 13), 5, count=1)

    assert days(series(every_friday, date(2027, 12, 31), calendar, "Imola")) == ["20/08"]
    assert days(series(every_friday, date(2027, 12, 31), calendar, "Bologna")) == ["13/08"]


def test_a_closure_may_be_kept_and_is_still_said(app: Flask) -> None:
    closed = Closure(first_on=date(2027, 1, 14), last_on=date(2027, 1, 14), reason="inventario")

    found = series(rule(count=2, skips_closures=False), LAST_ON, Calendar(closures=(closed,)))

    assert days(found) == ["12/01", "14/01"] and found.held[1].closed == "chiusura dell'ufficio: inventario"


def test_the_half_year_ends_and_says_how_many_are_missing(app: Flask) -> None:
    found = series(rule(date(2027, 6, 22), count=4), LAST_ON, Calendar())

    assert days(found) == ["22/06", "24/06", "29/06"] and found.missing == 1


def test_who_has_the_room_already_is_named(app: Flask) -> None:
    taken = [
        Occupation("OSS-1", at(14, 11), at(14, 13), room=7),
        Occupation("UFF-1", at(19, 12, 30), at(19, 14), room=7),
    ]

    found = series(rule(count=3), LAST_ON, Calendar(), None, taken, Occupation("", at(1, 0), at(1, 1), room=7))

    assert [one.clash for one in found.held] == [None, "nella sala c'è già OSS-1, dalle 11:00 alle 13:00", None]


def test_who_leads_cannot_be_elsewhere(app: Flask) -> None:
    taken = [Occupation("OSS-1", at(14, 11), at(14, 13), room=8, people=frozenset({"rossi"}))]
    like = Occupation("", at(1, 0), at(1, 1), room=7, people=frozenset({"rossi"}))

    found = series(rule(count=2), LAST_ON, Calendar(), None, taken, like)

    assert found.held[1].clash == "chi conduce è già con OSS-1, dalle 11:00 alle 13:00"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return from_rome(date(2027, 1, day), time(hour, minute))
