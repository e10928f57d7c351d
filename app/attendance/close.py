from app.attendance.models import Attendance
from app.attendance.refusals import EditionNotHeld, MeetingsToCome
from app.attendance.register import register_of
from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.programme.models import Edition


def close(edition: Edition, by: str) -> Edition:
    """Close the registers: what the door read becomes written presence, whole meetings; what is by hand stays.

    From then on presences are final and certificates may be issued. Closing twice is closing once.

    Raises EditionNotHeld, MeetingsToCome.
    """
    edition = Edition.locked(edition.id)
    if edition.is_closed:
        return edition
    if edition.is_cancelled or not edition.held_meetings:
        raise EditionNotHeld()
    if not edition.has_ended(now()):
        raise MeetingsToCome()
    for line in register_of(edition):
        for presence in line.presences:
            if presence.written is None and presence.scanned_at:
                db.session.add(
                    Attendance(
                        registration=line.registration,
                        meeting=presence.meeting,
                        minutes=presence.minutes,
                        recorded_by=by,
                        recorded_at=now(),
                    )
                )
    edition.closed_at = now()
    note(edition.about, "edition.closed", by)
    db.session.flush()
    return edition
