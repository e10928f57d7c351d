"""Which reminders wait to be judged: a question to the database, which changes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.outbox.models import Delivery, OutboxMessage
from app.programme.models import Edition, Meeting, Programme, ProgrammeStatus
from app.registration.models import Registration, Status
from app.reminders.models import Kind, Reminder
from app.reminders.occasions import NEWS_IS_FRESH, REGRETS_END, WEEK, Occasion, occasions_of

TOLD_OF = timedelta(days=7)  # how long a reminder that came too late is still written down
OF_THE_DATE = ("changed", "promoted", "confirmed")  # kinds that tell the date


@dataclass(frozen=True)
class Due:
    """The registrations, by number, for which nobody has judged an occasion that has come."""

    occasion: Occasion
    registrations: tuple[int, ...]


def due(at: datetime) -> list[Due]:
    """What waits to be judged, in the order in which it was due; of use still, or not."""
    occasions = [
        occasion
        for edition in _editions_about(at)
        for occasion in occasions_of(edition)
        if occasion.due_at <= at < occasion.until + TOLD_OF
    ]
    editions = {occasion.edition_id for occasion in occasions}
    people = registrations_of(editions)
    judged = _judged(editions)
    known = known_since(registration for of_edition in people.values() for registration in of_edition)
    found = []
    for occasion in sorted(occasions, key=lambda one: (one.due_at, one.edition_id)):
        waiting = tuple(
            one.id
            for one in people[occasion.edition_id]
            if concerns(occasion, known[one.id]) and (one.id, occasion.kind, occasion.for_at) not in judged
        )
        if waiting:
            found.append(Due(occasion, waiting))
    return found


def concerns(occasion: Occasion, known_at: datetime) -> bool:
    """Whether who has known the date since ``known_at`` is to be reminded: not of what has only just been said."""
    return known_at + NEWS_IS_FRESH[Kind(occasion.kind)] <= occasion.due_at


def known_since(registrations: Iterable[Registration]) -> dict[int, datetime]:
    """Since when each of those who have a place has known of it, and of its date as it is; by number."""
    since = {one.id: one.confirmed_at or one.created_at for one in registrations}
    told = (
        select(OutboxMessage.about, func.max(OutboxMessage.created_at))
        .where(
            OutboxMessage.about.in_([f"registration/{number}" for number in since]),
            OutboxMessage.kind.in_(OF_THE_DATE),
            OutboxMessage.status != Delivery.DROPPED,
        )
        .group_by(OutboxMessage.about)
    )
    for about, at in db.session.execute(told):
        number = int(about.partition("/")[2])
        since[number] = max(since[number], at)
    return since


def registrations_of(editions: Iterable[int]) -> dict[int, list[Registration]]:
    """Who has a place and a name, by edition."""
    placed = (
        select(Registration)
        .where(
            Registration.edition_id.in_(list(editions)),
            Registration.status == Status.CONFIRMED,
            Registration.is_unnamed.is_(False),
        )
        .order_by(Registration.id)
    )
    found: dict[int, list[Registration]] = defaultdict(list)
    for registration in db.session.scalars(placed):
        found[registration.edition_id].append(registration)
    return found


def _editions_about(at: datetime) -> Sequence[Edition]:
    """Editions with a meeting near enough for anybody to be reminded of."""
    near = select(Meeting.edition_id).where(
        Meeting.starts_at > at - REGRETS_END - TOLD_OF,
        Meeting.starts_at < at + WEEK + timedelta(days=1),
        Meeting.cancelled_at.is_(None),
    )
    return editions_to_remind_of(near)


def editions_to_remind_of(numbers) -> Sequence[Edition]:  # type: ignore[no-untyped-def]
    """Those of ``numbers`` (a query of their ids) that everybody may see and that are held."""
    held = (
        select(Edition)
        .join(Edition.programme)
        .where(
            Edition.id.in_(numbers),
            Edition.cancelled_at.is_(None),
            Edition.postponed_at.is_(None),
            Edition.is_draft.is_(False),
            Programme.status != ProgrammeStatus.DRAFT,
        )
        .options(selectinload(Edition.meetings), joinedload(Edition.programme), joinedload(Edition.activity))
    )
    return db.session.scalars(held).all()


def _judged(editions: Iterable[int]) -> set[tuple[int, str, datetime]]:
    rows = (
        select(Reminder.registration_id, Reminder.kind, Reminder.for_at)
        .join(Reminder.registration)
        .where(Registration.edition_id.in_(list(editions)))
    )
    return {(row[0], row[1], row[2]) for row in db.session.execute(rows)}
