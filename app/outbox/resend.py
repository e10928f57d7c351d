from flask_babel import lazy_gettext as _l

from app.errors import Refused
from app.outbox.models import Delivery, OutboxMessage

STOPPED = (Delivery.FAILED, Delivery.PARKED)


class NotStopped(Refused):
    message = _l("Questo messaggio non è fermo: non c'è niente da rimandare.")


def resend(message: OutboxMessage) -> None:
    """Put a message that stopped back at the start of its way, to go at once. Raises NotStopped."""
    if message.status not in STOPPED:
        raise NotStopped()
    message.status = Delivery.QUEUED
    message.attempts = message.in_doubt = 0
    message.not_before = message.created_at
    message.last_error = None
