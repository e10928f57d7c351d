"""The program's clock: aware UTC instants for the database, Europe/Rome for people."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)
_offset = timedelta(0)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC) + _offset


def today() -> date:
    """The present day in Rome."""
    return rome(now()).date()


def start_at(instant: datetime | None) -> None:
    """Let the clock of this process run on from ``instant`` (aware), or from the real present when None."""
    global _offset
    _offset = instant - datetime.now(UTC) if instant else timedelta(0)


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Stop the clock at ``instant`` (aware) inside the block: for tests and for the demo."""
    token = _frozen.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)


def rome(instant: datetime) -> datetime:
    """The same instant on Rome's clocks."""
    return instant.astimezone(ROME)


def from_rome(day: date, hour: time) -> datetime:
    """The UTC instant at which Rome's clocks show ``hour`` on ``day`` (the first of the two, when it comes twice)."""
    return datetime.combine(day, hour.replace(fold=0), ROME).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The last whole second of ``day`` in Rome, as a UTC instant: «entro il 13 gennaio» counts to 23:59:59."""
    return from_rome(day, time(23, 59, 59))
