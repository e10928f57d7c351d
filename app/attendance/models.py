"""Presenza: minutes present at a meeting."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.programme.models import Meeting
from app.registration.models import Registration


class Attendance(Base):
    """What the register says of one person at one meeting; it wins over scans."""

    __tablename__ = "attendances"
    __table_args__ = (
        UniqueConstraint("registration_id", "meeting_id", name="one_attendance_per_meeting"),
        CheckConstraint("minutes >= 0", name="minutes_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    minutes: Mapped[int]
    reason: Mapped[str | None]  # why it was written by hand; None: from the door's scans
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime]
    registration: Mapped[Registration] = relationship()
    meeting: Mapped[Meeting] = relationship()
