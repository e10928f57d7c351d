"""Where: venues and their rooms."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, db


class Venue(Base):
    """Sede: an address, or a place online, whose link only confirmed people get."""

    __tablename__ = "venues"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    is_online: Mapped[bool] = mapped_column(default=False)
    address: Mapped[str | None]
    municipality: Mapped[str | None] = mapped_column(index=True)
    is_step_free: Mapped[bool | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    has_lift: Mapped[bool | None]
    directions: Mapped[str | None] = mapped_column(db.Text)  # «autobus 20, fermata San Donato»
    is_retired: Mapped[bool] = mapped_column(default=False)
    rooms: Mapped[list[Room]] = relationship(back_populates="venue", order_by="Room.name")

    @property
    def full_address(self) -> str:
        return ", ".join(part for part in (self.address, self.municipality) if part)

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, when both are known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


class Room(Base):
    """Sala: seats to sit and learn, and the fire limit."""

    __tablename__ = "rooms"
    __table_args__ = (UniqueConstraint("venue_id", "name_key", name="one_room_per_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    venue_id: Mapped[int] = mapped_column(ForeignKey("venues.id"), index=True)
    name: Mapped[str]
    name_key: Mapped[str]
    seats: Mapped[int | None]
    fire_limit: Mapped[int | None]
    equipment: Mapped[str | None]
    is_retired: Mapped[bool] = mapped_column(default=False)
    venue: Mapped[Venue] = relationship(back_populates="rooms", lazy="joined")
