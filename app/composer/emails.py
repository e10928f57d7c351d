"""A message of the office as mail: its gaps filled, its facts frozen."""

from typing import Any

from flask import current_app

from app.composer.tokens import filled, values_for, values_of
from app.outbox.enqueue import enqueue
from app.outbox.models import OutboxMessage
from app.programme.models import Edition
from app.registration import emails
from app.registration.models import Registration
from app.registration.told import places_and_times

KIND = "message"
NO_NAME = {"nome": ""}  # in a subject, which others read on the screen and which is kept longer than the text


def message(registration: Registration, subject: str, body: str) -> OutboxMessage:
    """Promise this person what the office wrote."""
    values = values_for(registration)
    return enqueue(
        KIND,
        registration.about,
        **emails.addressee(registration),
        subject=filled(subject, values | NO_NAME),
        facts=_facts(registration.edition, filled(body, values), values["link"]),
    )


def trial(edition: Edition, subject: str, body: str, *, to_email: str, to_name: str, language: str) -> OutboxMessage:
    """Promise it to whoever wrote it, with what fills its gaps for nobody in particular."""
    values = values_of(edition)
    return enqueue(
        KIND,
        edition.about,
        to_email=to_email,
        to_phone=None,
        to_name=to_name,
        language=language,
        subject=filled(subject, values | NO_NAME),
        facts=_facts(edition, filled(body, values), values["link"]),
    )


def example(registration: Registration, subject: str, body: str) -> OutboxMessage:
    """What this person would get, promised to nobody."""
    values = values_for(registration)
    return OutboxMessage(
        kind=KIND,
        subject=filled(subject, values | NO_NAME),
        facts=_facts(registration.edition, filled(body, values), values["link"]),
        language=registration.language,
    )


def _facts(edition: Edition, text: str, page: str) -> dict[str, Any]:
    paragraphs = [part.strip().split("\n") for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return {
        "title": edition.discreet_title,
        "edition": edition.about,
        "meetings": [] if edition.is_postponed else places_and_times(edition),  # its dates do not hold
        "paragraphs": paragraphs,
        "page_url": page,
        "programme_url": f"{current_app.config['PUBLIC_URL']}/programmi/{edition.programme.slug}/",
    }
