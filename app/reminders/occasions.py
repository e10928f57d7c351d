"""When the people of an edition are to be reminded, reckoned from its dates as they are."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.lib.clock import from_rome
from app.lib.night import by_day
from app.programme.models import Edition, Meeting
from app.reminders.models import Kind

WEEK = timedelta(days=7)
MORNING, AFTERNOON = time(9), time(17)  # the hours at which people are reminded
ASKED_BEFORE = timedelta(hours=48)  # the start
AFTER_IT_ALL = timedelta(days=1)

LAST_USEFUL = {  # how long before the start a reminder is of no use any more
    Kind.WEEK_BEFORE: timedelta(days=3),
    Kind.WILL_YOU_COME: timedelta(hours=24),
    Kind.DAY_BEFORE: timedelta(hours=2),
}
REGRETS_END = timedelta(days=14)  # after the end
NEWS_IS_FRESH = {  # how long who has just been told of a place or a date needs no reminder of it
    Kind.WEEK_BEFORE: timedelta(hours=24),
    Kind.WILL_YOU_COME: timedelta(hours=24),
    Kind.DAY_BEFORE: timedelta(hours=6),
    Kind.ABSENT: timedelta(0),
}


@dataclass(frozen=True)
class Occasion:
    """To remind the people of one edition: due from an instant on, of use until another.

    ``for_at`` is the start of the meeting, or the end of the last one; ``meeting_id`` the meeting it is about.
    """

    kind: Kind
    edition_id: int
    meeting_id: int
    for_at: datetime
    due_at: datetime
    until: datetime


def occasions_of(edition: Edition) -> list[Occasion]:
    """All of them, those that are past too; none while there are no dates that hold."""
    meetings = edition.held_meetings
    if not meetings or edition.is_cancelled or not edition.is_public:
        return []
    first = meetings[0]
    found = [
        _before(Kind.WEEK_BEFORE, first, from_rome(first.day - WEEK, MORNING)),
        _before(Kind.WILL_YOU_COME, first, by_day(first.starts_at - ASKED_BEFORE)),
    ]
    first_of_day = {meeting.day: meeting for meeting in reversed(meetings)}
    for day, meeting in sorted(first_of_day.items()):
        found.append(_before(Kind.DAY_BEFORE, meeting, from_rome(day - timedelta(days=1), AFTERNOON)))
    if edition.closed_at:
        found.append(_regrets(meetings[-1], edition.closed_at))
    return [occasion for occasion in found if occasion.due_at < occasion.until]


def _before(kind: Kind, meeting: Meeting, due_at: datetime) -> Occasion:
    starts_at = meeting.starts_at
    return Occasion(kind, meeting.edition_id, meeting.id, starts_at, due_at, starts_at - LAST_USEFUL[kind])


def _regrets(last: Meeting, closed_at: datetime) -> Occasion:
    """Only once the registers are closed: until then, who came may still be written in."""
    next_morning = from_rome(last.day + AFTER_IT_ALL, MORNING)
    due_at = by_day(max(next_morning, closed_at))
    return Occasion(Kind.ABSENT, last.edition_id, last.id, last.ends_at, due_at, last.ends_at + REGRETS_END)
