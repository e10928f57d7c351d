"""The closed days of a week, in few words."""

from collections.abc import Iterable
from datetime import date, timedelta

from flask_babel import format_date

from app.programme.conflicts import Calendar


def closed_days(monday: date, calendar: Calendar, towns: Iterable[str]) -> list[str]:
    """The days of a week on which the office, or a place in one of ``towns``, is closed, and why: «lun 4 – mer 6: …».

    Sundays need no saying.
    """
    closed: list[tuple[str, date, date]] = []  # why, from, to
    for day in (monday + timedelta(days=number) for number in range(6)):
        reasons = [why for town in (None, *towns) if (why := calendar.closed_for(day, town))]
        for why in dict.fromkeys(reasons):
            goes_on = next((one for one in closed if one[0] == why and one[2] == day - timedelta(days=1)), None)
            if goes_on:
                closed[closed.index(goes_on)] = (why, goes_on[1], day)
            else:
                closed.append((why, day, day))
    return [f"{_from_to(first, last)}: {why}" for why, first, last in closed]


def _from_to(first: date, last: date) -> str:
    days = [format_date(day, "EEE d") for day in (first, last)]
    return days[0] if first == last else " – ".join(days)
