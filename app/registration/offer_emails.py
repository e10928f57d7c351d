"""What people are told about a place that is held for them; every function promises one message."""

from typing import Any

from app.outbox.models import OutboxMessage
from app.registration import emails
from app.registration.freed import OPEN_TO_ALL
from app.registration.models import Registration
from app.registration.units import together_with


def offered(registration: Registration) -> OutboxMessage:
    """A place was freed and is kept for them until the stated hour: yes or no."""
    return emails.send("offered", registration, _facts_of_offer(registration))


def reserved_for_you(registration: Registration) -> OutboxMessage:
    """The office keeps a place for them until the stated hour: yes or no."""
    return emails.send("reserved_for_you", registration, _facts_of_offer(registration))


def offer_expired(registration: Registration) -> OutboxMessage:
    """The hour passed without an answer: the place is not theirs, and how to sign up again."""
    return emails.send("offer_expired", registration, {})


def come_to_the_door(registration: Registration, position: int | None) -> OutboxMessage:
    """There are free places in the last hours: ten minutes after the beginning they are for who is there."""
    start = registration.edition.starts_at
    useful = {"last_useful_at": (start + OPEN_TO_ALL).isoformat()} if start else {}
    return emails.send("come_to_the_door", registration, {"position": position} | useful)


def _facts_of_offer(registration: Registration) -> dict[str, Any]:
    until = registration.offer_until
    return {
        "together": together_with(registration).size,
        "last_useful_at": until.isoformat() if until else None,
        **emails.clashes(registration),
    }
