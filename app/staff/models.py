"""Staff: accounts, roles, sessions kept on the server."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base


class Role(StrEnum):
    """What one may do; the door has no account, it is a Device. Not a ladder: see web/permissions.py."""

    FACILITATOR = "facilitator"
    DESK = "desk"
    OFFICE = "office"
    ADMIN = "admin"


class Staff(Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    grants: Mapped[list["Grant"]] = relationship(cascade="all, delete-orphan")

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None

    def leads(self, about: str) -> bool:
        """Whether a facilitator has been given ``about``, e.g. ``edition/2027-1/cv-1``."""
        return any(grant.about == about for grant in self.grants)


class Grant(Base):
    """What a facilitator may see, named as a string: staff knows nothing of editions."""

    __tablename__ = "staff_grants"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    about: Mapped[str]


class StaffSession(Base):
    """A signed-in browser. The cookie holds a random token; only its SHA-256 is kept here."""

    __tablename__ = "staff_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    staff: Mapped[Staff] = relationship()


class SignInAttempt(Base):
    """A failed sign-in, kept a day to slow guessing down."""

    __tablename__ = "staff_sign_in_attempts"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(index=True)
