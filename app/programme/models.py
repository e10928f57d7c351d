"""The offer: half-years, what is taught, when, where, by whom and with whom."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, db
from app.lib.clock import end_of_day, from_rome, rome
from app.lib.codes import random_code

TWO_THIRDS = (2, 3)


class ProgrammeStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class ActivityKind(StrEnum):
    LAB = "lab"
    NETWORKING_DAY = "networking_day"


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
    rooms: Mapped[list[Room]] = relationship(back_populates="venue", order_by="Room.name")

    @property
    def full_address(self) -> str:
        return ", ".join(part for part in (self.address, self.municipality) if part)


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
    venue: Mapped[Venue] = relationship(back_populates="rooms", lazy="joined")


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


edition_partners = Table(
    "edition_partners",
    Base.metadata,
    Column("edition_id", ForeignKey("editions.id"), primary_key=True),
    Column("partner_id", ForeignKey("partners.id"), primary_key=True),
)
edition_facilitators = Table(
    "edition_facilitators",
    Base.metadata,
    Column("edition_id", ForeignKey("editions.id"), primary_key=True),
    Column("facilitator_id", ForeignKey("facilitators.id"), primary_key=True),
)


class Edition(Base):
    """What people sign up for: seats and a sign-up window over one or more meetings.

    The counters answer «con posti liberi» without counting; only verbs that hold the lock touch them.
    """

    __tablename__ = "editions"
    __table_args__ = (
        UniqueConstraint("programme_id", "slug", name="one_edition_per_code"),
        CheckConstraint("seats >= 0", name="seats_not_negative"),
        CheckConstraint("confirmed_count >= 0", name="confirmed_count_not_negative"),
        CheckConstraint("waiting_count >= 0", name="waiting_count_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), index=True)
    funding_id: Mapped[int | None] = mapped_column(ForeignKey("fundings.id"))
    code: Mapped[str]
    slug: Mapped[str]
    summary: Mapped[str | None] = mapped_column(db.Text)
    audience: Mapped[str | None] = mapped_column(db.Text)
    notes: Mapped[str | None] = mapped_column(db.Text)
    online_url: Mapped[str | None] = mapped_column(db.Text)
    seats: Mapped[int]
    sign_up_opens_on: Mapped[date | None]
    sign_up_closes_on: Mapped[date | None]
    cancelled_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    confirmed_count: Mapped[int] = mapped_column(default=0)
    waiting_count: Mapped[int] = mapped_column(default=0)
    last_queue_number: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=0)
    calendar_sequence: Mapped[int] = mapped_column(default=0)
    calendar_uid: Mapped[str] = mapped_column(default=lambda: random_code().lower(), unique=True)
    ticket_key: Mapped[bytes]
    updated_at: Mapped[datetime]

    programme: Mapped[Programme] = relationship(back_populates="editions")
    activity: Mapped[Activity] = relationship(back_populates="editions")
    funding: Mapped[Funding | None] = relationship()
    meetings: Mapped[list[Meeting]] = relationship(
        back_populates="edition", order_by="Meeting.starts_at", cascade="all, delete-orphan"
    )
    partners: Mapped[list[Partner]] = relationship(secondary=edition_partners, order_by="Partner.name")
    facilitators: Mapped[list[Facilitator]] = relationship(secondary=edition_facilitators, order_by="Facilitator.name")
    agenda: Mapped[list[AgendaItem]] = relationship(
        back_populates="edition", order_by="AgendaItem.starts_at", cascade="all, delete-orphan"
    )

    @classmethod
    def locked(cls, edition_id: int) -> Edition:
        """Lock the edition, then look: the first write of every verb that takes or frees a seat or records a scan.

        The same statement is a row lock on PostgreSQL and the write lock on SQLite; the number it leaves behind tells
        phones that their roster is old. Raises NoResultFound when there is no such edition.
        """
        raised = update(cls).where(cls.id == edition_id).values(revision=cls.revision + 1)
        db.session.execute(raised, execution_options={"synchronize_session": False})
        return db.session.execute(
            select(cls).where(cls.id == edition_id), execution_options={"populate_existing": True}
        ).scalar_one()

    @property
    def about(self) -> str:
        """How the journal, the outbox and the staff's grants name this edition."""
        return f"edition/{self.programme.slug}/{self.slug}"

    @property
    def title(self) -> str:
        return self.activity.title

    @property
    def is_reserved(self) -> bool:
        return self.activity.is_reserved

    @property
    def discreet_title(self) -> str:
        """The title for places where a stranger may look over a shoulder: neutral when the lab is reserved."""
        return _("Incontro della Bussola del lavoro") if self.is_reserved else self.title

    @property
    def held_meetings(self) -> list[Meeting]:
        """The meetings that are not cancelled, in order."""
        return [meeting for meeting in self.meetings if meeting.cancelled_at is None]

    @property
    def first_meeting(self) -> Meeting | None:
        return next(iter(self.held_meetings), None)

    @property
    def starts_at(self) -> datetime | None:
        return self.held_meetings[0].starts_at if self.held_meetings else None

    @property
    def ends_at(self) -> datetime | None:
        return self.held_meetings[-1].ends_at if self.held_meetings else None

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_closed(self) -> bool:
        """Whether the registers are closed: presences are final and certificates may be issued."""
        return self.closed_at is not None

    @property
    def is_online(self) -> bool:
        return any(meeting.venue.is_online for meeting in self.held_meetings)

    @property
    def seats_left(self) -> int:
        """Places a newcomer could take at once: none while anybody waits."""
        return 0 if self.waiting_count else max(0, self.seats - self.confirmed_count)

    @property
    def is_full(self) -> bool:
        return self.seats_left == 0

    @property
    def minutes_held(self) -> int:
        return sum(meeting.minutes for meeting in self.held_meetings)

    def has_begun(self, now: datetime) -> bool:
        return self.starts_at is not None and self.starts_at <= now

    def has_ended(self, now: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= now

    def sign_up_opens_at(self) -> datetime | None:
        """Midnight in Rome of the day sign-up opens, as UTC; None: open since publication."""
        return from_rome(self.sign_up_opens_on, datetime.min.time()) if self.sign_up_opens_on else None

    def sign_up_closes_at(self) -> datetime | None:
        """23:59:59 in Rome of the last day, or the first meeting's start when no day is given."""
        return end_of_day(self.sign_up_closes_on) if self.sign_up_closes_on else self.starts_at

    def accepts_sign_ups(self, now: datetime) -> bool:
        opens, closes = self.sign_up_opens_at(), self.sign_up_closes_at()
        within = (opens is None or opens <= now) and (closes is None or now <= closes)
        return within and self.programme.is_published and not self.is_cancelled and not self.has_begun(now)


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

    @property
    def place(self) -> str:
        """«Sala incontri, Sportello Lavoro», or «Online»."""
        return ", ".join(part for part in (self.room.name if self.room else None, self.venue.name) if part)


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
