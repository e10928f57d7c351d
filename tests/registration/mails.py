"""Mails read as they would travel, for the tests of what they say and of how they are made."""

import re
from email.message import EmailMessage

from app.outbox.compose import compose
from app.outbox.models import OutboxMessage
from tests.world import World


def the_mail(world: World, kind: str) -> tuple[OutboxMessage, EmailMessage]:
    message = world.mails(kind)[-1]
    return message, compose(message)


def texts(mail: EmailMessage) -> list[str]:
    return [mail.get_body((kind,)).get_content() for kind in ("plain", "html")]  # type: ignore[union-attr]


def calendars(mail: EmailMessage) -> list[tuple[str, bytes]]:
    return [
        (part.get_content_type(), part.get_payload(decode=True))
        for part in mail.walk()
        if part.get_content_type() in ("text/calendar", "application/ics")
    ]


def every_word(message: OutboxMessage, mail: EmailMessage) -> str:
    """All that a server or a reader could see: headers, bodies, calendars, file names."""
    parts = [str(mail[name]) for name in mail] + texts(mail)  # type: ignore[misc]
    parts += [content.decode() for _, content in calendars(mail)]
    parts += [str(part.get_filename()) for part in mail.walk()]
    return re.sub(r"\r?\n[ \t]", "", "\n".join(parts))
