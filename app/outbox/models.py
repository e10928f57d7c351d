"""Posta in uscita: what has been promised to someone, and whether it has gone."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base


class Delivery(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    PARKED = "parked"  # twice in doubt: it may have gone, so only a person may send it again
    DROPPED = "dropped"  # overtaken by a newer message about the same calendar entry
    TO_CALL = "to_call"  # no mail can reach this person: someone telephones
    CALLED = "called"
    BOUNCED = "bounced"  # it went, and came back: nobody reads that address


class Channel(StrEnum):
    """How a message travels."""

    MAIL = "mail"
    SMS = "sms"


class Announcement(Base):
    """One act of telling several people something: a change, a cancellation, a message that the office wrote.

    ``facts`` (plain JSON) says what was told and to whom it was meant; who was reached is in its messages.
    """

    __tablename__ = "announcements"

    id: Mapped[int] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(index=True)  # «edition/2027-1/cv-1»
    kind: Mapped[str]  # changed, postponed, edition_cancelled, message …
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    messages: Mapped[list["OutboxMessage"]] = relationship(back_populates="announcement", order_by="OutboxMessage.id")


class MessageTemplate(Base):
    """A text that the office writes once and sends many times; its gaps are those of a fixed list."""

    __tablename__ = "message_templates"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    subject: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime]


class OutboxMessage(Base):
    """One message to one person, with the facts it will be rendered from, frozen when it was promised."""

    __tablename__ = "outbox_messages"
    __table_args__ = (Index("ix_outbox_messages_due", "status", "not_before"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    about: Mapped[str] = mapped_column(index=True)
    to_email: Mapped[str | None]
    to_phone: Mapped[str | None]
    to_name: Mapped[str]
    language: Mapped[str]
    subject: Mapped[str]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    calendar: Mapped[bytes | None]
    calendar_method: Mapped[str | None]
    calendar_uid: Mapped[str | None] = mapped_column(index=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    channel: Mapped[str] = mapped_column(default=Channel.MAIL)
    status: Mapped[str] = mapped_column(default=Delivery.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    in_doubt: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    last_error: Mapped[str | None]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    announcement_id: Mapped[int | None] = mapped_column(ForeignKey("announcements.id"), index=True)
    announcement: Mapped[Announcement | None] = relationship(back_populates="messages")


class Bounce(Base):
    """A mail came back: for good (no such address) or for now (a full mailbox)."""

    __tablename__ = "bounces"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("outbox_messages.id"), index=True)
    address: Mapped[str] = mapped_column(index=True)  # normalised
    is_permanent: Mapped[bool]
    words: Mapped[str]  # what the other server said
    at: Mapped[datetime]
    message: Mapped[OutboxMessage | None] = relationship()
