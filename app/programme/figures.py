"""Half-years in figures, for the list of them: all counted at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select

from app.db import db
from app.programme.models import Edition, Meeting, Programme


@dataclass
class Figures:
    """What a half-year comes to, without what was called off; ``hidden`` are the editions not shown yet."""

    editions: int = 0
    cancelled: int = 0
    hidden: int = 0
    seats: int = 0
    confirmed: int = 0
    waiting: int = 0
    ever: int = 0  # numbers of the queue ever taken: nought when nobody ever signed up
    meetings: int = 0
    ends_at: datetime | None = None  # of the last meeting


def figures_of(programmes: Iterable[Programme]) -> dict[int, Figures]:
    """The figures of each of ``programmes``, by id."""
    found = {programme.id: Figures() for programme in programmes}
    held = Edition.cancelled_at.is_(None)

    def counted(column: Any) -> Any:
        return func.coalesce(func.sum(case((held, column), else_=0)), 0)

    editions = select(
        Edition.programme_id,
        counted(1),
        func.count() - counted(1),
        counted(case((Edition.is_draft, 1), else_=0)),
        *(counted(column) for column in (Edition.seats, Edition.confirmed_count, Edition.waiting_count)),
        func.coalesce(func.sum(Edition.last_queue_number), 0),
    )
    for row in db.session.execute(editions.group_by(Edition.programme_id)):
        if row[0] in found:
            found[row[0]] = Figures(*map(int, row[1:]))  # type: ignore[arg-type]
    meetings = (
        select(Edition.programme_id, func.count(), func.max(Meeting.ends_at))
        .join(Meeting.edition)
        .where(held, Edition.postponed_at.is_(None), Meeting.cancelled_at.is_(None))
    )
    for programme_id, count, ends_at in db.session.execute(meetings.group_by(Edition.programme_id)):
        if programme_id in found:
            found[programme_id].meetings, found[programme_id].ends_at = count, ends_at
    return found
