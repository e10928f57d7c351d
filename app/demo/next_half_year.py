"""The half-year after the last that everybody sees: a draft, carried over from the fullest, with two clashes in it."""

from datetime import timedelta
from itertools import product

from sqlalchemy import select

from app.db import db, transaction
from app.demo import half_years
from app.demo.offer import LEADER
from app.lib.names import folded
from app.programme.copy_half_year import copy_half_year
from app.programme.copy_plan import Target, plan
from app.programme.half_year import HalfYear, of
from app.programme.leading import add_absence
from app.programme.models import Edition, Facilitator, Programme
from app.registration.move_meeting import move
from app.registration.planned_meetings import PlannedMeeting

TODAYS = "UFF-1"  # held at any hour of any day: not where one would leave it


def draft(*, by: str) -> Programme:
    """Make it; the office has still to look it over."""
    published = db.session.scalars(select(Programme).order_by(Programme.first_on)).all()
    fullest = max(published, key=lambda programme: len(programme.editions))
    half = of(published[-1].last_on + timedelta(days=1))
    with transaction():
        half_years.make(half, half_years.closures_of(half), by=by)
        programme = copy_half_year(fullest, half, _that_find_a_day(fullest, half), by=by)
        number = programme.id
    with transaction():
        _put_two_in_one_room(db.session.get_one(Programme, number), by)
    with transaction():
        _send_who_leads_away(db.session.get_one(Programme, number), by)
    return db.session.get_one(Programme, number)


def _that_find_a_day(source: Programme, half: HalfYear) -> list[int]:
    return [one.edition.id for one in plan(source, Target.of(half)) if one.is_ticked and not one.left]


def _put_two_in_one_room(programme: Programme, by: str) -> None:
    """An error: two editions, for other people and about other things, in one room at one time."""
    labs = sorted(_with_one_meeting(programme), key=lambda edition: edition.code != TODAYS)
    one, other = next(pair for pair in product(labs, labs) if _fit_in_one_room(*pair))
    meeting, taken = one.meetings[0], other.meetings[0]
    move(meeting, PlannedMeeting(taken.starts_at, taken.ends_at, taken.venue, taken.room, meeting.id), by=by)


def _fit_in_one_room(one: Edition, other: Edition) -> bool:
    room = other.meetings[0].room
    differ = one.audience != other.audience and one.activity.theme is not other.activity.theme
    return differ and room is not None and one.seats <= (room.seats or 0)


def _send_who_leads_away(programme: Programme, by: str) -> None:
    """A warning: on the day of something that she leads."""
    leader = db.session.scalars(select(Facilitator).where(Facilitator.name_key == folded(LEADER))).one()
    led = (edition for edition in _with_one_meeting(programme) if leader in edition.facilitators)
    day = next(edition.meetings[0].day for edition in led if edition.code != TODAYS)
    add_absence(leader, day, day, "Ferie", by=by)


def _with_one_meeting(programme: Programme) -> list[Edition]:
    """In the order of their codes."""
    return [edition for edition in programme.editions if len(edition.meetings) == 1]
