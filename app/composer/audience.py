"""To whom of an edition the office may write."""

from enum import StrEnum

from sqlalchemy import select

from app.attendance.register import register_of
from app.db import db
from app.lib.clock import now
from app.programme.models import Edition
from app.registration.models import Registration, Status


class Audience(StrEnum):
    CONFIRMED = "confermate"
    WAITING = "in-attesa"
    PRESENT = "presenti"  # at one meeting at least
    ABSENT = "assenti"  # had a place and came to none of the meetings that are over


def people_of(edition: Edition, audience: Audience) -> list[Registration]:
    """The people of ``edition`` that ``audience`` means, in the order of surname, or of the queue for who waits.

    Nobody is present or absent before a meeting is over.
    """
    if audience == Audience.WAITING:
        waiting = select(Registration).where(
            Registration.edition_id == edition.id,
            Registration.status.in_((Status.WAITING, Status.OFFERED)),  # who is offered a place has none yet
        )
        return list(db.session.scalars(waiting.order_by(Registration.queue_number)))
    lines = register_of(edition)
    if audience == Audience.CONFIRMED:
        return [line.registration for line in lines]
    over = {meeting.id for meeting in edition.held_meetings if meeting.ends_at <= now()}
    came = {
        line.registration.id
        for line in lines
        if any(presence.minutes for presence in line.presences if presence.meeting.id in over)
    }
    wanted = audience == Audience.PRESENT
    return [line.registration for line in lines if over and (line.registration.id in came) == wanted]


def sizes(edition: Edition) -> dict[Audience, int]:
    """How many people each audience means now."""
    return {audience: len(people_of(edition, audience)) for audience in Audience}
