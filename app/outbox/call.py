from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.db import db
from app.errors import Refused
from app.lib.clock import now
from app.outbox.models import Delivery, OutboxMessage
from app.outbox.resend import TO_SEND_AGAIN


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


class SomethingNewerToSay(Refused):
    message = _l(
        "C'è già qualcosa di più recente da dire a questa persona: guarda nell'elenco o fra le chiamate fatte."
    )


def call_again(message: OutboxMessage) -> bool:
    """The call was marked by mistake, or nobody answered: back on the list. Twice is once; returns whether it was news.

    Raises NobodyToCall, SomethingNewerToSay: an old date must not be told again.
    """
    if message.status == Delivery.TO_CALL:
        return False
    if message.status != Delivery.CALLED:
        raise NobodyToCall()
    newer = select(OutboxMessage.id).where(OutboxMessage.about == message.about, OutboxMessage.id > message.id)
    if db.session.scalar(newer.limit(1)) is not None:
        raise SomethingNewerToSay()
    message.status = Delivery.TO_CALL
    message.sent_at = None
    return True


def call_instead(message: OutboxMessage) -> None:
    """What stopped or came back is told on the telephone. Raises NobodyToCall, when there is no number."""
    if not message.to_phone or message.status not in TO_SEND_AGAIN:
        raise NobodyToCall()
    message.status = Delivery.TO_CALL
