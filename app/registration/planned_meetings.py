"""Meetings as they should be, beside those that are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.lib.clock import rome
from app.programme.models import Edition, Meeting, Room, Venue


@dataclass(frozen=True)
class PlannedMeeting:
    """A meeting as it should be; ``meeting_id`` says which one moves here, when whoever asks knows it."""

    starts_at: datetime
    ends_at: datetime
    venue: Venue
    room: Room | None = None
    meeting_id: int | None = None

    @property
    def place(self) -> str:
        """«Sala incontri, Sportello Lavoro»."""
        return ", ".join(part.name for part in (self.room, self.venue) if part)


def pairs(edition: Edition, wanted: Sequence[PlannedMeeting]) -> list[tuple[Meeting | None, PlannedMeeting | None]]:
    """Which meeting becomes which: None where one goes or comes.

    A meeting is the one asked for by id, else the one at the same instant, on the same day, or next in order.
    """
    held, plans = list(edition.meetings), sorted(wanted, key=lambda plan: plan.starts_at)
    found: list[tuple[Meeting | None, PlannedMeeting | None]] = []

    def take(alike) -> None:  # type: ignore[no-untyped-def]
        for plan in list(plans):
            meeting = next((meeting for meeting in held if alike(meeting, plan)), None)
            if meeting is not None:
                held.remove(meeting)
                plans.remove(plan)
                found.append((meeting, plan))

    take(lambda meeting, plan: meeting.id == plan.meeting_id)
    take(lambda meeting, plan: meeting.starts_at == plan.starts_at)
    held = [meeting for meeting in held if meeting.cancelled_at is None]  # a cancelled one stays as it is
    take(lambda meeting, plan: meeting.day == rome(plan.starts_at).date())
    take(lambda meeting, plan: True)
    return found + [(meeting, None) for meeting in held] + [(None, plan) for plan in plans]


def differs(meeting: Meeting, plan: PlannedMeeting) -> bool:
    """Whether the plan is at another time or place."""
    return (meeting.starts_at, meeting.ends_at, meeting.venue, meeting.room) != (
        plan.starts_at,
        plan.ends_at,
        plan.venue,
        plan.room,
    )


def in_words(meeting: Meeting | PlannedMeeting) -> str:
    """«14/01/2027 9:30–12:30, Sala incontri, Sportello Lavoro»."""
    starts, ends = rome(meeting.starts_at), rome(meeting.ends_at)
    place = ", ".join(part.name for part in (meeting.room, meeting.venue) if part)
    return f"{starts:%d/%m/%Y} {starts:%-H:%M}–{ends:%-H:%M}, {place}"
