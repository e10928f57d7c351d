"""What is taught or discussed, by whom, with whom, and who pays."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, db
from app.lib.codes import random_code
from app.programme.models.picture import Picture

if TYPE_CHECKING:
    from app.programme.models.edition import Edition


Translations = dict[str, dict[str, str]]  # by language, then by the name of the column: {"en": {"title": "…"}}


class ActivityKind(StrEnum):
    LAB = "lab"
    NETWORKING_DAY = "networking_day"


class ThemeColour(StrEnum):
    """The colours a theme may have: all of them readable, none of them alone in telling two themes apart."""

    BLUE = "blu"
    TEAL = "petrolio"
    GREEN = "verde"
    OLIVE = "oliva"
    ORANGE = "arancio"
    RED = "rosso"
    PURPLE = "viola"
    GREY = "grigio"


class Theme(Base):
    """A colour and a word to search by."""

    __tablename__ = "themes"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    slug: Mapped[str] = mapped_column(unique=True)
    colour: Mapped[str] = mapped_column(default=ThemeColour.BLUE)
    translations: Mapped[Translations] = mapped_column(JSON, default=dict)


class ThingToBring(StrEnum):
    """What people are asked to bring, each with an icon that is the same everywhere."""

    IDENTITY_CARD = "documento"
    CURRICULUM = "curriculum"
    PEN = "penna"
    PHONE = "telefono"
    COMPUTER = "computer"
    GLASSES = "occhiali"
    NOTHING = "niente"


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
    plain_text: Mapped[str | None] = mapped_column(db.Text)  # the same in short sentences, for who reads little Italian
    to_bring: Mapped[list[str]] = mapped_column(JSON, default=list)  # keys of ThingToBring
    children_welcome: Mapped[bool | None]
    translations: Mapped[Translations] = mapped_column(JSON, default=dict)
    theme: Mapped[Theme] = relationship(lazy="joined")
    editions: Mapped[list[Edition]] = relationship(back_populates="activity")

    @property
    def about(self) -> str:
        """How the journal names this activity."""
        return f"activity/{self.id}"

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
    email: Mapped[str | None]
    available_at: Mapped[list[str] | None] = mapped_column(
        JSON
    )  # «1-mattina»: ISO weekday and part of day; None: always
    calendar_key: Mapped[str] = mapped_column(default=lambda: random_code().lower(), unique=True)
    is_retired: Mapped[bool] = mapped_column(default=False)
    absences: Mapped[list[Absence]] = relationship(
        back_populates="facilitator", order_by="Absence.first_on", cascade="all, delete-orphan"
    )


class Absence(Base):
    """Days on which a facilitator cannot lead."""

    __tablename__ = "absences"
    __table_args__ = (CheckConstraint("last_on >= first_on", name="absence_ends_on_or_after_its_first_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    facilitator_id: Mapped[int] = mapped_column(ForeignKey("facilitators.id"), index=True)
    first_on: Mapped[date]
    last_on: Mapped[date]
    reason: Mapped[str | None]
    facilitator: Mapped[Facilitator] = relationship(back_populates="absences")


class Partner(Base):
    __tablename__ = "partners"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    website: Mapped[str | None]
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("pictures.id"))
    is_retired: Mapped[bool] = mapped_column(default=False)
    logo: Mapped[Picture | None] = relationship(lazy="joined")


class Funding(Base):
    """Who pays for an edition; its logos stand on the papers of that edition, and on no other."""

    __tablename__ = "fundings"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str | None]  # of the project, such as its CUP
    words: Mapped[str | None] = mapped_column(db.Text)  # «Finanziato dall'Unione europea …»
    logos: Mapped[list[FundingLogo]] = relationship(
        back_populates="funding", order_by="FundingLogo.position", cascade="all, delete-orphan"
    )


class FundingLogo(Base):
    """One of the logos of a funding, in the order that its rules prescribe."""

    __tablename__ = "funding_logos"

    id: Mapped[int] = mapped_column(primary_key=True)
    funding_id: Mapped[int] = mapped_column(ForeignKey("fundings.id"), index=True)
    picture_id: Mapped[int] = mapped_column(ForeignKey("pictures.id"))
    position: Mapped[int]
    description: Mapped[str]  # what who cannot see it is told
    funding: Mapped[Funding] = relationship(back_populates="logos")
    picture: Mapped[Picture] = relationship(lazy="joined")
