"""What a change would bring, before it is made: what becomes what, and how many people would be told, and how."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.db import db
from app.programme.models import Edition, Meeting
from app.registration.models import Registration, Status
from app.registration.planned_meetings import PlannedMeeting, differs, pairs


@dataclass(frozen=True)
class Change:
    """A meeting before and after; None where there is none."""

    before: Meeting | None
    after: PlannedMeeting | None


@dataclass(frozen=True)
class Consequences:
    """``changes`` in order of date; of the people who have a place or wait, how many can be told, and how.

    Material is what sends somebody elsewhere, at another time, or up steps that were not there.
    """

    changes: list[Change]
    confirmed: int
    waiting: int
    by_mail: int
    by_phone: int

    @property
    def is_material(self) -> bool:
        return bool(self.changes)

    @property
    def people(self) -> int:
        return self.confirmed + self.waiting

    @property
    def unreachable(self) -> int:
        """People who left neither an e-mail nor a telephone."""
        return self.people - self.by_mail - self.by_phone


def consequences_of_moving(edition: Edition, wanted: Sequence[PlannedMeeting]) -> Consequences:
    """What giving ``edition`` the meetings ``wanted`` would bring. Reads only."""
    changes = [
        Change(before, after)
        for before, after in pairs(edition, wanted)
        if before is None or after is None or differs(before, after)
    ]
    return consequences(edition, sorted(changes, key=_start))


def consequences(edition: Edition, changes: Sequence[Change] = ()) -> Consequences:
    """Whom telling everybody of ``edition`` would reach. Reads only."""
    active = select(Registration.status, Registration.email, Registration.phone).where(
        Registration.edition_id == edition.id, Registration.status != Status.CANCELLED
    )
    people = db.session.execute(active).all()
    confirmed = sum(status == Status.CONFIRMED for status, _email, _phone in people)
    return Consequences(
        changes=list(changes),
        confirmed=confirmed,
        waiting=len(people) - confirmed,
        by_mail=sum(bool(email) for _status, email, _phone in people),
        by_phone=sum(bool(phone and not email) for _status, email, phone in people),
    )


def _start(change: Change) -> float:
    meeting = change.before or change.after
    assert meeting
    return meeting.starts_at.timestamp()
