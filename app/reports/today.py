"""What the office needs to know this morning."""

from dataclasses import dataclass
from datetime import time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.checkin.models import Outcome, Scan
from app.db import db
from app.lib.clock import from_rome, now, today
from app.outbox.models import Delivery, OutboxMessage
from app.programme.models import Edition, Meeting, Programme, ProgrammeStatus

A_LONG_QUEUE = 5  # people waiting


@dataclass(frozen=True)
class Morning:
    """Today's and this week's meetings, and what needs somebody: lists of records, and two counts of messages."""

    meetings_today: list[Meeting]
    meetings_this_week: list[Meeting]
    people_in: dict[int, int]  # admitted people by meeting id
    registers_to_close: list[Edition]
    long_queues: list[Edition]
    calls: int
    failed_mails: int


def this_morning() -> Morning:
    midnight = from_rome(today(), time.min)
    meetings = db.session.scalars(
        select(Meeting)
        .join(Meeting.edition)
        .join(Edition.programme)
        .where(
            Meeting.starts_at >= midnight,
            Meeting.starts_at < midnight + timedelta(days=7),
            Meeting.cancelled_at.is_(None),
            Edition.cancelled_at.is_(None),
            Programme.status == ProgrammeStatus.PUBLISHED,
        )
        .options(joinedload(Meeting.edition).options(joinedload(Edition.activity), joinedload(Edition.programme)))
        .order_by(Meeting.starts_at)
    ).all()
    today_s = [meeting for meeting in meetings if meeting.day == today()]
    return Morning(
        meetings_today=today_s,
        meetings_this_week=[meeting for meeting in meetings if meeting.day != today()],
        people_in=_people_in(today_s),
        registers_to_close=[edition for edition in _open_editions() if edition.has_ended(now())],
        long_queues=[e for e in _open_editions() if e.waiting_count >= A_LONG_QUEUE and not e.has_begun(now())],
        calls=_count(Delivery.TO_CALL),
        failed_mails=_count(Delivery.FAILED) + _count(Delivery.PARKED),
    )


def _people_in(meetings: list[Meeting]) -> dict[int, int]:
    admitted = select(Scan.meeting_id, func.count()).where(
        Scan.meeting_id.in_([meeting.id for meeting in meetings]), Scan.outcome == Outcome.ADMITTED
    )
    return {row[0]: row[1] for row in db.session.execute(admitted.group_by(Scan.meeting_id)) if row[0]}


def _open_editions() -> list[Edition]:
    return list(
        db.session.scalars(
            select(Edition)
            .join(Edition.programme)
            .where(
                Edition.closed_at.is_(None),
                Edition.cancelled_at.is_(None),
                Programme.status == ProgrammeStatus.PUBLISHED,
            )
            .options(selectinload(Edition.meetings), joinedload(Edition.activity), joinedload(Edition.programme))
        )
    )


def _count(status: Delivery) -> int:
    return db.session.scalar(select(func.count(OutboxMessage.id)).where(OutboxMessage.status == status)) or 0
