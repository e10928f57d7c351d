"""What is answered to a mail that came in; every function promises one message to the registered address."""

from datetime import timedelta

from sqlalchemy import func, select

from app.db import db
from app.lib.clock import now
from app.outbox.models import OutboxMessage
from app.registration import emails, told
from app.registration.models import Registration
from app.registration.undo_time import undo_until
from app.registration.unsaid import take_back

ANSWERS = ("declined_in_calendar", "was_it_you")
MOST_A_DAY = 3  # automatic answers about one registration: two programs must not write to each other for ever


def declined_in_calendar(registration: Registration, may_undo: bool = True) -> OutboxMessage:
    """They declined in their calendar, where the entry is struck out already; how to take it back, if they may."""
    before = take_back(registration).before or told.state_of(registration.edition)
    undo = undo_until(registration) if may_undo else None
    facts = {"meetings": before.meetings, "undo_until_at": undo.isoformat() if undo else None}
    return emails.send("declined_in_calendar", registration, facts)


def was_it_you(registration: Registration) -> OutboxMessage:
    """Somebody, perhaps they, declined in a calendar; nothing was changed. How to give the place up if it was they."""
    return emails.send("was_it_you", registration, {})


def may_answer(registration: Registration) -> bool:
    """Whether another automatic answer about this registration would not be one too many."""
    lately = select(func.count(OutboxMessage.id)).where(
        OutboxMessage.about == registration.about,
        OutboxMessage.kind.in_(ANSWERS),
        OutboxMessage.created_at > now() - timedelta(days=1),
    )
    return (db.session.scalar(lately) or 0) < MOST_A_DAY
