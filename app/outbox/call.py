from flask_babel import lazy_gettext as _l

from app.errors import Refused
from app.lib.clock import now
from app.outbox.models import Delivery, OutboxMessage


class NobodyToCall(Refused):
    message = _l("Questo messaggio parte per posta: non c'è nessuno da chiamare.")


def call_made(message: OutboxMessage) -> bool:
    """Somebody has told the person on the telephone; twice is once. Returns whether it was news.

    Raises NobodyToCall.
    """
    if message.status == Delivery.CALLED:
        return False
    if message.status != Delivery.TO_CALL:
        raise NobodyToCall()
    message.status = Delivery.CALLED
    message.sent_at = now()
    return True
