"""What was promised to a person and taken back before it went, so that one message says it all."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.lib.clock import now
from app.outbox.enqueue import ON_THEIR_OWN
from app.outbox.models import OutboxMessage
from app.outbox.withdraw import withdraw
from app.registration.invite import uid_of
from app.registration.models import Registration
from app.registration.told import Told

OF_PLACES_HELD = ("offered", "reserved_for_you", "come_to_the_door")
FIRST_NEWS = {kind: kind for kind in ("confirmed", "promoted", "waiting", *OF_PLACES_HELD)} | {
    "moved": "promoted",
    "restored": "confirmed",
}  # the kinds of message that bring one, and as what it is told when it has to be told again


@dataclass
class Unsaid:
    """What the person knew ``before`` all that was taken back (None: nothing was), and what they have not learned yet.

    ``news`` is the first message of theirs that has not gone, with its facts: a place, or a turn in the queue.
    ``due_at`` is when the next message was to go; ``announcements`` are the numbers of the acts it was part of.
    """

    before: Told | None = None
    news: str | None = None
    news_facts: dict[str, Any] | None = None
    due_at: datetime | None = None
    announcements: frozenset[int] = frozenset()


def take_back(registration: Registration) -> Unsaid:
    """Take back what this person was promised and has not been told.

    A message that may have gone, though nobody knows, counts as told; but not as if its news had surely arrived.
    """
    unsaid = Unsaid()
    for message in withdraw(uid_of(registration)):
        if message.kind in ON_THEIR_OWN:  # a reminder: it said nothing new
            continue
        facts = message.facts
        if message.in_doubt:
            unsaid.before = Told.by(facts)
        elif unsaid.before is None:
            unsaid.before = Told(**facts["before"]) if facts.get("before") else Told.by(facts)
        news = FIRST_NEWS.get(message.kind) or facts.get("news")
        if news:
            unsaid.news, unsaid.news_facts = news, facts
        unsaid.due_at = _still_due(message)
        if message.announcement_id:
            unsaid.announcements |= {message.announcement_id}
    return unsaid


def _still_due(message: OutboxMessage) -> datetime | None:
    """When a message that waited for others was to go; None for one that was already on its way."""
    return message.not_before if not message.attempts and message.not_before > now() else None


def facts_again(facts: dict[str, Any]) -> dict[str, Any]:
    """Of a message about a place held for somebody, the facts that are its own, to be told once more."""
    return {name: facts[name] for name in ("position", "together", "clashes", "last_useful_at") if name in facts}
