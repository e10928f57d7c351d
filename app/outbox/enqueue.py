from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import update

from app.db import db
from app.lib.addresses import is_mobile
from app.lib.clock import now
from app.lib.codes import random_code
from app.outbox import render, sms
from app.outbox.bounces import UNUSABLE, is_unusable
from app.outbox.models import Channel, Delivery, OutboxMessage
from app.outbox.withdraw import withdraw

REMINDERS = frozenset({"week_before", "will_you_come", "day_before", "absent"})  # kinds that repeat what is known
ON_THEIR_OWN = REMINDERS | {"message", "invitation", "was_it_you"}  # kinds that make no other out of date


def enqueue(
    kind: str,
    about: str,
    *,
    to_email: str | None,
    to_phone: str | None,
    to_name: str,
    language: str,
    facts: dict[str, Any],
    subject: str | None = None,
    calendar: bytes | None = None,
    calendar_method: str | None = None,
    calendar_uid: str | None = None,
    not_before: datetime | None = None,
) -> OutboxMessage:
    """Promise a message in the transaction at hand; the worker keeps the promise after the commit.

    ``kind`` is the folder under ``templates/emails/``; ``facts`` (plain JSON; values called ``…_at`` are ISO instants)
    are all that its templates will see; the subject is written now, from ``subject.txt`` unless given. Without an
    e-mail address that works it becomes a text message if it can, else a line of the office's list «da chiamare».
    ``calendar_uid`` names the calendar entry that it is about, ``not_before`` the instant until which it waits for
    others to join it. Two facts bind the worker: ``last_useful_at``, when it is not worth sending any more, and
    ``by_day``, that it leaves nobody's telephone ringing at night.
    """
    at = now()
    channel, status, error = _way(kind, to_email, to_phone)
    message = OutboxMessage(
        kind=kind,
        about=about,
        to_email=to_email,
        to_phone=to_phone,
        to_name=to_name,
        language=language,
        subject=subject or render.subject(kind, facts, language),
        facts=facts,
        calendar=calendar,
        calendar_method=calendar_method,
        calendar_uid=calendar_uid,
        message_id=_message_id(),
        channel=channel,
        status=status,
        last_error=error,
        not_before=not_before or at,
        created_at=at,
    )
    _overtake(message)
    db.session.add(message)
    return message


def can_reach(kind: str, to_email: str | None, to_phone: str | None) -> bool:
    """Whether a message of this kind would go by itself, with nobody telephoning."""
    return _way(kind, to_email, to_phone)[1] == Delivery.QUEUED


def _way(kind: str, to_email: str | None, to_phone: str | None) -> tuple[Channel, Delivery, str | None]:
    """How the message starts: on its way by mail or as a text message, as a call, or stopped; and why."""
    error = None
    if to_email:
        if not is_unusable(to_email):
            return Channel.MAIL, Delivery.QUEUED, None
        error = UNUSABLE
    if to_phone and sms.is_on() and is_mobile(to_phone) and sms.says(kind):
        return Channel.SMS, Delivery.QUEUED, None
    return Channel.MAIL, (Delivery.FAILED if error and not to_phone else Delivery.TO_CALL), error


def _overtake(message: OutboxMessage) -> None:
    """Drop what this message makes out of date and has not gone yet: it says all that the older one did, and more.

    What is said of a calendar entry is overtaken by what is newer about the same entry, whether or not there is a
    calendar in it; a call also by a newer one about the same thing.
    """
    if message.kind in ON_THEIR_OWN:
        return
    if message.calendar_uid:
        withdraw(message.calendar_uid)
    if message.status == Delivery.TO_CALL:
        older = (OutboxMessage.status == Delivery.TO_CALL) & (OutboxMessage.about == message.about)
        older &= OutboxMessage.kind.not_in(ON_THEIR_OWN)
        db.session.execute(update(OutboxMessage).where(older).values(status=Delivery.DROPPED))


def _message_id() -> str:
    """Fixed in the row, the same on every try, so that a receiver can drop a repeated copy."""
    host = urlsplit(current_app.config["PUBLIC_URL"]).hostname
    return f"<ob-{random_code().lower()}.{int(now().timestamp())}@{host}>"
