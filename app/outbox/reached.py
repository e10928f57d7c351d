"""Who has been reached by an act of telling people, and who has not."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import func, select

from app.db import db
from app.lib.clock import now
from app.outbox.models import Announcement, Delivery, OutboxMessage
from app.outbox.resend import STOPPED, resend


class Reach(StrEnum):
    """Values are those of the address's query."""

    REACHED = "raggiunte"
    COMING = "in-partenza"
    STOPPED = "ferme"
    CAME_BACK = "tornate-indietro"
    TO_CALL = "da-chiamare"
    CALLED = "chiamate"
    NOT_NEEDED = "superate"


STATUSES: dict[Reach, tuple[Delivery, ...]] = {
    Reach.REACHED: (Delivery.SENT,),
    Reach.COMING: (Delivery.QUEUED, Delivery.SENDING),
    Reach.STOPPED: STOPPED,
    Reach.CAME_BACK: (Delivery.BOUNCED,),
    Reach.TO_CALL: (Delivery.TO_CALL,),
    Reach.CALLED: (Delivery.CALLED,),
    Reach.NOT_NEEDED: (Delivery.DROPPED,),
}
BY_STATUS = {status: reach for reach, statuses in STATUSES.items() for status in statuses}


def counts_of(announcements: Iterable[Announcement]) -> dict[int, dict[Reach, int]]:
    """How many people each act has reached and not, by its number."""
    found: dict[int, dict[Reach, int]] = {one.id: dict.fromkeys(Reach, 0) for one in announcements}
    grouped = (
        select(OutboxMessage.announcement_id, OutboxMessage.status, func.count())
        .where(OutboxMessage.announcement_id.in_(found))
        .group_by(OutboxMessage.announcement_id, OutboxMessage.status)
    )
    for number, status, count in db.session.execute(grouped):
        if number:
            found[number][BY_STATUS[Delivery(status)]] += count
    return found


def waiting_for_others(announcement: Announcement) -> list[OutboxMessage]:
    """The messages that are held back for a while, so that other changes may join them."""
    held = (OutboxMessage.attempts == 0) & (OutboxMessage.not_before > now())
    return _of(announcement, (OutboxMessage.status == Delivery.QUEUED) & held)


def send_at_once(announcement: Announcement) -> int:
    """Do not wait for other changes; returns how many messages leave now."""
    waiting = waiting_for_others(announcement)
    for message in waiting:
        message.not_before = message.created_at
    return len(waiting)


def resend_stopped(announcement: Announcement) -> int:
    """Put all that stopped back on its way; returns how many messages."""
    stopped = _of(announcement, OutboxMessage.status.in_(STOPPED))
    for message in stopped:
        resend(message)
    return len(stopped)


def _of(announcement: Announcement, condition) -> list[OutboxMessage]:  # type: ignore[no-untyped-def]
    of_this = select(OutboxMessage).where(OutboxMessage.announcement_id == announcement.id, condition)
    return list(db.session.scalars(of_this.order_by(OutboxMessage.id).with_for_update()))
