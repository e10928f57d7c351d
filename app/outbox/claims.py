"""Who delivers a message, and what became of it. Every step is one short transaction with one conditional UPDATE.

A worker holds a message for the time of a lease; the number of the attempt is its proof of holding it. A worker that
dies leaves a lease that runs out, and the message is claimed again. From the moment before the mail's text is handed
over until the answer is noted the message is in doubt: it may have gone. Twice in doubt, only a person sends it again.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import aliased

from app.db import db, transaction
from app.lib.clock import now
from app.lib.names import tidy
from app.lib.night import by_day
from app.outbox.enqueue import ON_THEIR_OWN
from app.outbox.models import Delivery, OutboxMessage

LEASE = timedelta(minutes=2)
MOST_DOUBTS = 2
LONGEST_ERROR = 255  # characters
GIVE_UP_AFTER = timedelta(hours=24)  # of waiting between tries
NOT_IN_TIME = "Non è partito in tempo per servire."

Message = OutboxMessage


def due(in_haste: bool = False) -> list[int]:
    """The ids of messages to deliver now, oldest first; ``in_haste``: also those that wait for others to join them."""
    return list(db.session.scalars(select(Message.id).where(_is_due(now(), in_haste)).order_by(Message.id)))


def claim(message_id: int, in_haste: bool = False) -> OutboxMessage | None:
    """Take the message for this worker, or None: not due, another's, in doubt twice, out of date, or not at night."""
    at = now()
    with transaction() as session:
        taken = session.scalars(
            update(Message)
            .where(Message.id == message_id, _is_due(at, in_haste))
            .values(status=Delivery.SENDING, attempts=Message.attempts + 1, lease_until=at + LEASE)
            .returning(Message.id)
            .execution_options(synchronize_session=False)
        ).one_or_none()
        if taken is None:
            return None
        message = session.get(Message, message_id, populate_existing=True)
        if message is None or _drop_if_overtaken(message) or _drop_if_useless(message, at) or _puts_off(message, at):
            return None
        session.expunge(message)
    return message


def hand_over(message: OutboxMessage) -> bool:
    """Note, just before the text goes, that from here on it may have gone; False when the lease was lost meanwhile."""
    return _note(message, in_doubt=Message.in_doubt + 1, lease_until=now() + LEASE)


def sent(message: OutboxMessage) -> None:
    _note(message, status=Delivery.SENT, in_doubt=0, sent_at=now(), lease_until=None, last_error=None)


def try_again(message: OutboxMessage, waits: tuple[int, ...], error: str, in_doubt: bool) -> Delivery:
    """Put the message back for a later try, or give it up; returns what it is now.

    ``waits`` are the seconds before each next try, the last one repeating. ``in_doubt``: it may have gone this time.
    """
    so_far = timedelta(seconds=sum(_wait(waits, n) for n in range(1, message.attempts)))
    if in_doubt and message.in_doubt + 1 >= MOST_DOUBTS:
        status = Delivery.PARKED
    elif so_far > GIVE_UP_AFTER:
        status = Delivery.FAILED
    else:
        status = Delivery.QUEUED
    later = now() + timedelta(seconds=_wait(waits, message.attempts))
    doubts = {} if in_doubt else {"in_doubt": message.in_doubt}  # a clear no says nothing of the tries before
    _note(message, status=status, not_before=later, lease_until=None, last_error=_brief(error), **doubts)
    return status


def call_instead(message: OutboxMessage, error: str) -> None:
    """No way of sending it works: somebody telephones."""
    _note(message, status=Delivery.TO_CALL, in_doubt=message.in_doubt, lease_until=None, last_error=_brief(error))


def give_up(message: OutboxMessage, error: str) -> None:
    _note(message, status=Delivery.FAILED, in_doubt=message.in_doubt, lease_until=None, last_error=_brief(error))


def park_the_doubtful() -> int:
    """Set aside what was left in doubt twice by workers that died; returns how many."""
    with transaction() as session:
        return len(
            session.scalars(
                update(Message)
                .where(Message.in_doubt >= MOST_DOUBTS, or_(Message.status == Delivery.QUEUED, _abandoned(now())))
                .values(status=Delivery.PARKED, lease_until=None)
                .returning(Message.id)
                .execution_options(synchronize_session=False)
            ).all()
        )


def waiting_count() -> int:
    """How many messages are still to go, now or later."""
    unsent = Message.status.in_((Delivery.QUEUED, Delivery.SENDING))
    return db.session.scalar(select(func.count(Message.id)).where(unsent)) or 0


def _is_due(at: datetime, in_haste: bool = False) -> ColumnElement[bool]:
    at_once = Message.attempts == 0  # whatever this machine's clock says
    if not in_haste:
        at_once = and_(at_once, Message.not_before == Message.created_at)
    queued = and_(Message.status == Delivery.QUEUED, or_(at_once, Message.not_before <= at))
    return and_(Message.in_doubt < MOST_DOUBTS, or_(queued, _abandoned(at)))


def _abandoned(at: datetime) -> ColumnElement[bool]:
    return and_(Message.status == Delivery.SENDING, Message.lease_until < at)


def _drop_if_overtaken(message: OutboxMessage) -> bool:
    """A late try must not contradict a newer message about the same calendar entry."""
    newer = aliased(Message)
    found = message.calendar_uid and db.session.scalar(
        select(newer.id)
        .where(
            newer.calendar_uid == message.calendar_uid,
            newer.id > message.id,
            newer.kind.not_in(ON_THEIR_OWN),
            newer.status != Delivery.DROPPED,  # taken back, since all is again as this one says
        )
        .limit(1)
    )
    if found:
        message.status, message.lease_until = Delivery.DROPPED, None
    return bool(found)


def _drop_if_useless(message: OutboxMessage, at: datetime) -> bool:
    """A reminder is never late."""
    until = message.facts.get("last_useful_at")
    if not until or at < datetime.fromisoformat(until):
        return False
    message.status, message.lease_until, message.last_error = Delivery.DROPPED, None, NOT_IN_TIME
    return True


def _puts_off(message: OutboxMessage, at: datetime) -> bool:
    """What must not leave at night waits for the morning, as if nobody had taken it."""
    if not message.facts.get("by_day") or by_day(at) == at:
        return False
    message.status, message.lease_until, message.not_before = Delivery.QUEUED, None, by_day(at)
    message.attempts -= 1
    return True


def _note(message: OutboxMessage, **values: object) -> bool:
    """Write what happened, unless another worker holds the message by now."""
    with transaction() as session:
        noted = session.scalars(
            update(Message)
            .where(Message.id == message.id, Message.attempts == message.attempts, Message.status == Delivery.SENDING)
            .values(**values)
            .returning(Message.id)
            .execution_options(synchronize_session=False)
        ).one_or_none()
    return noted is not None


def _brief(error: str) -> str:
    """What went wrong as far as its column holds it: a server may answer anything, at any length."""
    return tidy(error)[:LONGEST_ERROR]


def _wait(waits: tuple[int, ...], attempt: int) -> int:
    return waits[min(attempt, len(waits)) - 1]
