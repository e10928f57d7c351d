"""A past half-year laid over the days of another: each meeting on the same weekday of the same week, closures skipped.

Nothing is made here; copy_half_year.py does what the plan says.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.db import db
from app.programme import catalogue
from app.programme.conflicts import Calendar
from app.programme.half_year import HalfYear
from app.programme.models import Closure, Edition, Meeting, PatronDay, Programme

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Target:
    """The half-year to copy into: ``programme`` when it is a draft that is there already."""

    slug: str
    title: str
    first_on: date
    last_on: date
    programme: Programme | None = None

    @classmethod
    def of(cls, half: HalfYear) -> "Target":
        """The half-year of this name, as it is there, or as it would be made."""
        there = db.session.scalars(select(Programme).where(Programme.slug == half.slug)).one_or_none()
        if there:
            return cls(there.slug, there.title, there.first_on, there.last_on, there)
        return cls(half.slug, half.title, half.first_on, half.last_on)

    @property
    def closures(self) -> list[Closure]:
        return self.programme.closures if self.programme else []

    @property
    def taken(self) -> set[str]:
        """The codes that are there, as addresses write them."""
        return {edition.slug for edition in self.programme.editions} if self.programme else set()


@dataclass
class Carried:
    """A meeting and the day it goes to; None: there is no free day left. ``skipped`` are the days it cannot have."""

    meeting: Meeting
    day: date | None
    skipped: list[tuple[date, str]] = field(default_factory=list)

    @property
    def is_as_planned(self) -> bool:
        return self.day is not None and not self.skipped

    @property
    def why(self) -> str:
        """Why it is not on the day of the same week, each reason once: «06/01/2028: Epifania»."""
        said = []
        for reason, same in groupby(self.skipped, key=lambda pair: pair[1]):
            days = [day for day, _reason in same]
            first, last = f"{days[0]:%d/%m/%Y}", f"{days[-1]:%d/%m/%Y}"
            said.append(f"{first}: {reason}" if first == last else f"{first}–{last}: {reason}")
        return "; ".join(said)


@dataclass
class CarriedEdition:
    """An edition as it would be in the other half-year. ``notes`` are what one had better know."""

    edition: Edition
    meetings: list[Carried]
    is_taken: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def is_ticked(self) -> bool:
        """Whether it is carried unless somebody says otherwise."""
        return not self.is_taken and not self.edition.is_cancelled

    @property
    def left(self) -> list[Carried]:
        """What has no day."""
        return [carried for carried in self.meetings if carried.day is None]

    @property
    def shift(self) -> timedelta:
        """How far its first meeting goes: what hangs on it, such as the days of sign-up, goes as far."""
        first = next((carried for carried in self.meetings if carried.day), None)
        return first.day - first.meeting.day if first and first.day else timedelta(0)


def plan(source: Programme, target: Target) -> list[CarriedEdition]:
    """Every edition of ``source`` in the days of ``target``, by first meeting."""
    patron_days = tuple(db.session.scalars(select(PatronDay)))
    calendar = Calendar(patron_days, tuple(target.closures))
    weeks = monday(target.first_on) - monday(source.first_on)
    editions = catalogue.editions_of(source)
    _load(editions)
    taken = target.taken
    return [
        CarriedEdition(
            edition,
            _carry(_meetings_of(edition), weeks, target, calendar),
            edition.slug in taken,
            _notes(edition),
        )
        for edition in editions
    ]


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _meetings_of(edition: Edition) -> list[Meeting]:
    """Those that were to be held: of a cancelled edition all of them."""
    return [one for one in edition.meetings if edition.is_cancelled or one.cancelled_at is None]


def _carry(meetings: list[Meeting], weeks: timedelta, target: Target, calendar: Calendar) -> list[Carried]:
    """Each meeting a whole number of weeks on, later while the day is closed; their order stays as it was."""
    carried: list[Carried] = []
    last: Carried | None = None
    for meeting in meetings:
        town = None if meeting.venue.is_online else meeting.venue.municipality
        one = Carried(meeting, meeting.day + weeks)
        while one.day and (why := _why_not(one.day, meeting, last, town, target, calendar)):
            one.skipped.append((one.day, why))
            one.day = None if one.day > target.last_on else one.day + A_WEEK
        carried.append(one)
        last = one if one.day else last
    return carried


def _why_not(
    day: date, meeting: Meeting, last: Carried | None, town: str | None, target: Target, calendar: Calendar
) -> str | None:
    if day < target.first_on:
        return _("prima che il semestre cominci")
    if day > target.last_on:
        return _("dopo la fine del semestre")
    if closed := calendar.closed_for(day, town):
        return closed
    if last and last.day and day <= last.day and meeting.day > last.meeting.day:
        return _("l'incontro di prima è il %(day)s", day=f"{last.day:%d/%m/%Y}")
    return None


def _notes(edition: Edition) -> list[str]:
    notes = []
    venues = {one.venue.name for one in edition.meetings if one.venue.is_retired}
    rooms = {one.room.name for one in edition.meetings if one.room and one.room.is_retired}
    for name in sorted(venues | rooms):
        notes.append(_("«%(name)s» non si usa più: scegli un altro posto", name=name))
    for person in edition.facilitators:
        if person.is_retired:
            notes.append(_("%(name)s non conduce più: scegli qualcun altro", name=person.name))
    return notes


def _load(editions: list[Edition]) -> None:
    """Read at once what a plan looks at and a list does not."""
    wanted = select(Edition).where(Edition.id.in_([edition.id for edition in editions]))
    db.session.scalars(wanted.options(selectinload(Edition.facilitators), selectinload(Edition.partners))).all()
