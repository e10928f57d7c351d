"""What the office needs to know this morning."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.attendance.came import Came, whether_they_came
from app.checkin.models import Outcome, Scan
from app.db import db
from app.lib.clock import from_rome, now, today
from app.programme.models import Edition, Meeting, Programme, ProgrammeStatus
from app.registration import search
from app.registration.models import Registration
from app.reports.decisions import Decision, decisions
from app.staff.models import Staff

LATEST = 10  # of the people that the desk signed up


@dataclass(frozen=True)
class Morning:
    """Today's and this week's meetings, and what needs a decision.

    ``led`` are a facilitator's editions, past and to come; ``signed_up`` the last people a desk signed
    up, ``came`` whether they came.
    """

    meetings_today: list[Meeting]
    meetings_this_week: list[Meeting]
    people_in: dict[int, int]  # admitted people by meeting id
    decisions: list[Decision] = field(default_factory=list)
    led: list[Edition] = field(default_factory=list)
    signed_up: list[Registration] = field(default_factory=list)
    came: dict[int, Came] = field(default_factory=dict)


def this_morning() -> Morning:
    """What the office sees: everything."""
    return Morning(**_by_day(_meetings_this_week()), decisions=decisions(_editions()))


def desk_s_morning(staff: Staff) -> Morning:
    """What the desk sees: the meetings, and the people it has signed up."""
    signed_up = search.signed_up_by(staff.email, at_most=LATEST)
    return Morning(**_by_day(_meetings_this_week()), signed_up=signed_up, came=whether_they_came(signed_up))


def facilitator_s_morning(staff: Staff) -> Morning:
    """What somebody who leads sees: the editions they were given, and nothing that is the office's to do."""
    return Morning(
        **_by_day([meeting for meeting in _meetings_this_week() if staff.leads(meeting.edition.about)]),
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
            Edition.is_draft.is_(False),
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
