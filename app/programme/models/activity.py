"""What is taught or discussed, by whom, with whom, and who pays."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base

if TYPE_CHECKING:
    from app.programme.models.edition import Edition


class ActivityKind(StrEnum):
    LAB = "lab"
    NETWORKING_DAY = "networking_day"


class Theme(Base):
    """A colour and a word to search by."""

    __tablename__ = "themes"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    slug: Mapped[str] = mapped_column(unique=True)


class Activity(Base):
    """What is taught or discussed; has many editions. Reserved: its title alone reveals health data."""

    __tablename__ = "activities"
    __table_args__ = (UniqueConstraint("kind", "title_key", name="one_activity_per_title"),)
    __mapper_args__: dict[str, Any] = {"polymorphic_on": "kind"}

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    title: Mapped[str]
    title_key: Mapped[str]
    theme_id: Mapped[int] = mapped_column(ForeignKey("themes.id"), index=True)
    is_reserved: Mapped[bool] = mapped_column(default=False)
    theme: Mapped[Theme] = relationship(lazy="joined")
    editions: Mapped[list[Edition]] = relationship(back_populates="activity")

    @property
    def is_networking(self) -> bool:
        return self.kind == ActivityKind.NETWORKING_DAY


class Lab(Activity):
    __mapper_args__ = {"polymorphic_identity": ActivityKind.LAB}


class NetworkingDay(Activity):
    __mapper_args__ = {"polymorphic_identity": ActivityKind.NETWORKING_DAY}


class Facilitator(Base):
    """Who leads. What a sheet names counts as a function until the office says that it is a person."""

    __tablename__ = "facilitators"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    is_person: Mapped[bool] = mapped_column(default=False)


class Partner(Base):
    __tablename__ = "partners"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)


class Funding(Base):
    """Who pays for an edition; its logos stand on the papers of that edition, and on no other."""

    __tablename__ = "fundings"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str | None]
