from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from app.db import db
from app.lib.clock import now
from app.lib.codes import random_code
from app.outbox.models import Delivery, OutboxMessage


def enqueue(
    kind: str,
    about: str,
    *,
    to_email: str | None,
    to_phone: str | None,
    to_name: str,
    language: str,
    subject: str,
    facts: dict[str, Any],
    calendar: bytes | None = None,
    calendar_method: str | None = None,
    calendar_uid: str | None = None,
    not_before: datetime | None = None,
) -> OutboxMessage:
    """Promise a message in the transaction at hand; the worker keeps the promise after the commit.

    ``kind`` is the folder under ``templates/emails/``; ``facts`` (plain JSON) are all that its templates will see.
    Without an e-mail address the message becomes a line of the office's list «da chiamare».
    """
    message = OutboxMessage(
        kind=kind,
        about=about,
        to_email=to_email,
        to_phone=to_phone,
        to_name=to_name,
        language=language,
        subject=subject,
        facts=facts,
        calendar=calendar,
        calendar_method=calendar_method,
        calendar_uid=calendar_uid,
        message_id=_message_id(),
        status=Delivery.QUEUED if to_email else Delivery.TO_CALL,
        not_before=not_before or now(),
        created_at=now(),
    )
    db.session.add(message)
    return message


def _message_id() -> str:
    """Fixed in the row, the same on every try, so that a receiver can drop a repeated copy."""
    host = urlsplit(current_app.config["PUBLIC_URL"]).hostname
    return f"<ob-{random_code().lower()}.{int(now().timestamp())}@{host}>"
