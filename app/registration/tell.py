"""Telling everybody who has or awaits a place in an edition: one act, one record of it, one message each."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select

from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.outbox.announce import announce
from app.outbox.models import OutboxMessage
from app.programme import proposals
from app.programme.models import Edition
from app.registration import emails, told
from app.registration.held_places import keep_within
from app.registration.models import Registration, Status
from app.registration.told import Told


def tell(edition: Edition, before: Told, changes: Sequence[str], *, by: str, confirmed_only: bool = False) -> int:
    """Tell everybody who has or awaits a place that date, hour, place or link is another; returns how many were told.

    ``confirmed_only``: what changed is the link to an online lab, which who waits does not have.

    ``before`` is what ``told.state_of`` gave before the change. Calendars take an entry only if its sequence has grown.
    When all is over already, a correction is written down and nobody is disturbed; nor is anybody for whom all is again
    as they were told last.
    """
    edition.calendar_sequence += 1
    edition.updated_at = now()
    note(edition.about, "edition.changed", by, change="; ".join(changes))
    db.session.flush()
    if edition.has_ended(now()) and before.is_over(now()):
        return 0
    registrations = [one for one in active(edition) if one.is_confirmed or not confirmed_only]
    for registration in registrations:
        if registration.is_confirmed:
            registration.calendar_sequence += 1
            if not confirmed_only:
                registration.coming = registration.coming_at = None  # what was answered was about the old date
    keep_within(edition)
    after = told.state_of(edition)
    facts = {"sentences": list(changes), "changes": told.changes(before, after), "before": before.as_facts()}
    if edition.is_postponed:
        other_dates = proposals.instead_of(edition)
        return tell_each(
            edition, "postponed", facts, registrations, lambda one: emails.postponed(one, before, other_dates), by=by
        )
    return tell_each(edition, "changed", facts, registrations, lambda one: emails.changed(one, before), by=by)


def tell_each(
    edition: Edition,
    kind: str,
    facts: dict[str, Any],
    registrations: Sequence[Registration],
    message_for: Callable[[Registration], OutboxMessage | None],
    *,
    by: str,
) -> int:
    """Promise each of them their message, as one act of this ``kind``; returns how many had something to be told."""
    messages = [message for one in registrations if (message := message_for(one))]
    if messages:
        announcement = announce(kind, edition.about, facts | {"people": len(messages)}, by=by)
        for message in messages:
            message.announcement = announcement
    db.session.flush()
    return len(messages)


def active(edition: Edition) -> list[Registration]:
    """Who has a place, then who waits, each in order of arrival."""
    found = select(Registration).where(Registration.edition_id == edition.id, Registration.status != Status.CANCELLED)
    return list(db.session.scalars(found.order_by(Registration.queue_number.is_not(None), Registration.id)))
