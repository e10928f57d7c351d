"""A clash, and a meeting as the checks see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from flask_babel import lazy_gettext as _l

from app.lib.clock import rome
from app.programme.models import Edition, Meeting, Room, Venue


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


KINDS = {
    "no-meetings": _l("Senza incontri"),
    "closure": _l("Festa o chiusura"),
    "outside": _l("Fuori dal semestre"),
    "room": _l("Sala già presa"),
    "person": _l("Chi conduce è altrove"),
    "fire-limit": _l("Oltre la capienza"),
    "availability": _l("Chi conduce non è disponibile"),
    "audience": _l("Stesse persone alla stessa ora"),
    "theme": _l("Stesso tema nella settimana"),
    "chairs": _l("Più posti che sedie"),
    "step-free": _l("Non si sa se si entra senza gradini"),
}


@dataclass(frozen=True)
class Clash:
    """``kind`` is one of KINDS; ``meeting`` is None when the whole edition is concerned; ``other`` is whom it clashes
    with, if anybody.
    """

    kind: str
    severity: Severity
    sentence: str
    edition: Edition
    meeting: Meeting | None = None
    other: Edition | None = None
    other_meeting: Meeting | None = None
    topic: str = ""  # what it is about, when it stays the same on another day

    @property
    def key(self) -> str:
        """The same for what was there before a move and is there after it."""
        return self.topic or self.sentence

    @property
    def subject(self) -> str:
        return str(KINDS[self.kind])

    @property
    def is_error(self) -> bool:
        return self.severity == Severity.ERROR


class Place(Protocol):
    """When and where a meeting would be; a Meeting is one, and so is a plan to move it."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def venue(self) -> Venue: ...
    @property
    def room(self) -> Room | None: ...


Moved = Mapping[int, Place]  # by the meeting's id: where it would be, instead of where it is


@dataclass(frozen=True)
class Slot:
    """A meeting that will be held, where it is or where somebody thinks of moving it."""

    edition: Edition
    meeting: Meeting
    place: Place

    @property
    def day(self) -> date:
        return rome(self.place.starts_at).date()

    @property
    def monday(self) -> date:
        return self.day - timedelta(days=self.day.weekday())

    @property
    def hours(self) -> str:
        """«9:30–12:30»."""
        return f"{rome(self.place.starts_at):%-H:%M}–{rome(self.place.ends_at):%-H:%M}"

    @property
    def where(self) -> str:
        """«Sala incontri, Sportello Lavoro»."""
        return ", ".join(part.name for part in (self.place.room, self.place.venue) if part)

    @property
    def facts(self) -> dict[str, str]:
        """What every sentence about it names."""
        return {"code": self.edition.code, "day": f"{self.day:%d/%m/%Y}"}

    def overlaps(self, other: "Slot") -> bool:
        return self.place.starts_at < other.place.ends_at and other.place.starts_at < self.place.ends_at
