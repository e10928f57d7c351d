"""Two places at the same hour: nobody is turned away for it, but who holds them, and staff, are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import select

from app.db import db
from app.lib.names import name_key
from app.people.models import Contact
from app.programme.models import Edition, Meeting
from app.registration.models import Registration, Status
from app.registration.person import Person


@dataclass(frozen=True)
class Clash:
    """An edition that somebody is to be signed up for, and another of theirs with a meeting at the same hour."""

    edition: Edition
    other: Edition
    meeting: Meeting  # of the other

    @property
    def is_of(self) -> str:
        """How pages may call the other: whoever reads may not know that the person is in a reserved lab."""
        return self.other.discreet_code or self.other.discreet_title


def overlapping(registration: Registration) -> list[Registration]:
    """The person's other places, held or waited for, with a meeting at the same time as one of this registration's."""
    if registration.is_cancelled:
        return []
    others = select(Registration).where(
        Registration.participant_id == registration.participant_id,
        Registration.id != registration.id,
        Registration.status != Status.CANCELLED,
    )
    return [other for other in db.session.scalars(others) if _shared(registration.edition, other.edition)]


def overlapping_to_say(registration: Registration) -> list[Registration]:
    """The same, for a message: of those in reserved labs only what is written to the same place.

    A stranger's address beside somebody's number is another place, and would be told what that person is in.
    """
    written_to = registration.email or registration.phone
    return [
        other
        for other in overlapping(registration)
        if not other.edition.is_reserved or written_to == (other.email or other.phone)
    ]


def clashes(editions: Sequence[Edition], person: Person) -> list[Clash]:
    """What ``person`` would miss in these editions: because of what they are in already, or of one another."""
    held = [registration.edition for registration in _held_by(person)]
    pairs = [(edition, other) for edition in editions for other in held if other not in editions]
    return _clashing(pairs) + clashes_among(editions)


def clashes_among(editions: Sequence[Edition]) -> list[Clash]:
    """What anybody would miss who signed up for all of these: it tells nothing of who is in what."""
    return _clashing([(second, first) for first, second in combinations(editions, 2)])


def _clashing(pairs: Sequence[tuple[Edition, Edition]]) -> list[Clash]:
    return [Clash(edition, other, meeting) for edition, other in pairs if (meeting := _shared(edition, other))]


def _held_by(person: Person) -> list[Registration]:
    key = name_key(person.first_name, person.last_name)
    known = select(Contact.participant_id).where(Contact.name_key == key, Contact.value.in_(person.contacts))
    held = select(Registration).where(Registration.participant_id.in_(known), Registration.status != Status.CANCELLED)
    return list(db.session.scalars(held.order_by(Registration.id)))


def _shared(one: Edition, other: Edition) -> Meeting | None:
    """The first meeting of ``other`` at which nobody of ``one`` could be."""
    return next((theirs for theirs in other.held_meetings for mine in one.held_meetings if mine.overlaps(theirs)), None)
