"""The door: devices that open it, and the facts they bring back."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.programme.models import Edition, Meeting
from app.registration.models import Registration


class Outcome(StrEnum):
    """Our answer to a scan."""

    ADMITTED = "admitted"
    ALREADY_IN = "already_in"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    OTHER_EDITION = "other_edition"
    UNKNOWN = "unknown"
    NO_MEETING = "no_meeting"
    FULL = "full"  # the room holds as many people as its fire limit allows
    UNDONE = "undone"  # was admitted, and taken back: a slip of the hand


class Means(StrEnum):
    """How a scan came about."""

    CAMERA = "camera"
    CODE = "code"
    NAME = "name"
    WALK_IN = "walk_in"


class Device(Base):
    """A phone that the office let open the door of one edition, without an account; revocable."""

    __tablename__ = "devices"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"), index=True)
    label: Mapped[str]
    link_hash: Mapped[str] = mapped_column(unique=True)
    session_hash: Mapped[str | None] = mapped_column(unique=True)
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    paired_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    edition: Mapped[Edition] = relationship()

    @property
    def by(self) -> str:
        """Who acted, as the journal says it."""
        return f"accoglienza: {self.label}"

    def is_open(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at


class Scan(Base):
    """A reading at the door: a fact with an id born on the phone, kept also when refused."""

    __tablename__ = "scans"
    __table_args__ = (
        Index(
            "one_admission_per_meeting",
            "registration_id",
            "meeting_id",
            unique=True,
            postgresql_where=text("outcome = 'admitted'"),
            sqlite_where=text("outcome = 'admitted'"),
        ),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    device_id: Mapped[int | None] = mapped_column(ForeignKey("devices.id"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registrations.id"), index=True)
    read: Mapped[str]  # what the reader read or the person typed; a name search leaves the ticket's code here
    means: Mapped[str]  # one of Means
    scanned_at: Mapped[datetime]
    received_at: Mapped[datetime]
    outcome: Mapped[str]
    device: Mapped[Device | None] = relationship()
    registration: Mapped[Registration | None] = relationship()
    meeting: Mapped[Meeting | None] = relationship()

    @property
    def is_admission(self) -> bool:
        return self.outcome == Outcome.ADMITTED
