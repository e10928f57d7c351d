"""Half-years and the days on which nothing is held."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.programme.models.activity import Funding

if TYPE_CHECKING:
    from app.programme.models.edition import Edition

TWO_THIRDS = (2, 3)


class ProgrammeStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class PrivacyNotice(Base):
    """The notice that people read before they sign up. A version that somebody has read is never changed again."""

    __tablename__ = "privacy_notices"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(unique=True)
    texts: Mapped[dict[str, str]] = mapped_column(JSON)  # by language
    created_at: Mapped[datetime]


class Programme(Base):
    """A half-year: first day, last day, closures, and the rules that its editions follow; draft → published → archived.

    Days before are counted back from the first meeting; None: no rule.
    """

    __tablename__ = "programmes"
    __table_args__ = (CheckConstraint("last_on >= first_on", name="ends_on_or_after_its_first_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    first_on: Mapped[date]
    last_on: Mapped[date]
    status: Mapped[str] = mapped_column(default=ProgrammeStatus.DRAFT)
    published_at: Mapped[datetime | None]
    updated_at: Mapped[datetime]
    certificate_share_of: Mapped[int] = mapped_column(default=TWO_THIRDS[0])
    certificate_share_in: Mapped[int] = mapped_column(default=TWO_THIRDS[1])
    sign_up_opens_days_before: Mapped[int | None]
    sign_up_closes_days_before: Mapped[int | None]
    most_open_registrations: Mapped[int | None]  # of one person, in editions that are not over
    minimum_people: Mapped[int | None]  # for editions that have no minimum of their own
    funding_id: Mapped[int | None] = mapped_column(ForeignKey("fundings.id"))  # of the editions made here
    privacy_notice_id: Mapped[int | None] = mapped_column(ForeignKey("privacy_notices.id"))  # None: the built-in text
    archived_at: Mapped[datetime | None]
    funding: Mapped[Funding | None] = relationship()
    privacy_notice: Mapped[PrivacyNotice | None] = relationship()
    editions: Mapped[list[Edition]] = relationship(back_populates="programme", order_by="Edition.code")
    closures: Mapped[list[Closure]] = relationship(back_populates="programme", cascade="all, delete-orphan")

    @property
    def is_published(self) -> bool:
        return self.status == ProgrammeStatus.PUBLISHED

    @property
    def is_public(self) -> bool:
        return self.status != ProgrammeStatus.DRAFT

    @property
    def is_archived(self) -> bool:
        return self.status == ProgrammeStatus.ARCHIVED

    @property
    def about(self) -> str:
        """How the journal names this half-year."""
        return f"programme/{self.slug}"

    def holds(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


class Closure(Base):
    """Days on which the office itself is closed."""

    __tablename__ = "closures"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    first_on: Mapped[date]
    last_on: Mapped[date]
    reason: Mapped[str]
    programme: Mapped[Programme] = relationship(back_populates="closures")


class PatronDay(Base):
    """The local patron's day of a municipality: a table the office keeps."""

    __tablename__ = "patron_days"

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality: Mapped[str] = mapped_column(unique=True)
    month: Mapped[int]
    day: Mapped[int]
    name: Mapped[str]


class SheetUpload(Base):
    """A spreadsheet that an organiser is looking over before it is imported; gone a day later."""

    __tablename__ = "sheet_uploads"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # not to be guessed
    file_name: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    by: Mapped[str]
    created_at: Mapped[datetime]
