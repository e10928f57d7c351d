"""Meetings that come again by a rule: «ogni martedì e giovedì, quattro volte, saltando le chiusure»."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from dateutil.rrule import WEEKLY, rrule, weekday
from flask_babel import gettext as _

from app.lib.clock import from_rome, rome
from app.programme.conflicts import Calendar, Occupation
from app.programme.models import Edition

MOST_MEETINGS = 60  # in one rule; a half-year has 26 weeks


@dataclass(frozen=True)
class Rule:
    """``weekdays`` are ISO numbers (1 is Monday), hours are Rome's. Without ``count`` it goes on to ``until``."""

    first_on: date
    weekdays: frozenset[int]
    starts: time
    ends: time
    every_weeks: int = 1
    count: int | None = None
    until: date | None = None
    skips_closures: bool = True


@dataclass(frozen=True)
class Occurrence:
    """A meeting that the rule asks for. ``skipped`` says why it will not be, ``clash`` what is in its way."""

    day: date
    starts_at: datetime
    ends_at: datetime
    skipped: str | None = None
    clash: str | None = None
    closed: str | None = None  # why the day is closed, where the rule does not skip it


@dataclass
class Series:
    """All that a rule gives, in order. ``missing`` are the times asked for that the half-year has no room for."""

    occurrences: list[Occurrence] = field(default_factory=list)
    missing: int = 0

    @property
    def held(self) -> list[Occurrence]:
        return [one for one in self.occurrences if one.skipped is None]

    @property
    def skipped(self) -> list[Occurrence]:
        return [one for one in self.occurrences if one.skipped is not None]


def series(
    rule: Rule,
    last_on: date,
    calendar: Calendar,
    municipality: str | None = None,
    taken: Iterable[Occupation] = (),
    as_occupation: Occupation | None = None,
) -> Series:
    """What ``rule`` gives until ``last_on``, the half-year's last day, at the latest.

    A day on which nothing is held in ``municipality`` is skipped, and does not count among the times asked for.
    ``as_occupation`` says whose room and people each meeting would take; ``taken`` are the meetings there are already.
    """
    found, held, taken = Series(), 0, list(taken)
    for day in _days(rule, last_on):
        if rule.count is not None and held == rule.count:
            break
        starts_at, ends_at = from_rome(day, rule.starts), from_rome(day, rule.ends)
        closed = calendar.closed_for(day, municipality)
        skipped = closed if closed and rule.skips_closures else None
        clash = None if skipped or as_occupation is None else _clash(starts_at, ends_at, as_occupation, taken)
        found.occurrences.append(Occurrence(day, starts_at, ends_at, skipped, clash, closed))
        held += skipped is None
        if held == MOST_MEETINGS:
            break
    found.missing = max(0, (rule.count or 0) - held)
    return found


def occupations_of(editions: Iterable[Edition]) -> list[Occupation]:
    """The meetings that will be held, of editions that are not cancelled."""
    return [
        Occupation(
            edition=edition.code,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            room=None if meeting.venue.is_online else meeting.room_id,
            people=frozenset(one.name_key for one in edition.facilitators if one.is_person),
        )
        for edition in editions
        if not edition.is_cancelled
        for meeting in edition.held_meetings
    ]


def _days(rule: Rule, last_on: date) -> Iterable[date]:
    """Days alone: the hour is put on by Rome's clocks, so that a change of the clocks moves no meeting."""
    until = min(rule.until or last_on, last_on)
    found = rrule(
        WEEKLY,
        dtstart=datetime.combine(rule.first_on, time()),
        until=datetime.combine(until, time()),
        interval=rule.every_weeks,
        byweekday=[weekday(number - 1) for number in sorted(rule.weekdays)],
        wkst=weekday(0),
    )
    return (moment.date() for moment in found)


def _clash(starts_at: datetime, ends_at: datetime, like: Occupation, taken: list[Occupation]) -> str | None:
    one = Occupation(like.edition, starts_at, ends_at, like.room, like.people)
    for other in taken:
        if other.edition == one.edition or not one.overlaps(other):
            continue
        facts = {
            "code": other.edition,
            "starts": f"{rome(other.starts_at):%-H:%M}",
            "ends": f"{rome(other.ends_at):%-H:%M}",
        }
        if one.room is not None and one.room == other.room:
            return _("nella sala c'è già %(code)s, dalle %(starts)s alle %(ends)s", **facts)
        if one.people & other.people:
            return _("chi conduce è già con %(code)s, dalle %(starts)s alle %(ends)s", **facts)
    return None
