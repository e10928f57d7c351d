"""Two places at the same hour: nobody is turned away for it, but who holds them, and staff, are told."""

from sqlalchemy import select

from app.db import db
from app.programme.models import Edition
from app.registration.models import Registration, Status


def overlapping(registration: Registration) -> list[Registration]:
    """The person's other places, held or waited for, with a meeting at the same time as one of this registration's."""
    if registration.is_cancelled:
        return []
    others = select(Registration).where(
        Registration.participant_id == registration.participant_id,
        Registration.id != registration.id,
        Registration.status != Status.CANCELLED,
    )
    return [other for other in db.session.scalars(others) if _overlap(registration.edition, other.edition)]


def _overlap(one: Edition, other: Edition) -> bool:
    return any(mine.overlaps(theirs) for mine in one.held_meetings for theirs in other.held_meetings)
