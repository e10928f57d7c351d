"""The offer: half-years, what is taught, when, where, by whom and with whom."""

from app.programme.models.activity import (
    Activity,
    ActivityKind,
    Facilitator,
    Funding,
    Lab,
    NetworkingDay,
    Partner,
    Theme,
)
from app.programme.models.edition import Edition
from app.programme.models.meeting import AgendaItem, Meeting
from app.programme.models.programme import Closure, PatronDay, Programme, ProgrammeStatus
from app.programme.models.venue import Room, Venue

__all__ = [
    "Activity",
    "ActivityKind",
    "AgendaItem",
    "Closure",
    "Edition",
    "Facilitator",
    "Funding",
    "Lab",
    "Meeting",
    "NetworkingDay",
    "Partner",
    "PatronDay",
    "Programme",
    "ProgrammeStatus",
    "Room",
    "Theme",
    "Venue",
]
