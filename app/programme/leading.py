"""Who leads what, when they are away, and the address of the calendar that is theirs."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.db import db
from app.journal.note import note
from app.lib.codes import random_code
from app.programme.list_entries import FACILITATORS
from app.programme.models import Absence, Edition, Facilitator, Meeting, Programme


def editions_led_by(facilitator: Facilitator, day: date) -> list[Edition]:
    """What they lead in the half-years that are not over on ``day``, by date; what was called off is left out."""
    theirs = (
        select(Edition)
        .join(Edition.programme)
        .where(
            Edition.facilitators.any(Facilitator.id == facilitator.id),
            Edition.cancelled_at.is_(None),
            Programme.last_on >= day,
        )
        .options(
            contains_eager(Edition.programme),
            joinedload(Edition.activity),
            selectinload(Edition.meetings).joinedload(Meeting.venue),
        )
    )
    return sorted(db.session.scalars(theirs), key=_begins)


def _begins(edition: Edition) -> tuple[float, str]:
    return edition.starts_at.timestamp() if edition.starts_at else float("inf"), edition.code


def add_absence(facilitator: Facilitator, first_on: date, last_on: date, reason: str | None, *, by: str) -> None:
    """Days, both ends included, on which they cannot lead; what they lead then shows as a warning."""
    facilitator.absences.append(Absence(first_on=first_on, last_on=last_on, reason=reason))
    _note(facilitator, "list.absence_added", by, first_on, last_on)


def remove_absence(absence: Absence, *, by: str) -> None:
    _note(absence.facilitator, "list.absence_removed", by, absence.first_on, absence.last_on)
    db.session.delete(absence)


def give_new_calendar(facilitator: Facilitator, *, by: str) -> None:
    """Another address for their calendar: whoever had the old one reads nothing more."""
    facilitator.calendar_key = random_code().lower()
    note(FACILITATORS.about(facilitator), "list.new_calendar", by, name=facilitator.name)


def _note(facilitator: Facilitator, what: str, by: str, first_on: date, last_on: date) -> None:
    days = {"first": f"{first_on:%d/%m/%Y}", "last": f"{last_on:%d/%m/%Y}"}
    note(FACILITATORS.about(facilitator), what, by, name=facilitator.name, **days)
