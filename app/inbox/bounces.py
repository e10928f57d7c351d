"""A mail of ours that came back: which one, and whether for good (RFC 3464, and the odd ways of other servers)."""

from collections.abc import Collection
from typing import NamedTuple

from flufl.bounce import all_failures

from app.db import db
from app.inbox.outcomes import Outcome
from app.inbox.reading import Mail
from app.outbox.bounces import bounced
from app.outbox.models import OutboxMessage
from app.outbox.verp import message_of_verp

LONGEST_WORDS = 250  # characters


class Returned(NamedTuple):
    """Which message of ours came back, and what became of the mail."""

    message: OutboxMessage | None
    outcome: Outcome


def is_bounce(mail: Mail) -> bool:
    """Whether a server sent it back: to the address of one message of ours, or as a report to nobody's address."""
    by_a_server = mail.has_no_way_back or mail.sender.startswith("mailer-daemon")
    return _ours(mail) is not None or (mail.is_report and by_a_server)


def take(mail: Mail) -> Returned:
    """Write down that a message came back. Only one that names itself by its proof is believed."""
    message = _ours(mail)
    if message is None:
        return Returned(None, Outcome.UNKNOWN_BOUNCE)
    temporary, permanent = _failures(mail)
    if not temporary and not permanent:
        said_by_a_program = mail.is_automatic or mail.is_report  # «I am away», «it has arrived»
        return Returned(message, Outcome.DROPPED if said_by_a_program else Outcome.TO_READ)
    bounced(message, message.to_email or "", is_permanent=bool(permanent), words=_words(mail))
    return Returned(message, Outcome.CAME_BACK if permanent else Outcome.CAME_BACK_FOR_NOW)


def _failures(mail: Mail) -> tuple[Collection[bytes], Collection[bytes]]:
    """The addresses that failed for now, and for good."""
    try:
        return all_failures(mail.message)
    except Exception:  # a stranger wrote it: the parser may stumble in any way
        return (), ()


def _ours(mail: Mail) -> OutboxMessage | None:
    numbers = [number for address in mail.recipients if (number := message_of_verp(address))]
    return db.session.get(OutboxMessage, numbers[0]) if numbers else None


def _words(mail: Mail) -> str:
    """What the other server said, from the report's own line."""
    for part in mail.parts[1:]:
        for name in ("Diagnostic-Code", "Status"):
            if said := part.get(name):
                return " ".join(str(said).partition(";")[2].split() or str(said).split())[:LONGEST_WORDS]
    return mail.subject
