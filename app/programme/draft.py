"""A half-year as a sheet says it, before it meets the database. None means that the sheet does not say."""

from dataclasses import dataclass, field
from datetime import datetime

from app.lib.names import folded
from app.programme.half_year import HalfYear
from app.programme.models import ActivityKind
from app.programme.states import State


@dataclass
class DraftRoom:
    name: str
    seats: int | None = None
    fire_limit: int | None = None
    equipment: str | None = None
    row: int = 0
    rubs_out: frozenset[str] = frozenset()


@dataclass
class DraftVenue:
    """``rubs_out`` are the facts that a blank cell empties; of the others, what is known already stays."""

    name: str
    is_online: bool | None = None
    address: str | None = None
    municipality: str | None = None
    is_step_free: bool | None = None
    latitude: float | None = None
    longitude: float | None = None
    has_lift: bool | None = None
    directions: str | None = None
    rubs_out: frozenset[str] = frozenset()
    rooms: dict[str, DraftRoom] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return folded(self.name)


@dataclass
class DraftMeeting:
    """``row`` is the sheet's; instants are aware UTC."""

    row: int
    starts_at: datetime
    ends_at: datetime
    venue: str  # key
    room: str | None  # key
    number: int | None = None


@dataclass
class DraftAgendaItem:
    row: int
    starts_at: datetime
    ends_at: datetime
    title: str
    speakers: str | None


@dataclass
class DraftEdition:
    """``facts`` are the columns of Edition that the sheet has, by name; a column that it lacks is not among them.

    ``rubs_out``: a blank cell empties also what is typed in the office, because the sheet was written by this program.
    """

    code: str
    row: int
    kind: ActivityKind
    title: str
    theme: str
    seats: int
    is_reserved: bool | None = None
    facts: dict[str, object] = field(default_factory=dict)
    partners: list[str] | None = None
    facilitators: list[str] | None = None
    funding: str | None = None
    says_funding: bool = False
    states: frozenset[State] = frozenset()
    rubs_out: bool = False
    meetings: list[DraftMeeting] = field(default_factory=list)
    agenda: list[DraftAgendaItem] | None = None

    @property
    def slug(self) -> str:
        return self.code.lower()


@dataclass
class DraftProgramme:
    half_year: HalfYear
    title: str
    editions: list[DraftEdition]
    venues: dict[str, DraftVenue]
    warnings: list[str] = field(default_factory=list)

    @property
    def meetings_count(self) -> int:
        return sum(len(edition.meetings) for edition in self.editions)
