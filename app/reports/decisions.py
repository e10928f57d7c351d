"""What needs a decision of the office, each thing as a line: what it is, of which day, and where one decides."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import defer

from app.attendance.models import Attendance
from app.certificates.issue import is_enough
from app.certificates.models import Certificate
from app.db import db
from app.inbox.find import unread_count
from app.lib.clock import now, rome
from app.outbox.models import Delivery, OutboxMessage
from app.programme.models import Edition, Meeting, Programme, ProgrammeStatus, SheetUpload
from app.programme.uploads import UPLOAD_KEPT
from app.registration.minimum import editions_under_minimum
from app.registration.models import Registration, Status

A_LONG_QUEUE = 5  # people waiting


class Matter(StrEnum):
    """Kinds of decisions, the most pressing first."""

    CALLS = "calls"
    FAILED_MAILS = "failed_mails"
    RETURNED_MAILS = "returned_mails"
    MAILS_TO_READ = "mails_to_read"
    UNDER_MINIMUM = "under_minimum"
    POSTPONED = "postponed"
    LONG_QUEUE = "long_queue"
    REGISTERS = "registers"
    CERTIFICATES = "certificates"
    DRAFT_EDITIONS = "draft_editions"
    DRAFT = "draft"
    UPLOAD = "upload"


@dataclass(frozen=True)
class Decision:
    """One matter: about an edition, a half-year or a sheet; ``day`` is when it happens, or since when it waits."""

    matter: Matter
    day: date | None = None
    count: int = 0
    edition: Edition | None = None
    programme: Programme | None = None
    upload: SheetUpload | None = None


def decisions(editions: Sequence[Edition]) -> list[Decision]:
    """Everything that waits for the office; ``editions`` are those of the published half-years, with meetings."""
    shown = [edition for edition in editions if not edition.is_draft and not edition.is_cancelled]
    at_work = [edition for edition in shown if not edition.is_closed]
    return [
        *_messages(Matter.CALLS, Delivery.TO_CALL),
        *_messages(Matter.FAILED_MAILS, Delivery.FAILED, Delivery.PARKED),
        *_messages(Matter.RETURNED_MAILS, Delivery.BOUNCED),
        *([Decision(Matter.MAILS_TO_READ, count=unread)] if (unread := unread_count()) else []),
        *(_of(Matter.UNDER_MINIMUM, edition, edition.confirmed_count) for edition in editions_under_minimum()),
        *(_of(Matter.POSTPONED, edition, edition.confirmed_count) for edition in at_work if edition.is_postponed),
        *(_of(Matter.LONG_QUEUE, edition, edition.waiting_count) for edition in at_work if _has_long_queue(edition)),
        *(_of(Matter.REGISTERS, edition) for edition in at_work if edition.has_ended(now())),
        *_certificates([edition for edition in shown if edition.is_closed]),
        *_drafts(editions),
    ]


def _of(matter: Matter, edition: Edition, count: int = 0) -> Decision:
    first = edition.first_meeting
    if matter == Matter.POSTPONED and edition.postponed_at:
        return Decision(matter, rome(edition.postponed_at).date(), count, edition)
    return Decision(matter, first.day if first else None, count, edition)


def _has_long_queue(edition: Edition) -> bool:
    return edition.waiting_count >= A_LONG_QUEUE and not edition.is_postponed and not edition.has_begun(now())


def _messages(matter: Matter, *statuses: Delivery) -> list[Decision]:
    waiting = select(func.count(), func.min(OutboxMessage.created_at)).where(OutboxMessage.status.in_(statuses))
    count, oldest = db.session.execute(waiting).one()
    return [Decision(matter, rome(oldest).date(), count)] if count else []


def _certificates(closed: Sequence[Edition]) -> list[Decision]:
    """Registers that are closed, with people who attended enough and hold no certificate, issued or revoked."""
    numbers = [edition.id for edition in closed]
    has_one = select(Certificate.registration_id)
    attended = (
        select(Registration.edition_id, func.sum(Attendance.minutes))
        .join(Attendance, Attendance.registration_id == Registration.id)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(
            Registration.edition_id.in_(numbers),
            Registration.status == Status.CONFIRMED,
            Registration.id.not_in(has_one),
            Meeting.cancelled_at.is_(None),
        )
        .group_by(Registration.edition_id, Registration.id)
    )
    by_id, due = {edition.id: edition for edition in closed}, dict.fromkeys(numbers, 0)
    for number, minutes in db.session.execute(attended):
        due[number] += is_enough(minutes, by_id[number])
    return [_of(Matter.CERTIFICATES, by_id[number], count) for number, count in due.items() if count]


def _drafts(editions: Sequence[Edition]) -> list[Decision]:
    """Editions that nobody sees in half-years that everybody does, half-years that nobody sees, sheets looked over."""
    hidden = Counter(edition.programme for edition in editions if edition.is_draft)
    unpublished = select(Programme).where(Programme.status == ProgrammeStatus.DRAFT).order_by(Programme.first_on)
    young = SheetUpload.created_at > now() - UPLOAD_KEPT
    uploads = select(SheetUpload).where(young).options(defer(SheetUpload.content)).order_by(SheetUpload.id)
    of_editions = [Decision(Matter.DRAFT_EDITIONS, one.first_on, count, programme=one) for one, count in hidden.items()]
    of_half_years = [Decision(Matter.DRAFT, one.first_on, programme=one) for one in db.session.scalars(unpublished)]
    of_sheets = [
        Decision(Matter.UPLOAD, rome(one.created_at).date(), upload=one) for one in db.session.scalars(uploads)
    ]
    return of_editions + of_half_years + of_sheets
