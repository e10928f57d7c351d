"""Changing an edition as the office does, and letting the post go, for the tests of who is told what."""

from datetime import timedelta

from app.db import db, transaction
from app.lib import clock
from app.lib.clock import now
from app.outbox.deliver import deliver_due
from app.outbox.models import Delivery, OutboxMessage
from app.programme.models import Edition
from app.registration.apply_changes import move_meetings
from app.registration.call_off import cancel_edition, hold_again, postpone
from app.registration.emails import GROUPING
from app.registration.models import Registration
from app.registration.planned_meetings import PlannedMeeting
from tests.world import World


def move(edition: Edition, days: int = 0, hours: int = 0) -> list[str]:
    """Move every meeting by so much from where it is."""
    by = timedelta(days=days, hours=hours)
    with transaction() as session:
        edition = session.get_one(Edition, edition.id)
        plans = [
            PlannedMeeting(one.starts_at + by, one.ends_at + by, one.venue, one.room, one.id)
            for one in edition.meetings
            if one.cancelled_at is None
        ]
        return move_meetings(edition, plans, by="ufficio")


def put_off(edition: Edition) -> int:
    with transaction() as session:
        return postpone(session.get_one(Edition, edition.id), by="ufficio")


def put_back(edition: Edition) -> int:
    with transaction() as session:
        return hold_again(session.get_one(Edition, edition.id), by="ufficio")


def call_off(edition: Edition) -> int:
    with transaction() as session:
        return cancel_edition(session.get_one(Edition, edition.id), by="ufficio")


def let_the_post_go(later: timedelta = GROUPING) -> None:
    """Deliver what is due so much later."""
    with clock.at(now() + later):
        db.session.rollback()
        deliver_due()


def sent_to(world: World, registration: Registration) -> list[OutboxMessage]:
    """What has reached this person, first to last."""
    db.session.expire_all()
    gone = (Delivery.SENT, Delivery.CALLED)
    return [message for message in world.mails() if message.about == registration.about and message.status in gone]


def promised_to(world: World, registration: Registration) -> list[OutboxMessage]:
    """What is still to reach this person."""
    db.session.expire_all()
    to_come = (Delivery.QUEUED, Delivery.SENDING, Delivery.TO_CALL, Delivery.FAILED)
    return [message for message in world.mails() if message.about == registration.about and message.status in to_come]
