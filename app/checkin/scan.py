"""A reading at the door: find whose ticket it is, decide, and keep the fact, also when the answer is no."""

import re
from datetime import datetime, timedelta

from sqlalchemy import select

from app.checkin import roster
from app.checkin.models import Device, Means, Outcome, Scan
from app.checkin.refusals import DoorClosed, ScanIdTaken, TooLateToUndo
from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.lib.codes import CODE_LETTERS, VOICE_LETTERS, normalised
from app.lib.names import tidy
from app.programme.models import Edition, Meeting
from app.registration.models import Registration

LONGEST_READ = 255  # characters kept of what was read
UNDO_WITHIN = timedelta(minutes=15)
# The address in a ticket's QR. A reader that types as an English keyboard, on an Italian one, writes - for /.
_TICKET_ADDRESS = re.compile(r"[/-]T[/-]([0-9A-Z]{16})(?![0-9A-Z])", re.IGNORECASE)


def scan(device: Device, scan_id: str, read: str, means: str = Means.CODE, scanned_at: datetime | None = None) -> Scan:
    """Answer what ``device`` read, or what was typed on it, and keep the reading with its answer in ``outcome``.

    ``scan_id`` was born on the phone: the same id is given the same answer again, however often it is sent. ``read`` is
    the ticket's address or code, or its first six letters or more; ``scanned_at`` is an aware instant, by default now.

    Raises DoorClosed, ScanIdTaken.
    """
    edition = Edition.locked(device.edition_id)
    if known := known_scan(device, scan_id):
        return known
    read = tidy(read)[:LONGEST_READ]
    return record(device, edition, scan_id, read, means, scanned_at or now(), find(edition, read))


def known_scan(device: Device, scan_id: str) -> Scan | None:
    """The scan that this device has already sent with this id. Raises DoorClosed, ScanIdTaken."""
    if not device.is_open(now()):
        raise DoorClosed()
    known = db.session.get(Scan, scan_id)
    if known and known.device_id != device.id:
        raise ScanIdTaken()
    return known


def find(edition: Edition, read: str) -> Registration | None:
    """The registration that ``read`` points to: by whole code anywhere, by its first letters within the edition."""
    code = code_in(read)
    if len(code) == CODE_LETTERS:
        wanted = select(Registration).where(Registration.ticket_code == code)
    elif VOICE_LETTERS <= len(code) < CODE_LETTERS and code.isalnum():
        wanted = select(Registration).where(
            Registration.edition_id == edition.id, Registration.ticket_code.startswith(code)
        )
    else:
        return None
    return db.session.scalars(wanted.limit(1), execution_options={"populate_existing": True}).first()


def code_in(read: str) -> str:
    """The code inside a ticket's address, or the text itself as a code."""
    address = _TICKET_ADDRESS.search(read)
    return normalised(address.group(1) if address else read)


def record(
    device: Device,
    edition: Edition,
    scan_id: str,
    read: str,
    means: str,
    scanned_at: datetime,
    registration: Registration | None,
) -> Scan:
    """Decide and keep; under the edition's lock."""
    meeting = roster.meeting_at(edition, scanned_at)
    kept = Scan(
        id=scan_id,
        device=device,
        edition_id=edition.id,
        meeting=meeting,
        registration=registration,
        read=read,
        means=means,
        scanned_at=scanned_at,
        received_at=now(),
        outcome=decide(edition, registration, meeting),
    )
    db.session.add(kept)
    device.last_seen_at = now()
    if registration and kept.is_admission:
        registration.admitted_at = min(registration.admitted_at or scanned_at, scanned_at)
        note(registration.about, "scan.admitted", device.by)
    db.session.flush()
    return kept


def decide(edition: Edition, registration: Registration | None, meeting: Meeting | None) -> Outcome:
    if registration is None:
        return Outcome.UNKNOWN
    if registration.edition_id != edition.id:
        return Outcome.OTHER_EDITION
    if meeting is None:
        return Outcome.NO_MEETING
    if registration.is_cancelled:
        return Outcome.CANCELLED
    if not registration.is_confirmed:
        return Outcome.WAITING
    if roster.admission(registration, meeting):
        return Outcome.ALREADY_IN
    if roster.has_reached_fire_limit(meeting):
        return Outcome.FULL
    return Outcome.ADMITTED


def undo(device: Device, kept: Scan) -> Scan:
    """Take back an admission of this same device, within 15 minutes. Doing it twice is doing it once.

    Raises DoorClosed, ScanIdTaken, TooLateToUndo.
    """
    Edition.locked(device.edition_id)
    db.session.refresh(kept)
    known_scan(device, kept.id)
    if not kept.is_admission:
        return kept
    if not can_undo(kept):
        raise TooLateToUndo()
    kept.outcome = Outcome.UNDONE
    db.session.flush()
    if kept.registration:
        kept.registration.admitted_at = db.session.scalar(
            select(Scan.scanned_at)
            .where(Scan.registration_id == kept.registration_id, Scan.outcome == Outcome.ADMITTED)
            .order_by(Scan.scanned_at)
            .limit(1)
        )
        note(kept.registration.about, "scan.undone", device.by)
    db.session.flush()
    return kept


def can_undo(kept: Scan) -> bool:
    return kept.is_admission and now() - kept.received_at <= UNDO_WITHIN
