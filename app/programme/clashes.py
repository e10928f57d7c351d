"""What stands in the way of a half-year: clashes as sentences that name the thing, the day and the way out.

Errors block publishing, warnings do not. Everything is read once, so a long half-year costs as many queries as a
short one.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.lib.clock import now
from app.programme import catalogue, clash_errors, clash_warnings
from app.programme.clash import Clash, Moved, Place, Severity, Slot
from app.programme.conflicts import Calendar
from app.programme.models import Edition, Facilitator, PatronDay, Programme

__all__ = ["Clash", "Place", "Severity", "calendar_of", "clashes_of", "clashes_with"]


def clashes_of(programme: Programme, editions: Sequence[Edition], moved: Moved | None = None) -> list[Clash]:
    """The clashes of ``editions`` with one another and with the calendar, errors first.

    ``editions`` are all that could be in each other's way; those that are cancelled hinder nobody. ``moved`` says
    where some meetings would be, instead of where they are.
    """
    _load(editions)
    editions = [edition for edition in editions if not edition.is_cancelled]
    slots = [
        Slot(edition, meeting, (moved or {}).get(meeting.id, meeting))
        for edition in editions
        for meeting in edition.held_meetings
    ]
    to_come = [slot for slot in slots if slot.place.starts_at > now()]
    return [
        *clash_errors.without_meetings(editions),
        *clash_errors.closed_days(slots, calendar_of(programme)),
        *clash_errors.outside(slots, programme),
        *clash_errors.rooms_taken(slots),
        *clash_errors.people_elsewhere(slots),
        *clash_errors.over_fire_limit(slots),
        *clash_warnings.absent(to_come),
        *clash_warnings.same_audience(to_come),
        *clash_warnings.same_theme(to_come),
        *clash_warnings.too_few_chairs(to_come),
        *clash_warnings.steps_unknown(to_come),
    ]


def clashes_with(edition: Edition, moved: Moved | None = None) -> list[Clash]:
    """The clashes of one edition with all the others of its half-year, errors first."""
    found = clashes_of(edition.programme, catalogue.editions_of(edition.programme), moved)
    return [clash for clash in found if edition in (clash.edition, clash.other)]


def calendar_of(programme: Programme) -> Calendar:
    """The days on which nothing is held in this half-year."""
    patron_days = db.session.scalars(select(PatronDay).order_by(PatronDay.municipality))
    return Calendar(tuple(patron_days), tuple(programme.closures))


def _load(editions: Sequence[Edition]) -> None:
    """Read at once what the checks look at."""
    wanted = select(Edition).where(Edition.id.in_([edition.id for edition in editions]))
    led_by = selectinload(Edition.facilitators).selectinload(Facilitator.absences)
    shown = (selectinload(Edition.meetings), joinedload(Edition.activity), led_by)
    db.session.scalars(wanted.options(*shown)).all()
