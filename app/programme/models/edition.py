"""What people sign up for."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Table, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, db
from app.lib.clock import end_of_day, from_rome, now, rome
from app.lib.codes import random_code
from app.programme.models.activity import Activity, Facilitator, Funding, Partner, Translations
from app.programme.models.meeting import AgendaItem, Meeting
from app.programme.models.programme import Programme
from app.programme.translate import said

DECIDED_BEFORE = timedelta(days=3)  # the first meeting, the office decides what to do with too few people
LAST_HOURS = timedelta(hours=4, minutes=30)  # before it begins: a freed place is left for the door

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
        CheckConstraint("offered_count >= 0", name="offered_count_not_negative"),
        CheckConstraint("overbooked_by >= 0", name="overbooked_by_not_negative"),
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
    overbooked_by: Mapped[int] = mapped_column(default=0)  # places beyond the seats, by the organiser's choice
    most_delegates: Mapped[int | None]  # of one body, with a place at once; None: no limit
    sign_up_opens_on: Mapped[date | None]
    sign_up_closes_on: Mapped[date | None]
    minimum_people: Mapped[int | None]  # below it, the office decides whether it is held
    run_decided_at: Mapped[datetime | None]  # when the office decided to hold it all the same
    is_draft: Mapped[bool] = mapped_column(default=False)  # not yet shown, in a half-year that is
    postponed_at: Mapped[datetime | None]  # its dates no longer hold, and there are no new ones yet
    translations: Mapped[Translations] = mapped_column(JSON, default=dict)
    cancelled_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    confirmed_count: Mapped[int] = mapped_column(default=0)
    offered_count: Mapped[int] = mapped_column(default=0)  # seats held for who has been offered one
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
        phones that their roster is old. What the caller has already changed is written first, and so survives the fresh
        look. Raises NoResultFound when there is no such edition.
        """
        db.session.flush()
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
        return _("Incontro della Bussola del lavoro") if self.is_reserved else said(self, "title")

    @property
    def discreet_code(self) -> str:
        """The code in the same places; none when the lab is reserved, because «L68-1» says as much as its title."""
        return "" if self.is_reserved else self.code

    @property
    def held_meetings(self) -> list[Meeting]:
        """The meetings that are not cancelled, in order; none while the edition waits for new dates."""
        return [] if self.is_postponed else [meeting for meeting in self.meetings if meeting.cancelled_at is None]

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
    def is_postponed(self) -> bool:
        return self.postponed_at is not None

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it."""
        return self.programme.is_public and not self.is_draft

    @property
    def least_people(self) -> int | None:
        """How many people it takes to hold it: its own minimum, else the half-year's."""
        return self.minimum_people if self.minimum_people is not None else self.programme.minimum_people

    def awaits_decision(self, now: datetime) -> bool:
        """Whether it is time to decide what to do with too few people: from three days before until it begins."""
        first, least = self.first_meeting, self.least_people
        if first is None or least is None or self.run_decided_at or self.is_cancelled or self.has_begun(now):
            return False
        return self.is_public and self.confirmed_count < least and first.day - DECIDED_BEFORE <= rome(now).date()

    @property
    def is_closed(self) -> bool:
        """Whether the registers are closed: presences are final and certificates may be issued."""
        return self.closed_at is not None

    @property
    def is_online(self) -> bool:
        return any(meeting.venue.is_online for meeting in self.held_meetings)

    @property
    def places(self) -> int:
        """How many people may have a place: the seats, and as many more as the organiser counts on not coming."""
        return self.seats + self.overbooked_by

    @property
    def taken_count(self) -> int:
        """Places that are somebody's, or held for somebody until they answer."""
        return self.confirmed_count + self.offered_count

    @property
    def free_places(self) -> int:
        return max(0, self.places - self.taken_count)

    @property
    def people_count(self) -> int:
        return self.taken_count + self.waiting_count

    @property
    def seats_left(self) -> int:
        """Places a newcomer could take at once. Who waits beside a free one does not fit, but in the last hours."""
        return 0 if self.waiting_count and self.leaves_places_to_the_door(now()) else self.free_places

    @property
    def is_full(self) -> bool:
        return self.seats_left == 0

    @property
    def minutes_held(self) -> int:
        return sum(meeting.minutes for meeting in self.held_meetings)

    def has_begun(self, now: datetime) -> bool:
        return self.starts_at is not None and self.starts_at <= now

    def leaves_places_to_the_door(self, now: datetime) -> bool:
        """Whether a freed place is given to nobody who waits: in the last hours, after it has begun, without a date."""
        return self.starts_at is None or self.starts_at - now < LAST_HOURS

    def has_ended(self, now: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= now

    def is_over(self, now: datetime) -> bool:
        """Whether nobody's place can change any more: the last meeting has ended, or the registers are closed."""
        return self.is_closed or self.has_ended(now)

    def sign_up_opens_at(self) -> datetime | None:
        """Midnight in Rome of the day sign-up opens, as UTC; None: open since publication."""
        opens_on = self.sign_up_opens_on or self._days_before(self.programme.sign_up_opens_days_before)
        return from_rome(opens_on, datetime.min.time()) if opens_on else None

    def sign_up_closes_at(self) -> datetime | None:
        """23:59:59 in Rome of the last day, or the first meeting's start when no day is given."""
        closes_on = self.sign_up_closes_on or self._days_before(self.programme.sign_up_closes_days_before)
        return end_of_day(closes_on) if closes_on else self.starts_at

    def _days_before(self, days: int | None) -> date | None:
        """The day so many days before the first meeting, by the half-year's rules."""
        first = self.first_meeting
        return None if days is None or first is None else first.day - timedelta(days=days)

    def accepts_sign_ups(self, now: datetime) -> bool:
        """Whether the public may sign up: there is a date to sign up for, and sign-up is open."""
        opens, closes = self.sign_up_opens_at(), self.sign_up_closes_at()
        within = (opens is None or opens <= now) and (closes is None or now <= closes) and not self.has_begun(now)
        shown = self.programme.is_published and not self.is_draft
        return within and shown and self.first_meeting is not None and not self.is_cancelled
