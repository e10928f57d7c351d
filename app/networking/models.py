"""Bodies invited to networking days, and what they answered."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.lib.codes import random_code
from app.people.models import Organisation
from app.programme.models import Edition

THE_BODY = "ente"  # as the history says who acted, when it was the body from its link


class Answer(StrEnum):
    YES = "yes"
    NO = "no"


class Invitation(Base):
    """A body invited to a networking day: whether it comes, and with how many delegates."""

    __tablename__ = "invitations"
    __table_args__ = (
        UniqueConstraint("edition_id", "organisation_id", name="one_invitation_per_body"),
        CheckConstraint("delegates_expected >= 0", name="delegates_expected_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=random_code, unique=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    answer: Mapped[str | None]
    delegates_expected: Mapped[int | None]
    note: Mapped[str | None]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    told: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # when and where, as the body was told last
    edition: Mapped[Edition] = relationship()
    organisation: Mapped[Organisation] = relationship(lazy="joined")

    @property
    def about(self) -> str:
        return f"invitation/{self.id}"
