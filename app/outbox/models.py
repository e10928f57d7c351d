"""Posta in uscita: what has been promised to someone, and whether it has gone."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

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
    status: Mapped[str] = mapped_column(default=Delivery.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    in_doubt: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    last_error: Mapped[str | None]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
