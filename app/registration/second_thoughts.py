"""What people are told when they change their mind; every function promises one message."""

from typing import Any

from app.outbox.models import OutboxMessage
from app.registration import emails, told, waiting_list
from app.registration.models import Registration
from app.registration.told import Told
from app.registration.unsaid import take_back


def restored(registration: Registration) -> OutboxMessage:
    """Their cancellation is taken back: the place is theirs as before, with the same entry for the calendar again.

    It says so when the dates have changed since they left.
    """
    edition = registration.edition
    known = (registration.cancelled_from or {}).get("meetings") or []
    facts: dict[str, Any] = {
        "has_a_place": registration.is_confirmed,
        "position": waiting_list.position(registration),
        "offer_until_at": registration.offer_until.isoformat()
        if registration.is_offered and registration.offer_until
        else None,
        "dates_changed": bool(known) and told.is_elsewhere(Told(known), told.state_of(edition)),
    }
    if registration.is_confirmed:
        facts |= emails.ticket_facts(registration)
    return emails.send("restored", registration, facts, with_calendar=registration.is_confirmed)


def moved_away(registration: Registration) -> OutboxMessage:
    """They have another date in its stead, as another message says: this one takes the old date from their calendar."""
    before = take_back(registration).before or told.state_of(registration.edition)
    facts = {"meetings": before.meetings}
    return emails.send("moved_away", registration, facts, with_calendar=True, before=before)
