"""What the office needs to know this morning."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.checkin.models import Outcome, Scan
from app.db import db
from app.lib.clock import from_rome, now, today
from app.outbox.models import Delivery, OutboxMessage
from app.programme.models import Edition, Meeting, Programme, ProgrammeStatus
from app.registration import search
from app.registration.models import Registration
from app.staff.models import Staff

A_LONG_QUEUE = 5  # people waiting


@dataclass(frozen=True)
class Morning:
    """Today's and this week's meetings, and what needs somebody: lists of records, and two counts of messages.

    ``led`` are a facilitator's editions, past and to come; ``signed_up`` the people a desk signed up.
    """

    meetings_today: list[Meeting]
    meetings_this_week: list[Meeting]
    people_in: dict[int, int]  # admitted people by meeting id
    registers_to_close: list[Edition]
    long_queues: list[Edition]
    calls: int
    failed_mails: int
    drafts: list[Programme] = field(default_factory=list)  # half-years that nobody sees yet
    led: list[Edition] = field(default_factory=list)
    signed_up: list[Registration] = field(default_factory=list)


def this_morning() -> Morning:
    """What the office sees: everything."""
    meetings, editions = _meetings_this_week(), _editions()
    at_work = [one for one in editions if not (one.is_closed or one.is_cancelled or one.is_postponed)]
    return Morning(
        **_by_day(meetings),
        registers_to_close=[edition for edition in at_work if edition.has_ended(now())],
        long_queues=[e for e in at_work if e.waiting_count >= A_LONG_QUEUE and not e.has_begun(now())],
        calls=_count(Delivery.TO_CALL),
        failed_mails=_count(Delivery.FAILED) + _count(Delivery.PARKED),
        drafts=list(db.session.scalars(select(Programme).where(Programme.status == ProgrammeStatus.DRAFT))),
    )


def desk_s_morning(staff: Staff) -> Morning:
    """What the desk sees: the meetings, and the people it has signed up."""
    return Morning(
        **_by_day(_meetings_this_week()),
        registers_to_close=[],
        long_queues=[],
        calls=0,
        failed_mails=0,
        signed_up=search.signed_up_by(staff.email),
    )


def facilitator_s_morning(staff: Staff) -> Morning:
    """What somebody who leads sees: the editions they were given, and nothing that is the office's to do."""
    return Morning(
        **_by_day([meeting for meeting in _meetings_this_week() if staff.leads(meeting.edition.about)]),
        registers_to_close=[],
        long_queues=[],
        calls=0,
        failed_mails=0,
        led=[edition for edition in _editions() if staff.leads(edition.about)],
    )


def _meetings_this_week() -> Sequence[Meeting]:
    first, last = (from_rome(today() + timedelta(days=number), time.min) for number in (0, 7))
    return db.session.scalars(
        select(Meeting)
        .join(Meeting.edition)
        .join(Edition.programme)
        .where(
            Meeting.starts_at >= first,
            Meeting.starts_at < last,
            Meeting.cancelled_at.is_(None),
            Edition.cancelled_at.is_(None),
            Edition.postponed_at.is_(None),
            Programme.status == ProgrammeStatus.PUBLISHED,
        )
        .options(joinedload(Meeting.edition).options(joinedload(Edition.activity), joinedload(Edition.programme)))
        .order_by(Meeting.starts_at)
    ).all()


def _by_day(meetings: Sequence[Meeting]) -> dict[str, Any]:
    of_today = [meeting for meeting in meetings if meeting.day == today()]
    return {
        "meetings_today": of_today,
        "meetings_this_week": [meeting for meeting in meetings if meeting.day != today()],
        "people_in": _people_in(of_today),
    }


def _people_in(meetings: list[Meeting]) -> dict[int, int]:
    admitted = select(Scan.meeting_id, func.count()).where(
        Scan.meeting_id.in_([meeting.id for meeting in meetings]), Scan.outcome == Outcome.ADMITTED
    )
    return {row[0]: row[1] for row in db.session.execute(admitted.group_by(Scan.meeting_id)) if row[0]}


def _editions() -> list[Edition]:
    """Those of the published half-years, by first meeting."""
    published = (
        select(Edition)
        .join(Edition.programme)
        .where(Programme.status == ProgrammeStatus.PUBLISHED)
        .options(selectinload(Edition.meetings), joinedload(Edition.activity), joinedload(Edition.programme))
    )
    return sorted(db.session.scalars(published), key=lambda edition: (edition.starts_at or now(), edition.code))


def _count(status: Delivery) -> int:
    return db.session.scalar(select(func.count(OutboxMessage.id)).where(OutboxMessage.status == status)) or 0
