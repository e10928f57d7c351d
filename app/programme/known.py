"""What the database already knows and a sheet does not repeat."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from app.db import db
from app.programme.conflicts import Calendar
from app.programme.half_year import HalfYear
from app.programme.models import Closure, Edition, Facilitator, Meeting, PatronDay, Programme, Room, Venue
from app.programme.models.edition import edition_facilitators

Place = tuple[datetime, datetime, str, str | None]  # from, to, and the keys of venue and room


@dataclass(frozen=True)
class KnownEdition:
    """An edition as it is before the sheet; ``leaders`` are keys of who leads."""

    seats: int
    is_cancelled: bool
    is_postponed: bool
    places: frozenset[Place]
    leaders: frozenset[str]


@dataclass(frozen=True)
class Known:
    """``persons`` are keys of who leads; ``rooms`` are by the keys of venue and room; ``municipalities`` by venue."""

    persons: frozenset[str] = frozenset()
    municipalities: dict[str, str] = field(default_factory=dict)
    rooms: dict[tuple[str, str], Room] = field(default_factory=dict)
    patron_days: tuple[PatronDay, ...] = ()
    closures: dict[str, tuple[Closure, ...]] = field(default_factory=dict)  # by the half-year's slug
    online: frozenset[str] = frozenset()  # keys of venues
    days: dict[str, tuple[date, date]] = field(default_factory=dict)  # first and last, by the half-year's slug
    editions: dict[str, dict[str, KnownEdition]] = field(default_factory=dict)  # by half-year, then by the code's slug

    def first_and_last(self, half_year: HalfYear) -> tuple[date, date]:
        return self.days.get(half_year.slug, (half_year.first_on, half_year.last_on))

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
        online=frozenset(venue.name_key for venue in venues if venue.is_online),
        days={
            slug: (first, last)
            for slug, first, last in db.session.execute(select(Programme.slug, Programme.first_on, Programme.last_on))
        },
        editions=_editions(),
    )


def _editions() -> dict[str, dict[str, KnownEdition]]:
    """Every edition of every half-year, in three queries and without making records of them."""
    places = _gathered(
        db.session.execute(
            select(Meeting.edition_id, Meeting.starts_at, Meeting.ends_at, Venue.name_key, Room.name_key)
            .join(Meeting.venue)
            .outerjoin(Meeting.room)
        )
    )
    leaders = _gathered(
        db.session.execute(
            select(edition_facilitators.c.edition_id, Facilitator.name_key).join(
                Facilitator, Facilitator.id == edition_facilitators.c.facilitator_id
            )
        )
    )
    found: dict[str, dict[str, KnownEdition]] = {}
    facts = (Edition.id, Programme.slug, Edition.slug, Edition.seats, Edition.cancelled_at, Edition.postponed_at)
    for id, programme, slug, seats, cancelled, postponed in db.session.execute(select(*facts).join(Edition.programme)):
        found.setdefault(programme, {})[slug] = KnownEdition(
            seats,
            cancelled is not None,
            postponed is not None,
            frozenset(tuple(place) for place in places.get(id, ())),
            frozenset(leader[0] for leader in leaders.get(id, ())),
        )
    return found


def _gathered(rows: Iterable[tuple]) -> dict[int, list]:  # type: ignore[type-arg]
    """What follows the first column, by the first column."""
    found: dict[int, list] = {}  # type: ignore[type-arg]
    for first, *rest in rows:
        found.setdefault(first, []).append(rest)
    return found
