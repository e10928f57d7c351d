"""The reminders to come and those that were judged, for the office to look at."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.db import db
from app.programme.models import Edition, Meeting
from app.registration.models import Registration
from app.reminders.due import concerns, editions_to_remind_of, known_since, registrations_of
from app.reminders.models import Reminder
from app.reminders.occasions import WEEK, Occasion, occasions_of

LOOKING_AHEAD = timedelta(days=14)
LOOKING_BACK = timedelta(days=30)


@dataclass(frozen=True)
class Planned:
    """An occasion to come, and how many people it concerns as things stand."""

    occasion: Occasion
    edition: Edition
    people: int


@dataclass(frozen=True)
class Judged:
    """What became of one occasion: how many people by judgement, and when the last of them was judged."""

    kind: str
    edition: Edition
    for_at: datetime
    at: datetime
    counts: dict[str, int]


def planned(at: datetime) -> list[Planned]:
    """The occasions of the next fortnight, soonest first."""
    near = select(Meeting.edition_id).where(
        Meeting.starts_at > at, Meeting.starts_at < at + LOOKING_AHEAD + WEEK, Meeting.cancelled_at.is_(None)
    )
    editions = {edition.id: edition for edition in editions_to_remind_of(near)}
    people = registrations_of(editions)
    known = known_since(one for of_edition in people.values() for one in of_edition)
    found = [
        Planned(occasion, edition, sum(concerns(occasion, known[one.id]) for one in people[edition.id]))
        for edition in editions.values()
        for occasion in occasions_of(edition)
        if at < occasion.due_at < at + LOOKING_AHEAD
    ]
    return sorted((one for one in found if one.people), key=lambda one: (one.occasion.due_at, one.edition.code))


def judged(at: datetime) -> list[Judged]:
    """What was judged in the last month, the latest first."""
    rows = db.session.execute(
        select(Registration.edition_id, Reminder.kind, Reminder.for_at, Reminder.judgement, func.count())
        .add_columns(func.max(Reminder.at))
        .join(Reminder.registration)
        .where(Reminder.at > at - LOOKING_BACK)
        .group_by(Registration.edition_id, Reminder.kind, Reminder.for_at, Reminder.judgement)
    ).all()
    counts: dict[tuple[int, str, datetime], dict[str, int]] = defaultdict(dict)
    latest: dict[tuple[int, str, datetime], datetime] = {}
    for edition_id, kind, for_at, judgement, count, last in rows:
        key = edition_id, kind, for_at
        counts[key][judgement] = count
        latest[key] = max(last, latest.get(key, last))
    named = select(Edition).where(Edition.id.in_({key[0] for key in counts}))
    editions = {one.id: one for one in db.session.scalars(named.options(joinedload(Edition.activity)))}
    found = [Judged(key[1], editions[key[0]], key[2], latest[key], counts[key]) for key in counts]
    return sorted(found, key=lambda one: (one.at, one.edition.code), reverse=True)
