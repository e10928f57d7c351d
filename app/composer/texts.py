"""The texts that the office keeps to send again."""

from sqlalchemy import select

from app.composer.refusals import NameTaken, UnknownToken
from app.composer.tokens import TOKENS, unknown_in
from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.outbox.models import MessageTemplate


def keep(kept: MessageTemplate | None, name: str, subject: str, body: str, *, by: str) -> MessageTemplate:
    """Add a text, or change the one given. Raises UnknownToken, NameTaken."""
    if unknown := unknown_in(subject, body):
        raise UnknownToken(tokens=", ".join(unknown), known=", ".join(f"{{{word}}}" for word in TOKENS))
    namesake = db.session.scalars(select(MessageTemplate).where(MessageTemplate.name == name)).one_or_none()
    if namesake is not None and namesake is not kept:
        raise NameTaken(name=name)
    text = kept or MessageTemplate()
    text.name, text.subject, text.body, text.updated_at = name, subject, body, now()
    db.session.add(text)
    db.session.flush()
    note(f"text/{text.id}", "text.changed" if kept else "text.added", by, name=name)
    return text


def remove(text: MessageTemplate, *, by: str) -> None:
    note(f"text/{text.id}", "text.removed", by, name=text.name)
    db.session.delete(text)


def all_of_them() -> list[MessageTemplate]:
    """By name."""
    return list(db.session.scalars(select(MessageTemplate).order_by(MessageTemplate.name)))
