from flask_babel import lazy_gettext as _l

from app.errors import Refused
from app.outbox.models import Channel, Delivery, OutboxMessage

STOPPED = (Delivery.FAILED, Delivery.PARKED)
TO_SEND_AGAIN = (*STOPPED, Delivery.BOUNCED)


class NotStopped(Refused):
    message = _l("Questo messaggio non è fermo: non c'è niente da rimandare.")


def resend(message: OutboxMessage, *, to_email: str | None = None) -> None:
    """Put a message that stopped, or came back, at the start of its way, to go at once. Raises NotStopped.

    ``to_email`` is where its person is reached today, if that is known: a wrong address may have been corrected since.
    """
    if message.status not in TO_SEND_AGAIN:
        raise NotStopped()
    if to_email and message.channel == Channel.MAIL:
        message.to_email = to_email
    message.status = Delivery.QUEUED
    message.attempts = message.in_doubt = 0
    message.not_before = message.created_at
    message.last_error = None
