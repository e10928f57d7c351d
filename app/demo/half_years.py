"""The demo's half-years: their rules, the days on which the office is closed, and the programmes in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from app.db import transaction
from app.demo import sheet
from app.demo.sheet import IsClosed
from app.programme.change_half_year import add_half_year
from app.programme.closures import add_closure
from app.programme.half_year import HalfYear
from app.programme.known import known
from app.programme.models import Programme
from app.programme.publish import publish
from app.programme.read_programme import read_programme
from app.registration.import_programme import import_programme

RULES = {
    "sign_up_opens_days_before": 45,
    "sign_up_closes_days_before": 1,
    "most_open_registrations": 3,
    "minimum_people": 4,
}
CLOSED = {"Formazione del personale": (12, 13), "Assemblea del personale": (22, 22)}  # working days from today
ANYWHERE = ""  # a municipality without a patron's day


@dataclass(frozen=True)
class Days:
    """Days on which the office is closed."""

    first_on: date
    last_on: date
    reason: str


def import_and_publish(today: date, *, by: str) -> None:
    """Make every half-year that the demo's editions fall in, from its spreadsheet, and show it to everybody."""
    calendar = known().calendar("")

    def is_holiday(day: date, municipality: str) -> bool:
        return calendar.closed_for(day, municipality) is not None

    closures = closures_around(today, is_holiday)

    def is_closed(day: date, municipality: str) -> bool:
        return is_holiday(day, municipality) or any(one.first_on <= day <= one.last_on for one in closures)

    with TemporaryDirectory() as folder:
        for half, offers in sheet.offers_by_half_year(today, is_closed).items():
            with transaction():
                make(half, [one for one in closures if half.holds(one.first_on)], by=by)
            file = Path(folder) / f"programma-{half.slug}.xlsx"
            sheet.write(file, half, offers)
            draft = read_programme(file, known())
            with transaction():
                publish(import_programme(draft, by=by).programme, by=by)


def make(half: HalfYear, closures: Iterable[Days], *, by: str) -> Programme:
    """A half-year with the rules of all of them, closed on these days."""
    programme = add_half_year(half, dict(RULES), by=by)
    for days in closures:
        add_closure(programme, days.first_on, min(days.last_on, half.last_on), days.reason, by=by)
    return programme


def closures_around(today: date, is_holiday: IsClosed) -> list[Days]:
    """The days to come on which the office is closed: editions step over them as over holidays."""

    def day(distance: int) -> date:
        return sheet.working_day(today, distance, ANYWHERE, is_holiday)

    return [Days(day(first), day(last), reason) for reason, (first, last) in CLOSED.items()]


def closures_of(half: HalfYear) -> list[Days]:
    """The days on which the office is closed in any half-year of its kind."""
    if half.half == 1:
        return [
            Days(date(half.year, 1, 2), date(half.year, 1, 5), "Chiusura dopo le feste"),
            Days(date(half.year, 4, 23), date(half.year, 4, 24), "Formazione del personale"),
        ]
    return [
        Days(date(half.year, 8, 10), date(half.year, 8, 21), "Chiusura estiva"),
        Days(date(half.year, 12, 24), date(half.year, 12, 31), "Chiusura di fine anno"),
    ]
