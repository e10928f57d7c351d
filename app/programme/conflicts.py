"""What cannot be at once: two labs in one room, one person in two places, a lab on a closed day.

The checks look at occupations, whether they come from a sheet or from the database: the import, the act of publishing
and whoever moves a date ask the same questions.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import holidays
from flask_babel import gettext as _

from app.lib.names import folded
from app.programme.models import Closure, PatronDay


@dataclass(frozen=True)
class Occupation:
    """A meeting as these checks see it. ``room`` is None online and where no room is named."""

    edition: str  # its code
    starts_at: datetime
    ends_at: datetime
    room: Hashable | None = None
    people: frozenset[str] = frozenset()  # keys of those who lead and are persons, not functions
    row: int = 0  # in the sheet or the list that it comes from

    def overlaps(self, other: "Occupation") -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def rooms_taken_twice(occupations: Iterable[Occupation]) -> Iterator[tuple[Occupation, Occupation]]:
    """Who finds a room taken, with who has it; each is blamed once, the later of the two editions."""
    yield from _clashes(occupations, lambda one, other: one.room is not None and one.room == other.room)


def people_in_two_places(occupations: Iterable[Occupation]) -> Iterator[tuple[Occupation, Occupation]]:
    """Meetings led by a person who leads another at the same time; rooms shared by both are the other check's."""
    yield from _clashes(
        occupations,
        lambda one, other: bool(one.people & other.people) and (one.room is None or one.room != other.room),
    )


def _clashes(occupations, same) -> Iterator[tuple[Occupation, Occupation]]:  # type: ignore[no-untyped-def]
    seen: list[Occupation] = []
    for one in occupations:
        for other in seen:
            if one.edition != other.edition and same(one, other) and one.overlaps(other):
                yield one, other
                break
        seen.append(one)


@dataclass(frozen=True)
class Calendar:
    """The days on which nothing is held: national holidays, local patrons' days, the office's own closures."""

    patron_days: tuple[PatronDay, ...] = ()
    closures: tuple[Closure, ...] = ()

    def closed_for(self, day: date, municipality: str | None) -> str | None:
        """Why ``day`` is closed in ``municipality``: holiday's name, closure's reason; None if open."""
        if name := _national_holidays(day.year).get(day):
            return name
        for patron in self.patron_days:
            same_town = municipality and folded(patron.municipality) == folded(municipality)
            if same_town and (patron.month, patron.day) == (day.month, day.day):
                return _("%(name)s, patrono di %(municipality)s", name=patron.name, municipality=municipality)
        for closure in self.closures:
            if closure.first_on <= day <= closure.last_on:
                return _("chiusura dell'ufficio: %(reason)s", reason=closure.reason)
        return None


def national_holidays(first_on: date, last_on: date) -> list[tuple[date, str]]:
    """The national holidays between two days, both included, in order, each with its name."""
    years = range(first_on.year, last_on.year + 1)
    found = [pair for year in years for pair in _national_holidays(year).items()]
    return sorted(pair for pair in found if first_on <= pair[0] <= last_on)


@lru_cache(maxsize=8)
def _national_holidays(year: int) -> dict[date, str]:
    return {day: str(name) for day, name in holidays.country_holidays("IT", years=year, language="it_IT").items()}
