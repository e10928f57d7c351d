"""Where a place goes that is given up, by the hours that are left before the edition begins."""

from datetime import datetime, timedelta
from enum import StrEnum

from app.lib.clock import from_rome, rome
from app.lib.night import NIGHT_BEGINS, by_day, is_night
from app.programme.models import Edition
from app.programme.models.edition import LAST_HOURS

AT_ONCE = timedelta(hours=48)  # before it begins, and earlier: the place is theirs without asking
SHORTEST_OFFER = timedelta(minutes=30)  # less would be no time to answer
LAST_OFFER = LAST_HOURS - SHORTEST_OFFER  # before it begins: no offered place waits longer for an answer
LONGEST_OFFER = timedelta(hours=12)
ENOUGH_OF_THE_EVENING = timedelta(hours=2)  # to answer before the night
TO_THE_MINUTE = 15  # offers end at a quarter of an hour, which is easy to say
OPEN_TO_ALL = timedelta(minutes=10)  # after the beginning, whoever stands at the door has a free place


class Freed(StrEnum):
    """What happens with a freed place while somebody who fits waits."""

    CONFIRM = "confirm"  # it is theirs at once
    OFFER = "offer"  # it is held for them until a stated hour
    DOOR = "door"  # it stays free: who can comes to the door
    NOBODY = "nobody"  # nobody is called


def how_freed_places_go(edition: Edition, at: datetime) -> Freed:
    """What happens with a place that is free at ``at`` (aware). Reads only the edition."""
    start = edition.starts_at
    if start is None or start <= at or edition.is_cancelled:
        return Freed.NOBODY
    if start - at > AT_ONCE:
        return Freed.CONFIRM
    return Freed.DOOR if edition.leaves_places_to_the_door(at) else Freed.OFFER


def is_open_to_all(edition: Edition, at: datetime) -> bool:
    """Whether whoever stands at the door may have a free place, though others wait elsewhere."""
    start = edition.starts_at
    return start is not None and start + OPEN_TO_ALL <= at


def offer_until(at: datetime, starts_at: datetime) -> datetime:
    """Until when a place offered at ``at`` is held, for what begins at ``starts_at``; all aware.

    Twelve hours, or half of the time that is left, and never less than four hours before the beginning. The night does
    not count: an offer that would end in it ends in the morning; when the morning is too late, the evening before if
    two hours are left until then, else at the last moment.
    """
    latest = starts_at - LAST_OFFER
    begins = by_day(at)
    ends = min(begins + min(LONGEST_OFFER, (starts_at - begins) / 2), latest)
    if is_night(ends):
        morning, evening = by_day(ends), _evening_before(ends)
        last_call = evening if evening - at >= ENOUGH_OF_THE_EVENING else latest
        ends = morning if morning <= latest else last_call
    rounded = _to_the_quarter(ends)
    return rounded if rounded - at >= SHORTEST_OFFER else latest


def _evening_before(moment: datetime) -> datetime:
    """When the night began that ``moment`` is in."""
    here = rome(moment)
    day = here.date() if here.time() >= NIGHT_BEGINS else here.date() - timedelta(days=1)
    return from_rome(day, NIGHT_BEGINS)


def _to_the_quarter(moment: datetime) -> datetime:
    return moment - timedelta(
        minutes=moment.minute % TO_THE_MINUTE, seconds=moment.second, microseconds=moment.microsecond
    )
