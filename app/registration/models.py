"""Registrations: who has a place, who waits, who gave it up."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.lib.codes import random_code
from app.people.models import Organisation, Participant
from app.programme.models import Edition


class Status(StrEnum):
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    OFFERED = "offered"
    CANCELLED = "cancelled"


class Source(StrEnum):
    """Where a registration came from. What came from the public site or from a body, staff have not written."""

    WEB = "web"
    STAFF = "staff"
    SHEET = "sheet"
    DOOR = "door"
    BODY = "body"  # a body's contact enrolled its delegate


TYPED_BY_STRANGERS = (Source.WEB, Source.BODY)


class Coming(StrEnum):
    """What a person said when asked whether they will be there; silence is no answer, and costs nobody a place."""

    YES = "yes"
    MAYBE = "maybe"


MOVED = "spostamento"  # the reason of what was given up for another edition


class Registration(Base):
    """One person's place, or place in the queue, in one edition."""

    __tablename__ = "registrations"
    __table_args__ = (
        Index(
            "one_active_registration",
            "edition_id",
            "participant_id",
            unique=True,
            postgresql_where=text("status <> 'cancelled'"),
            sqlite_where=text("status <> 'cancelled'"),
        ),
        Index(
            "one_place_in_the_queue",
            "edition_id",
            "queue_number",
            unique=True,
            postgresql_where=text("status = 'waiting'"),
            sqlite_where=text("status = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=random_code, unique=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), index=True)
    status: Mapped[str]
    queue_number: Mapped[int | None]
    ticket_code: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str | None] = mapped_column(index=True)
    phone: Mapped[str | None] = mapped_column(index=True)
    language: Mapped[str] = mapped_column(default="it")
    access_needs: Mapped[list[str]] = mapped_column(JSON, default=list)
    source: Mapped[str]
    request_key: Mapped[str | None] = mapped_column(unique=True)
    privacy_version: Mapped[str | None]
    link_version: Mapped[int] = mapped_column(default=1)
    calendar_sequence: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str | None]
    cancelled_from: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # what it was, for who changes their mind
    offer_until: Mapped[datetime | None]  # the stated hour until which a place is held for them
    group_key: Mapped[str | None] = mapped_column(index=True)  # shared by who signed up to come together
    last_minute: Mapped[bool] = mapped_column(default=False)  # would come to the door in the last hours
    coming: Mapped[str | None]
    coming_at: Mapped[datetime | None]
    calendar_answered_at: Mapped[datetime | None]  # when the latest answer of their calendar was written
    referral: Mapped[str | None]  # who sent them here
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("registrations.id"), index=True)  # given up for this one
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)  # of a delegate
    is_unnamed: Mapped[bool] = mapped_column(default=False)  # a delegate whose name the body has still to give
    admitted_at: Mapped[datetime | None]

    edition: Mapped[Edition] = relationship()
    participant: Mapped[Participant] = relationship(lazy="joined")
    organisation: Mapped[Organisation | None] = relationship()
    replaces: Mapped[Registration | None] = relationship(remote_side=[id])

    @property
    def about(self) -> str:
        return f"registration/{self.id}"

    @property
    def is_confirmed(self) -> bool:
        return self.status == Status.CONFIRMED

    @property
    def is_waiting(self) -> bool:
        return self.status == Status.WAITING

    @property
    def is_offered(self) -> bool:
        return self.status == Status.OFFERED

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def moves_from(self) -> Registration | None:
        """What is, or was, given up for this one; None when there was nothing left to give up."""
        old = self.replaces
        return old if old and (not old.is_cancelled or old.cancel_reason == MOVED) else None

    @property
    def typed_by_stranger(self) -> bool:
        """Whether the name was typed by who is not staff, so that no mail may repeat it to an unproven address."""
        return self.source in TYPED_BY_STRANGERS


class Merge(Base):
    """Two records of one person made one; ``facts`` (plain JSON) is all that undoing it takes."""

    __tablename__ = "merges"

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    by: Mapped[str]
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class OneTimeAccess(Base):
    """A way in to «le mie iscrizioni», sent to a contact: a link, or six figures to type. Works once, for minutes.

    What was sent is kept as digests only.
    """

    __tablename__ = "one_time_accesses"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact: Mapped[str] = mapped_column(index=True)  # the normalised e-mail or number it was asked for
    link_digest: Mapped[str] = mapped_column(unique=True)
    code_digest: Mapped[str]
    browser_digest: Mapped[str]  # of who asked: the figures work only there
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PersonalFeed(Base):
    """A calendar of one contact's registrations. Its address is kept as a digest and can be revoked."""

    __tablename__ = "personal_feeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
