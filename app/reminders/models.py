"""Messages whose hour comes by itself: reminders before, regrets after."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base
from app.registration.models import Registration


class Kind(StrEnum):
    WEEK_BEFORE = "week_before"
    WILL_YOU_COME = "will_you_come"
    DAY_BEFORE = "day_before"
    ABSENT = "absent"


class Judgement(StrEnum):
    SAID = "said"
    TOO_LATE = "too_late"  # its hour passed while nobody was at work: said now it would only confuse
    NEEDLESS = "needless"  # the person knew already, or has told us
    UNREACHABLE = "unreachable"  # no mail and no text message reaches them, and nobody telephones to remind


class Reminder(Base):
    """What was decided, once, about one reminder of one registration for one date.

    Nothing is planned ahead: whether a reminder is due is asked of the dates as they are, so that a moved date needs
    nothing recomputed; this row only makes sure that it is never said twice.
    """

    __tablename__ = "reminders"
    __table_args__ = (UniqueConstraint("registration_id", "kind", "for_at", name="one_judgement_per_reminder"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), index=True)
    kind: Mapped[str]
    for_at: Mapped[datetime]  # the start, or the end, of the meeting it is about
    judgement: Mapped[str]
    at: Mapped[datetime]
    registration: Mapped[Registration] = relationship()
