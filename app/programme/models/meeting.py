"""When: the meetings of an edition, and the agenda of a networking morning."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, db
from app.lib.clock import rome
from app.programme.models.venue import Room, Venue

if TYPE_CHECKING:
    from app.programme.models.edition import Edition


class Meeting(Base):
    """Incontro: a date with a start, an end and a room; presence is taken per meeting."""

    __tablename__ = "meetings"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"), index=True)
    venue_id: Mapped[int] = mapped_column(ForeignKey("venues.id"), index=True)
    room_id: Mapped[int | None] = mapped_column(ForeignKey("rooms.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    edition: Mapped[Edition] = relationship(back_populates="meetings")
    venue: Mapped[Venue] = relationship(lazy="joined")
    room: Mapped[Room | None] = relationship(lazy="joined")

    @property
    def day(self) -> date:
        """The day in Rome."""
        return rome(self.starts_at).date()

    @property
    def minutes(self) -> int:
        """True length in minutes, also across a change of the clocks."""
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)

    def overlaps(self, other: Meeting) -> bool:
        """Whether nobody could be at both; one may begin when the other ends."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    @property
    def place(self) -> str:
        """«Sala incontri, Sportello Lavoro», or «Online»."""
        return ", ".join(part for part in (self.room.name if self.room else None, self.venue.name) if part)

    @property
    def location(self) -> str:
        """«Sala incontri, Sportello Lavoro, Vicolo Bolognetti 2, Bologna», as far as it is known."""
        return ", ".join(part for part in (self.place, self.venue.full_address) if part)


Index("ix_meetings_edition_id_starts_at", Meeting.edition_id, Meeting.starts_at)


class AgendaItem(Base):
    """A line of the agenda of a networking morning."""

    __tablename__ = "agenda_items"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    title: Mapped[str] = mapped_column(db.Text)
    speakers: Mapped[str | None] = mapped_column(db.Text)
    edition: Mapped[Edition] = relationship(back_populates="agenda")
