"""What the database already knows and a sheet does not repeat."""

from dataclasses import dataclass, field

from sqlalchemy import select

from app.db import db
from app.programme.conflicts import Calendar
from app.programme.models import Closure, Facilitator, PatronDay, Programme, Room, Venue


@dataclass(frozen=True)
class Known:
    """``persons`` are keys of who leads; ``rooms`` are by the keys of venue and room; ``municipalities`` by venue."""

    persons: frozenset[str] = frozenset()
    municipalities: dict[str, str] = field(default_factory=dict)
    rooms: dict[tuple[str, str], Room] = field(default_factory=dict)
    patron_days: tuple[PatronDay, ...] = ()
    closures: dict[str, tuple[Closure, ...]] = field(default_factory=dict)  # by the half-year's slug

    def calendar(self, programme: str) -> Calendar:
        return Calendar(self.patron_days, self.closures.get(programme, ()))


def known() -> Known:
    """As the database has it now."""
    venues = db.session.scalars(select(Venue)).all()
    closures: dict[str, tuple[Closure, ...]] = {}
    for slug, closure in db.session.execute(select(Programme.slug, Closure).join(Closure.programme)):
        closures[slug] = (*closures.get(slug, ()), closure)
    return Known(
        persons=frozenset(db.session.scalars(select(Facilitator.name_key).where(Facilitator.is_person))),
        municipalities={venue.name_key: venue.municipality for venue in venues if venue.municipality},
        rooms={(room.venue.name_key, room.name_key): room for room in db.session.scalars(select(Room))},
        patron_days=tuple(db.session.scalars(select(PatronDay))),
        closures=closures,
    )
