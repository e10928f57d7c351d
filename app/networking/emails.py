"""What invited bodies are told."""

from typing import Any

from flask import current_app

from app.networking import links
from app.networking.models import Invitation
from app.outbox.enqueue import enqueue
from app.outbox.models import OutboxMessage
from app.registration.told import places_and_times

KIND = "invitation"


def invitation(invitation: Invitation, words: str) -> OutboxMessage:
    """They are invited: when, where, and a link to say whether they come and with how many."""
    body = invitation.organisation
    return enqueue(
        KIND,
        invitation.about,
        to_email=body.email,
        to_phone=body.phone,
        to_name=body.contact_name or body.name,
        language=current_app.config["LANGUAGES"][0],
        facts=facts(invitation, words),
    )


def facts(invitation: Invitation, words: str) -> dict[str, Any]:
    """All that the message says; ``words`` are the office's own, an empty line parts paragraphs."""
    edition, body = invitation.edition, invitation.organisation
    return {
        "title": edition.title,
        "edition": edition.about,
        "meetings": places_and_times(edition),
        "first_name": body.contact_name or "",
        "body": body.name,
        "paragraphs": [part for part in words.replace("\r\n", "\n").split("\n\n") if part.strip()],
        "answer_url": links.answer_url(invitation),
        "page_url": f"{current_app.config['PUBLIC_URL']}/programmi/{edition.programme.slug}/{edition.slug}",
    }
