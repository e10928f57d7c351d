"""The offer: half-years, what is taught, when, where, by whom and with whom."""

from app.programme.models.activity import (
    Absence,
    Activity,
    ActivityKind,
    Facilitator,
    Funding,
    FundingLogo,
    Lab,
    NetworkingDay,
    Partner,
    Theme,
    ThemeColour,
    ThingToBring,
    Translations,
)
from app.programme.models.edition import Edition
from app.programme.models.meeting import AgendaItem, Meeting
from app.programme.models.picture import Picture
from app.programme.models.programme import Closure, PatronDay, PrivacyNotice, Programme, ProgrammeStatus, SheetUpload
from app.programme.models.venue import Room, Venue

__all__ = [
    "Absence",
    "Activity",
    "ActivityKind",
    "AgendaItem",
    "Closure",
    "Edition",
    "Facilitator",
    "Funding",
    "FundingLogo",
    "Lab",
    "Meeting",
    "NetworkingDay",
    "Partner",
    "PatronDay",
    "Picture",
    "PrivacyNotice",
    "Programme",
    "ProgrammeStatus",
    "Room",
    "SheetUpload",
    "Theme",
    "ThemeColour",
    "ThingToBring",
    "Translations",
    "Venue",
]
