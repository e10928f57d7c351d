"""Promising more places than there are seats, because not everybody comes: only by the organiser's choice."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.attendance.refusals import MorePlacesThanBorne, TooFewRecords
from app.attendance.show_up import Expected, expected
from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.lib.overbooking import ACCEPTED_RISK, MOST_PER_SEAT
from app.programme.models import Edition
from app.registration import waiting_list
from app.registration.fire_limit import refuse_over_fire_limit, strictest_room
from app.registration.models import Coming, Registration, Status
from app.registration.refusals import EditionCancelled, EditionOver

RECORDS_OF_THEME = 5  # editions with closed registers, before anything is promised on what they teach
RECORDS_IN_ALL = 15


@dataclass(frozen=True)
class Advice:
    """How full an edition may be made. Risks are probabilities, 0 to 1, of more people than seats."""

    edition: Edition
    expected: Expected
    said_yes: int

    @property
    def is_grounded(self) -> bool:
        """Whether enough registers are closed to promise places on what they teach."""
        return self.expected.of_theme >= RECORDS_OF_THEME or self.expected.in_all >= RECORDS_IN_ALL

    @property
    def fire_limit(self) -> int | None:
        room = strictest_room(self.edition)
        return room.fire_limit if room else None

    @property
    def longest(self) -> int:
        """The most places that may ever be given: one and a half for each seat, never more than the fire limit."""
        most = int(self.edition.seats * MOST_PER_SEAT)
        return max(self.edition.seats, min(most, self.fire_limit or most))

    @property
    def most(self) -> int:
        """The most places with which more people than seats come once in twenty times, or less."""
        most = self.edition.seats
        for places in range(self.edition.seats + 1, self.longest + 1):
            if self.risk(places) > ACCEPTED_RISK:
                break
            most = places
        return most

    def risk(self, places: int) -> float:
        return self.expected.risk(self.edition.seats, places, min(self.said_yes, places))

    @property
    def risk_now(self) -> float:
        """With the people who have a place today."""
        return self.risk(self.edition.confirmed_count)

    def risks(self) -> list[tuple[int, float]]:
        """The risk for every number of places from the seats to the most that may be given."""
        return [(places, self.risk(places)) for places in range(self.edition.seats, self.longest + 1)]


def advice(edition: Edition) -> Advice:
    """What the registers so far advise for ``edition``, in two queries."""
    said_yes = select(func.count()).where(
        Registration.edition_id == edition.id,
        Registration.status == Status.CONFIRMED,
        Registration.coming == Coming.YES,
    )
    return Advice(edition, expected(edition), db.session.scalar(said_yes) or 0)


def overbook(edition: Edition, more: int, *, by: str) -> list[Registration]:
    """Give ``more`` places than there are seats (0: as many as seats); who waits is served. Returns who got one.

    Raises EditionCancelled, EditionOver, OverFireLimit, TooFewRecords, MorePlacesThanBorne.
    """
    edition = Edition.locked(edition.id)
    if edition.is_cancelled:
        raise EditionCancelled()
    if edition.is_over(now()):
        raise EditionOver()
    if more > edition.overbooked_by:
        refuse_over_fire_limit(edition, edition.seats + more)
        found = advice(edition)
        if not found.is_grounded:
            raise TooFewRecords(of_theme=RECORDS_OF_THEME, in_all=RECORDS_IN_ALL)
        if edition.seats + more > found.longest:
            raise MorePlacesThanBorne(most=found.longest, seats=edition.seats)
    if more == edition.overbooked_by:
        return []
    note(
        edition.about, "edition.overbooked", by, before=edition.places, after=edition.seats + more, seats=edition.seats
    )
    edition.overbooked_by = more
    edition.updated_at = now()
    db.session.flush()
    return waiting_list.fill_free_seats(edition, by="sistema")
