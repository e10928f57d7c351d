"""The days on which a half-year holds nothing: the office's own are kept here, the others are looked up."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.lib.names import folded
from app.programme.change_half_year import meetings_within, midnight
from app.programme.conflicts import national_holidays
from app.programme.models import Closure, Meeting, PatronDay, Programme, Venue
from app.programme.refusals import ProgrammeArchived


@dataclass(frozen=True)
class LocalHoliday:
    """A patron's day as it falls in a half-year. ``is_ours``: there is a venue in that municipality."""

    day: date
    patron: PatronDay
    is_ours: bool


def add_closure(programme: Programme, first_on: date, last_on: date, reason: str, *, by: str) -> Closure:
    """Close the office on these days; meetings that fall on them stay until somebody moves them.

    The same closure twice is one. Raises ProgrammeArchived.
    """
    _refuse_archived(programme)
    for same in programme.closures:
        if (same.first_on, same.last_on, same.reason) == (first_on, last_on, reason):
            return same
    closure = Closure(programme=programme, first_on=first_on, last_on=last_on, reason=reason)
    db.session.add(closure)
    programme.updated_at = now()
    note(programme.about, "programme.closure_added", by, days=days_of(closure), reason=reason)
    db.session.flush()
    return closure


def change_closure(closure: Closure, first_on: date, last_on: date, reason: str, *, by: str) -> None:
    """Let the closure be on these days and for this reason. Raises ProgrammeArchived."""
    programme = closure.programme
    _refuse_archived(programme)
    before = f"{days_of(closure)}, {closure.reason}"
    closure.first_on, closure.last_on, closure.reason = first_on, last_on, reason
    after = f"{days_of(closure)}, {closure.reason}"
    if before != after:
        programme.updated_at = now()
        note(programme.about, "programme.closure_changed", by, before=before, after=after)


def remove_closure(closure: Closure, *, by: str) -> None:
    """Open the office again on those days. Raises ProgrammeArchived."""
    programme = closure.programme
    _refuse_archived(programme)
    note(programme.about, "programme.closure_removed", by, days=days_of(closure), reason=closure.reason)
    programme.updated_at = now()
    db.session.delete(closure)
    db.session.flush()


def meetings_on(programme: Programme, first_on: date, last_on: date) -> list[Meeting]:
    """The meetings of the half-year that would fall on a closure of these days, in order."""
    after = midnight(last_on + timedelta(days=1))
    return meetings_within(programme, Meeting.starts_at >= midnight(first_on), Meeting.starts_at < after)


def days_of(closure: Closure) -> str:
    """«24/12/2027» or «24/12/2027–31/12/2027»."""
    first, last = f"{closure.first_on:%d/%m/%Y}", f"{closure.last_on:%d/%m/%Y}"
    return first if first == last else f"{first}–{last}"


def national(programme: Programme) -> list[tuple[date, str]]:
    """The national holidays of the half-year, by day, each with its name."""
    return national_holidays(programme.first_on, programme.last_on)


def local(programme: Programme) -> list[LocalHoliday]:
    """The patrons' days that fall in the half-year, by day; those of municipalities with a venue are ours."""
    ours = {folded(town) for town in db.session.scalars(select(Venue.municipality)) if town}
    found = []
    for patron in db.session.scalars(select(PatronDay)):
        for year in range(programme.first_on.year, programme.last_on.year + 1):
            day = day_in(patron, year)
            if day and programme.holds(day):
                found.append(LocalHoliday(day, patron, folded(patron.municipality) in ours))
    return sorted(found, key=lambda one: (one.day, one.patron.municipality))


def without_patron() -> list[str]:
    """The municipalities of our venues whose patron's day nobody has written yet."""
    known = {folded(town) for town in db.session.scalars(select(PatronDay.municipality))}
    used = select(Venue.municipality).where(Venue.is_online.is_(False), Venue.is_retired.is_(False))
    ours = {folded(town): town for town in db.session.scalars(used) if town}
    return sorted(town for key, town in ours.items() if key not in known)


def day_in(patron: PatronDay, year: int) -> date | None:
    """The patron's day in ``year``; None for a 29 February that is not there."""
    try:
        return date(year, patron.month, patron.day)
    except ValueError:
        return None


def falling(meetings: list[Meeting]) -> list[str]:
    """Each meeting in a sentence, for who is about to close the office."""
    return [
        _(
            "%(code)s, «%(title)s», è il %(day)s",
            code=meeting.edition.code,
            title=meeting.edition.title,
            day=f"{meeting.day:%d/%m/%Y}",
        )
        for meeting in meetings
    ]


def _refuse_archived(programme: Programme) -> None:
    if programme.is_archived:
        raise ProgrammeArchived(slug=programme.slug)
