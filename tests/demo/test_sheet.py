"""On whatever day the demo is loaded, its editions have days that make sense."""

from datetime import date, timedelta

import pytest

from app.demo import half_years, sheet
from app.programme.conflicts import Calendar
from app.programme.half_year import of

EVERY_DAY = [date(2026, 1, 1) + timedelta(days=number) for number in range(2 * 365)]
NEEDED = {"CV-1", "UFF-1", "CON-1", "CV-2", "CON-2", "NET-1", "EDI-1", "GIO-1"}  # something happens to them
HOLIDAYS = Calendar()


def is_holiday(day: date, _municipality: str) -> bool:
    return HOLIDAYS.closed_for(day, None) is not None


@pytest.fixture(scope="module")
def offered():
    return {day: sheet.offers_by_half_year(day, is_holiday) for day in EVERY_DAY}


def test_what_something_happens_to_is_there(offered) -> None:
    for day, halves in offered.items():
        assert {offer.code for offers in halves.values() for offer, _days in offers} >= NEEDED, day


def test_todays_lab_is_in_todays_half_year(offered) -> None:
    for day, halves in offered.items():
        assert "UFF-1" in {offer.code for offer, _days in halves[of(day)]}, day


def test_no_half_year_after_the_running_one_is_made_for_far_away_editions_alone(offered) -> None:
    for day, halves in offered.items():
        for half, offers in halves.items():
            assert half == of(day) or any(
                offer.code in NEEDED | {"WEB-1", "OSS-1", "COL-1", "WEB-2", "L68-1"} for offer, _days in offers
            ), (day, half)


def test_meetings_of_an_edition_are_on_different_days_in_order(offered) -> None:
    for day, halves in offered.items():
        for offers in halves.values():
            for offer, days in offers:
                assert days == sorted(set(days)), (day, offer.code)


def test_who_is_too_few_for_the_soonest_edition_has_to_be_decided_today(offered) -> None:
    for day, halves in offered.items():
        (soon,) = (days[0] for offers in halves.values() for offer, days in offers if offer.code == "CON-1")
        assert timedelta(days=1) <= soon - day <= timedelta(days=3)
        assert not is_holiday(soon, "")


def test_the_office_is_closed_on_days_on_which_nothing_is_offered() -> None:
    for day in EVERY_DAY[::7]:
        closures = half_years.closures_around(day, is_holiday)

        def is_closed(other: date, town: str) -> bool:
            return is_holiday(other, town) or any(one.first_on <= other <= one.last_on for one in closures)  # noqa: B023

        for offers in sheet.offers_by_half_year(day, is_closed).values():
            for _offer, days in offers:
                assert not any(is_closed(held, "") for held in days if held != day)
