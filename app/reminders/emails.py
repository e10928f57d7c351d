"""What people are told before a meeting, and after one that they missed.

A reminder repeats what is known: it takes nothing back that has not gone yet, and any newer word about the
registration takes it back. It says until when it is of use, and leaves by day only.
"""

from collections.abc import Callable
from typing import Any

from app.lib.clock import now, rome
from app.outbox.models import OutboxMessage
from app.programme import proposals
from app.programme.models import Edition
from app.registration import told
from app.registration.emails import send, ticket_facts
from app.registration.models import Registration
from app.reminders.models import Kind
from app.reminders.occasions import Occasion

MOST_VOICES = 2  # more than two names are no voice


def week_before(registration: Registration, occasion: Occasion) -> OutboxMessage:
    """They have a place next week."""
    return _send(occasion, registration, ticket_facts(registration))


def will_you_come(registration: Registration, occasion: Occasion) -> OutboxMessage:
    """Will they be there? Two buttons; no answer costs nobody a place."""
    return _send(occasion, registration, ticket_facts(registration) | {"asks": True})


def day_before(registration: Registration, occasion: Occasion) -> OutboxMessage:
    """Until tomorrow, in the voice of whoever leads; only the meeting that comes."""
    edition = registration.edition
    facts = ticket_facts(registration) | {
        "meetings": [line for line in told.places_and_times(edition) if line["meeting"] == str(occasion.meeting_id)],
        "voices": voices(edition),
        "is_today": rome(now()).date() == rome(occasion.for_at).date(),
    }
    return _send(occasion, registration, facts)


def absent(registration: Registration, occasion: Occasion) -> OutboxMessage:
    """They did not come: it happens; here are other dates."""
    return send(occasion.kind, registration, _facts(occasion), other_dates=proposals.instead_of(registration.edition))


SAY: dict[Kind, Callable[[Registration, Occasion], OutboxMessage]] = {
    Kind.WEEK_BEFORE: week_before,
    Kind.WILL_YOU_COME: will_you_come,
    Kind.DAY_BEFORE: day_before,
    Kind.ABSENT: absent,
}


def voices(edition: Edition) -> list[str]:
    """The people who lead, to speak for themselves; none of a reserved lab, whose leader may tell what it is about."""
    people = [someone.name for someone in edition.facilitators if someone.is_person]
    return [] if edition.is_reserved or len(people) > MOST_VOICES else people


def _send(occasion: Occasion, registration: Registration, facts: dict[str, Any]) -> OutboxMessage:
    return send(occasion.kind, registration, facts | _facts(occasion))


def _facts(occasion: Occasion) -> dict[str, Any]:
    return {"is_reminder": True, "by_day": True, "last_useful_at": occasion.until.isoformat()}
