"""Who waits to come together, and who of those that wait would fit into the places there are."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from app.db import db
from app.programme.models import Edition
from app.registration.models import Registration, Status


@dataclass(frozen=True)
class Unit:
    """One registration that waits, or all those of a group: served together or not at all. In order."""

    people: tuple[Registration, ...]

    @property
    def size(self) -> int:
        return len(self.people)

    @property
    def bodies(self) -> Counter[int]:
        """How many of them are delegates of which body."""
        return Counter(one.organisation_id for one in self.people if one.organisation_id is not None)

    def are_all(self, some: Collection[Registration]) -> bool:
        return all(one in some for one in self.people)


@dataclass(frozen=True)
class Reason:
    """Why a unit is skipped: a kind of line in the history, and its facts."""

    what: str
    facts: dict[str, Any]


@dataclass
class PlacesLeft:
    """What there is to give: free places, and of each body the delegates it has a place for already."""

    free: int
    most: int | None = None
    held: Counter[int] = field(default_factory=Counter)

    @classmethod
    def of(cls, edition: Edition) -> "PlacesLeft":
        most = edition.most_delegates
        return cls(edition.free_places, most, Counter() if most is None else _held_by_bodies(edition))

    def why_not(self, unit: Unit) -> Reason | None:
        """Why this unit does not fit; None when it does."""
        if unit.size > self.free:
            return Reason("registration.skipped", {"needed": unit.size, "free": self.free})
        for body, delegates in unit.bodies.items():
            if self.most is not None and self.held[body] + delegates > self.most:
                return Reason("registration.skipped_share", {"held": self.held[body], "most": self.most})
        return None

    def take(self, unit: Unit) -> None:
        self.free -= unit.size
        self.held.update(unit.bodies)


def waiting_units(edition: Edition) -> list[Unit]:
    """All who wait, each with those they wait with, in the order in which they are served."""
    waiting = db.session.scalars(
        select(Registration)
        .where(Registration.edition_id == edition.id, Registration.status == Status.WAITING)
        .order_by(Registration.queue_number)
    )
    units: dict[str | int, list[Registration]] = {}
    for registration in waiting:
        units.setdefault(registration.group_key or registration.id, []).append(registration)
    return [Unit(tuple(people)) for people in units.values()]


def together_with(registration: Registration) -> Unit:
    """This registration and those of its group that stand as it does: waiting, or offered a place."""
    if registration.group_key is None:
        return Unit((registration,))
    same = select(Registration).where(
        Registration.edition_id == registration.edition_id,
        Registration.group_key == registration.group_key,
        Registration.status == registration.status,
    )
    return Unit(tuple(db.session.scalars(same.order_by(Registration.id))))


def first_that_fits(edition: Edition) -> Unit | None:
    """Who is next in the queue for the places that are free now."""
    left = PlacesLeft.of(edition)
    if not left.free or not edition.waiting_count:
        return None
    return next((unit for unit in waiting_units(edition) if left.why_not(unit) is None), None)


def position(registration: Registration) -> int | None:
    """Place in the queue, from 1; None for who does not wait."""
    if not registration.is_waiting:
        return None
    before = select(func.count(Registration.id)).where(
        Registration.edition_id == registration.edition_id,
        Registration.status == Status.WAITING,
        Registration.queue_number <= registration.queue_number,
    )
    return db.session.scalar(before)


def _held_by_bodies(edition: Edition) -> Counter[int]:
    counted = (
        select(Registration.organisation_id, func.count())
        .where(
            Registration.edition_id == edition.id,
            Registration.organisation_id.is_not(None),
            Registration.status.in_((Status.CONFIRMED, Status.OFFERED)),
        )
        .group_by(Registration.organisation_id)
    )
    return Counter({body: count for body, count in db.session.execute(counted) if body is not None})
