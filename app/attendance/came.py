"""Whether people came: all that the desk which sent them is told."""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import select

from app.attendance.models import Attendance
from app.checkin.models import Outcome, Scan
from app.db import db
from app.lib.clock import now
from app.registration.models import Registration


class Came(StrEnum):
    """Minutes and certificates are nobody's business but the person's and the office's."""

    YES = "yes"
    NO = "no"
    NOT_YET = "not_yet"
    WITHOUT_PLACE = "without_place"
    CALLED_OFF = "called_off"


def whether_they_came(registrations: Sequence[Registration]) -> dict[int, Came]:
    """The answer for each registration, by its id, in two queries; «no» is said only when the last meeting is over."""
    present = _present(registrations)
    return {registration.id: _whether(registration, registration.id in present) for registration in registrations}


def _whether(registration: Registration, is_present: bool) -> Came:
    edition = registration.edition
    if is_present and registration.is_confirmed:
        return Came.YES
    if registration.is_cancelled or edition.is_cancelled:
        return Came.CALLED_OFF
    if not edition.has_ended(now()):
        return Came.NOT_YET
    return Came.NO if registration.is_confirmed else Came.WITHOUT_PLACE


def _present(registrations: Sequence[Registration]) -> set[int]:
    """Who was at one meeting held at least: what the register says, else what the door read."""
    numbers = [registration.id for registration in registrations]
    held = {meeting.id for registration in registrations for meeting in registration.edition.held_meetings}
    written = {
        (line.registration_id, line.meeting_id): line.minutes
        for line in db.session.scalars(select(Attendance).where(Attendance.registration_id.in_(numbers)))
    }
    admitted = select(Scan.registration_id, Scan.meeting_id).where(
        Scan.registration_id.in_(numbers), Scan.outcome == Outcome.ADMITTED
    )
    read = {(person, meeting) for person, meeting in db.session.execute(admitted)} - written.keys()
    there = {key for key, minutes in written.items() if minutes} | read
    return {person for person, meeting in there if person and meeting in held}
