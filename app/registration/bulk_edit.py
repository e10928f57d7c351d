"""One change to many editions: what it would do to each, and then doing it, each edition on its own."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from flask_babel import gettext as _

from app.db import db, transaction
from app.errors import Refused
from app.lib.clock import from_rome, now, rome
from app.programme.edit_edition import change_facts
from app.programme.models import Edition, Facilitator, Room, Venue
from app.programme.refusals import OutsideHalfYear, ProgrammeArchived
from app.registration.apply_changes import move_meetings, rearrange, resize
from app.registration.planned_meetings import PlannedMeeting
from app.registration.refusals import ChangedMeanwhile, EditionCancelled, EditionPostponed

State = dict[str, Any]
WINDOW = ("sign_up_opens_on", "sign_up_closes_on")
ADD, REMOVE, REPLACE = "aggiungi", "togli", "sostituisci"


@dataclass(frozen=True)
class Wanted:
    """What changes; None leaves things as they are. ``starts`` is an hour in Rome, and lengths stay the same."""

    place: tuple[Venue, Room | None] | None = None
    days: int = 0
    starts: time | None = None
    facilitator: Facilitator | None = None
    facilitator_how: str = ADD
    sign_up_opens_on: date | None = None
    sign_up_closes_on: date | None = None
    back_to_the_rule: bool = False  # sign-up as the half-year says
    seats: int | None = None
    minimum_people: int | None = None

    @property
    def moves(self) -> bool:
        return bool(self.place or self.days or self.starts)


@dataclass
class Line:
    """What a change does to one edition: ``changes`` are sentences, before → after; ``refused`` says why not."""

    edition_id: int
    code: str = ""
    title: str = ""
    slug: str = ""
    changes: list[str] = field(default_factory=list)
    people: int = 0  # who are told
    refused: str | None = None
    before: State = field(default_factory=dict)
    after: str = ""  # the print of what it became

    def look_at(self, edition: Edition) -> None:
        self.code, self.title, self.slug = edition.code, edition.title, edition.slug
        self.before = state_of(edition)

    @property
    def seen(self) -> str:
        return print_of(self.before)


def preview(editions: Sequence[Edition], wanted: Wanted) -> list[Line]:
    """What ``apply`` would do: the same rules asked, in a transaction of which nothing is kept and nobody is told."""
    lines = []
    ids = [edition.id for edition in editions]
    try:
        with transaction():
            for edition_id in ids:
                lines.append(_tried(edition_id, wanted))
            raise _NothingIsKept
    except _NothingIsKept:
        return lines


class _NothingIsKept(Exception):
    """Ends a transaction that only asked."""


def _tried(edition_id: int, wanted: Wanted) -> Line:
    edition = db.session.get_one(Edition, edition_id)
    line = Line(edition_id)
    line.look_at(edition)
    savepoint = db.session.begin_nested()
    try:
        _change(edition, wanted, line, by="", tell=False)
    except Refused as refusal:
        line.refused = str(refusal)
    finally:
        savepoint.rollback()
    return line


def apply(edition_id: int, wanted: Wanted, seen: str, *, by: str) -> Line:
    """Change one edition, in a transaction of its own; ``seen`` is the print of what was looked over before.

    An edition that is not as it was then is refused, so that sending the page twice shifts nothing twice.
    """
    line = Line(edition_id)
    try:
        with transaction():
            edition = Edition.locked(edition_id)
            line.look_at(edition)
            if print_of(line.before) != seen:
                raise ChangedMeanwhile(code=edition.code)
            _change(edition, wanted, line, by=by, tell=True)
            db.session.flush()
            line.after = print_of(state_of(edition))
    except Refused as refusal:
        line.refused, line.changes, line.people = str(refusal), [], 0
    return line


def state_of(edition: Edition) -> State:
    """All that a bulk change may touch, as plain JSON."""
    return {
        "meetings": [
            [one.id, one.starts_at.isoformat(), one.ends_at.isoformat(), one.venue_id, one.room_id]
            for one in edition.meetings
            if one.cancelled_at is None
        ],
        "facilitators": sorted(one.id for one in edition.facilitators),
        **{name: day.isoformat() if (day := getattr(edition, name)) else None for name in WINDOW},
        "seats": edition.seats,
        "minimum_people": edition.minimum_people,
        "status": [str(edition.cancelled_at), str(edition.postponed_at)],
    }


def print_of(state: State) -> str:
    """A short print: two that differ mean that somebody changed the edition in between."""
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:16]


def _change(edition: Edition, wanted: Wanted, line: Line, *, by: str, tell: bool) -> None:
    if edition.programme.is_archived:
        raise ProgrammeArchived(slug=edition.programme.slug)
    if edition.is_cancelled:
        raise EditionCancelled()
    if edition.is_postponed and (wanted.days or wanted.starts):
        raise EditionPostponed()  # its old dates hold no more: they are nothing to count from
    plans = plans_of(edition, wanted) if wanted.moves else None
    take(line, edition, plans, _facts(edition, wanted), wanted.seats, by=by, tell=tell)
    _move_agenda(edition, wanted)


def take(
    line: Line,
    edition: Edition,
    plans: list[PlannedMeeting] | None,
    facts: dict[str, object],
    seats: int | None,
    *,
    by: str,
    tell: bool,
) -> None:
    if plans is not None:
        moved = move_meetings(edition, plans, by=by) if tell else rearrange(edition, plans)
        line.changes += moved
        if moved and edition.is_public and not edition.is_postponed:
            line.people = edition.people_count
    line.changes += change_facts(edition, facts, by=by)
    if seats is not None and seats != edition.seats:
        line.changes.append(_("posti %(before)s → %(after)s", before=edition.seats, after=seats))
        resize(edition, seats, by=by)


def plans_of(edition: Edition, wanted: Wanted) -> list[PlannedMeeting]:
    """Where and when the meetings to come would be; those that have begun stay. Raises OutsideHalfYear."""
    plans = []
    for meeting in edition.meetings:
        if meeting.cancelled_at is not None:
            continue
        venue, room = wanted.place or (meeting.venue, meeting.room)
        starts_at, length = meeting.starts_at, meeting.ends_at - meeting.starts_at
        if starts_at <= now():
            venue, room = meeting.venue, meeting.room
        elif wanted.days or wanted.starts:
            starts = rome(starts_at)
            day = starts.date() + timedelta(days=wanted.days)
            if wanted.days and not edition.programme.holds(day):
                raise OutsideHalfYear(code=edition.code, day=f"{day:%d/%m/%Y}", slug=edition.programme.slug)
            starts_at = from_rome(day, wanted.starts or starts.time())
        plans.append(PlannedMeeting(starts_at, starts_at + length, venue, room, meeting.id))
    return plans


def _move_agenda(edition: Edition, wanted: Wanted) -> None:
    """The agenda goes along by days; at another hour it would have to be written anew, and stays."""
    for item in edition.agenda if wanted.days else []:
        starts, ends = rome(item.starts_at), rome(item.ends_at)
        shift = timedelta(days=wanted.days)
        item.starts_at = from_rome(starts.date() + shift, starts.time())
        item.ends_at = from_rome(ends.date() + shift, ends.time())


def _facts(edition: Edition, wanted: Wanted) -> dict[str, object]:
    facts: dict[str, object] = {}
    if wanted.facilitator:
        others = [one for one in edition.facilitators if one is not wanted.facilitator]
        led_by = {ADD: [*others, wanted.facilitator], REMOVE: others, REPLACE: [wanted.facilitator]}
        facts["facilitators"] = led_by[wanted.facilitator_how]
    if wanted.back_to_the_rule:
        facts |= {"sign_up_opens_on": None, "sign_up_closes_on": None}
    if wanted.sign_up_opens_on:
        facts["sign_up_opens_on"] = wanted.sign_up_opens_on
    if wanted.sign_up_closes_on:
        facts["sign_up_closes_on"] = wanted.sign_up_closes_on
    if wanted.minimum_people is not None:
        facts["minimum_people"] = wanted.minimum_people
    return facts
