"""Half-years and the days on which nothing is held."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base

if TYPE_CHECKING:
    from app.programme.models.edition import Edition

TWO_THIRDS = (2, 3)


class ProgrammeStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Programme(Base):
    """A half-year: first day, last day, closures; draft → published → archived."""

    __tablename__ = "programmes"

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
    editions: Mapped[list[Edition]] = relationship(back_populates="programme", order_by="Edition.code")
    closures: Mapped[list[Closure]] = relationship(back_populates="programme", cascade="all, delete-orphan")

    @property
    def is_published(self) -> bool:
        return self.status == ProgrammeStatus.PUBLISHED

    @property
    def is_public(self) -> bool:
        return self.status != ProgrammeStatus.DRAFT


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
