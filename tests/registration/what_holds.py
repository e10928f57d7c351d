"""What must hold of a lab after any act, told from the rows alone: seats, order, and that everybody was told."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from app.db import db
from app.journal.models import Entry
from app.lib.clock import now
from app.outbox.models import OutboxMessage
from app.programme.models import Edition
from app.registration.models import Registration, Status

HOLDS_A_PLACE = (Status.CONFIRMED, Status.OFFERED)
UNIT_OF_ONE = "alone"


@dataclass(frozen=True)
class Line:
    """One registration at one moment, and how much had been written and said about it."""

    id: int
    edition_id: int
    status: str
    queue_number: int | None
    unit: str
    body: int | None
    replaces: int | None
    entries: int
    messages: int


def snapshot(editions: list[Edition]) -> dict[int, Line]:
    """The registrations of ``editions`` as they are, by their numbers."""
    db.session.rollback()
    numbers = [edition.id for edition in editions]
    found = db.session.scalars(select(Registration).where(Registration.edition_id.in_(numbers))).all()
    entries = dict(db.session.execute(select(Entry.about, func.count()).group_by(Entry.about)).all())
    messages = dict(db.session.execute(select(OutboxMessage.about, func.count()).group_by(OutboxMessage.about)).all())
    return {
        one.id: Line(
            one.id,
            one.edition_id,
            one.status,
            one.queue_number,
            one.group_key or f"{UNIT_OF_ONE} {one.id}",
            one.organisation_id,
            one.replaces_id,
            entries.get(one.about, 0),
            messages.get(one.about, 0),
        )
        for one in found
    }


def counters_are_rows(edition: Edition, lines: dict[int, Line]) -> None:
    rows = Counter(line.status for line in lines.values() if line.edition_id == edition.id)
    counted = (edition.confirmed_count, edition.waiting_count, edition.offered_count)
    assert counted == (rows[Status.CONFIRMED], rows[Status.WAITING], rows[Status.OFFERED]), "counters are rows"


def never_over_seats(edition: Edition, before: dict[int, Line], after: dict[int, Line]) -> None:
    taken, was = (len(of(edition, lines, *HOLDS_A_PLACE)) for lines in (after, before))
    assert taken <= max(edition.places, was), "more people than places, and no member of staff chose it"


def nobody_who_fits_waits(edition: Edition, after: dict[int, Line]) -> None:
    for unit in waiting_units(edition, after):
        assert not fits(edition, after, unit, edition.free_places), f"{unit} waits though it fits"


def nobody_is_passed(edition: Edition, before: dict[int, Line], after: dict[int, Line]) -> None:
    """Of the units that waited, each that still waits did not fit when a later one, or a newcomer, was served."""
    waited = waiting_units(edition, before)
    served = [unit for unit in waited if all(after[one.id].status in HOLDS_A_PLACE for one in unit)]
    still = [unit for unit in waited if all(after[one.id].status == Status.WAITING for one in unit)]
    newcomers = [line for line in of(edition, after, *HOLDS_A_PLACE) if line.id not in before]
    free = edition.free_places
    for later in [[one] for one in newcomers] + served[::-1]:
        free += len(later)
        for earlier in still:
            if later[0].id not in before or place_of(earlier) < place_of(later):
                assert not fits(edition, before, earlier, free), f"{later} passed {earlier}"


def all_was_said(before: dict[int, Line], after: dict[int, Line], struck: bool) -> None:
    """Every change has its journal line and its message.

    A double struck in a merge, and a place given up for another, are told by the message of the one that stays.
    """
    for number, line in after.items():
        was = before.get(number)
        if was is not None and was.status == line.status:
            continue
        assert line.entries > (was.entries if was else 0), f"nothing in the history about {line}"
        gone = line.status == Status.CANCELLED
        told_elsewhere = [one for one in after.values() if one.replaces == number and one.messages]
        if not (gone and (struck or told_elsewhere)):
            assert line.messages > (was.messages if was else 0), f"nobody told {line}"


def waiting_units(edition: Edition, lines: dict[int, Line]) -> list[list[Line]]:
    """Who waits, together with those they wait with, in order."""
    units: dict[str, list[Line]] = {}
    for line in sorted(of(edition, lines, Status.WAITING), key=lambda line: line.queue_number or 0):
        units.setdefault(line.unit, []).append(line)
    return sorted(units.values(), key=place_of)


def place_of(unit: list[Line]) -> int:
    return min(line.queue_number or 0 for line in unit)


def fits(edition: Edition, lines: dict[int, Line], unit: list[Line], free: int) -> bool:
    body = unit[0].body
    if body is not None and edition.most_delegates is not None:
        theirs = sum(line.body == body for line in of(edition, lines, *HOLDS_A_PLACE))
        if theirs + len(unit) > edition.most_delegates:
            return False
    return len(unit) <= free


def of(edition: Edition, lines: dict[int, Line], *statuses: Status) -> list[Line]:
    return [line for line in lines.values() if line.edition_id == edition.id and line.status in statuses]


def is_served_at_once(edition: Edition) -> bool:
    """Whether freed places go to the queue by themselves at this hour: not in the last four before the start."""
    start = edition.starts_at
    return start is not None and (start - now()).total_seconds() > 4 * 3600 and not edition.is_cancelled
