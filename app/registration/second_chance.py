"""What to do when an edition is full: the same lab on another date, one like it soon, or the queue."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.lib.clock import now, today
from app.programme import catalogue
from app.programme.models import Activity, Edition, Meeting

MOST = 3  # of each sort: more would not be read
WEEKS = 2  # this week and the next


@dataclass(frozen=True)
class SecondChance:
    """Where there are places, soonest first, and the place in the queue that whoever came now would have."""

    same_lab: list[Edition]
    similar: list[Edition]
    place_in_queue: int


def second_chances(edition: Edition) -> SecondChance:
    """What whoever finds ``edition`` full may do, in a fixed number of queries.

    Similar are other labs of the same theme this week or next, counted from today and from the edition's own day.
    None is reserved, and nothing is said to be like a reserved lab.
    """
    similar = [] if edition.is_reserved else _similar(edition)
    return SecondChance(same_lab_with_places(edition), similar, edition.waiting_count + 1)


def same_lab_with_places(edition: Edition) -> list[Edition]:
    """The same lab on other dates of the half-year that have places."""
    return [other for other in catalogue.other_dates(edition) if not other.is_full][:MOST]


def _similar(edition: Edition) -> list[Edition]:
    weeks = [_weeks_from(today()), *([_weeks_from(edition.first_meeting.day)] if edition.first_meeting else [])]
    of_theme = (
        select(Edition)
        .join(Edition.activity)
        .where(
            Edition.programme_id == edition.programme_id,
            Edition.activity_id != edition.activity_id,
            Activity.theme_id == edition.activity.theme_id,
            Activity.is_reserved.is_(False),
            Edition.cancelled_at.is_(None),
            Edition.meetings.any(Meeting.starts_at > now()),
        )
        .options(selectinload(Edition.meetings), joinedload(Edition.activity), joinedload(Edition.programme))
    )
    open_ones = [
        (first.starts_at, other.code, other)
        for other in db.session.scalars(of_theme)
        if (first := other.first_meeting) and other.accepts_sign_ups(now()) and not other.is_full
        if any(begins <= first.day < ends for begins, ends in weeks)
    ]
    return [other for _starts_at, _code, other in sorted(open_ones, key=lambda found: found[:2])][:MOST]


def _weeks_from(day: date) -> tuple[date, date]:
    """Monday of the week of ``day``, and the Monday on which the weeks end."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(weeks=WEEKS)
