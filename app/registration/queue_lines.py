"""The queue of an edition as the office reads it: who is next, and why."""

from dataclasses import dataclass
from datetime import datetime

from app.lib.clock import now
from app.programme.models import Edition
from app.registration.freed import Freed, how_freed_places_go
from app.registration.units import PlacesLeft, Reason, Unit, waiting_units


@dataclass(frozen=True)
class Line:
    """Who waits together, from which number in the queue to which; ``why_not``: what keeps them from the next place."""

    unit: Unit
    first: int
    why_not: Reason | None
    is_next: bool

    @property
    def last(self) -> int:
        return self.first + self.unit.size - 1

    @property
    def since(self) -> datetime:
        return min(one.created_at for one in self.unit.people)

    @property
    def last_minute(self) -> bool:
        return any(one.last_minute for one in self.unit.people)


@dataclass(frozen=True)
class Queue:
    """The lines in order, and how a place would go that is freed now. ``left`` counts that place too."""

    lines: list[Line]
    how: Freed
    left: int

    @property
    def next(self) -> Line | None:
        return next((line for line in self.lines if line.is_next), None)


def queue_of(edition: Edition) -> Queue:
    """The queue, and what the next freed place would do. Reads only."""
    left = PlacesLeft.of(edition)
    left.free = max(0, edition.places - edition.taken_count + 1)
    lines: list[Line] = []
    first = 1
    for unit in waiting_units(edition):
        reason = left.why_not(unit)
        is_next = reason is None and not any(line.is_next for line in lines)
        lines.append(Line(unit, first, reason, is_next))
        first += unit.size
    return Queue(lines, how_freed_places_go(edition, now()), left.free)
