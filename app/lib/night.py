"""The hours in which nobody is written to unless it cannot wait."""

from datetime import datetime, time, timedelta

from app.lib.clock import from_rome, rome

NIGHT_BEGINS, NIGHT_ENDS = time(21), time(8)  # on Rome's clocks


def is_night(moment: datetime) -> bool:
    return not NIGHT_ENDS <= rome(moment).time() < NIGHT_BEGINS


def by_day(moment: datetime) -> datetime:
    """The moment itself, or the end of the night that it is in."""
    if not is_night(moment):
        return moment
    here = rome(moment)
    day = here.date() if here.time() < NIGHT_ENDS else here.date() + timedelta(days=1)
    return from_rome(day, NIGHT_ENDS)
