from app.attendance.models import Attendance
from app.attendance.refusals import (
    MeetingNotHeld,
    MinutesBeyondMeeting,
    NotOnRegister,
    ReasonMissing,
    RegistersClosed,
)
from app.attendance.register import presence_of
from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.lib.names import tidy
from app.programme.models import Edition, Meeting
from app.registration.models import Registration

LONGEST_REASON = 200  # letters


def present_minutes(registration: Registration, meeting: Meeting) -> int:
    """How long the person was present: what is written in the register, else what the door read, else 0 minutes."""
    return presence_of(registration, meeting).minutes


def record(registration: Registration, meeting: Meeting, minutes: int, reason: str, by: str) -> Attendance:
    """Write by hand that the person was present for ``minutes``, and why; it wins over the door's readings.

    Writing the same again changes nothing. Raises RegistersClosed, MeetingNotHeld, NotOnRegister,
    MinutesBeyondMeeting, ReasonMissing.
    """
    edition = Edition.locked(registration.edition_id)
    reason = tidy(reason)[:LONGEST_REASON]
    refuse_unwritable(edition, registration, meeting)
    if not 0 <= minutes <= meeting.minutes:
        raise MinutesBeyondMeeting(longest=meeting.minutes)
    if not reason:
        raise ReasonMissing()
    written = presence_of(registration, meeting).written
    if written and (written.minutes, written.reason) == (minutes, reason):
        return written
    if written is None:
        written = Attendance(registration=registration, meeting=meeting)
        db.session.add(written)
    written.minutes, written.reason, written.recorded_by, written.recorded_at = minutes, reason, by, now()
    if minutes:
        registration.admitted_at = registration.admitted_at or meeting.starts_at
    elif not any(present_minutes(registration, held) for held in edition.held_meetings):
        registration.admitted_at = None  # what the door read was somebody else's
    note(registration.about, "attendance.recorded", by, minutes=minutes, reason=reason, meeting_id=meeting.id)
    db.session.flush()
    return written


def refuse_unwritable(edition: Edition, registration: Registration, meeting: Meeting) -> None:
    """Raises RegistersClosed, MeetingNotHeld or NotOnRegister when no presence can be written here."""
    if edition.is_closed:
        raise RegistersClosed()
    if meeting not in edition.held_meetings or meeting.starts_at > now():
        raise MeetingNotHeld()
    if not registration.is_confirmed:
        raise NotOnRegister()
