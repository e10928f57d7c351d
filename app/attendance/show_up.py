"""Who will come: what the registers of past labs teach about the next one.

The share that comes is believed to be Beta(a, b). It starts from what all labs taught, weighing ten people; labs of the
same theme at the same part of the day add to it, the recent ones more. It never weighs more than 25 people: labs differ
more than chance alone would make them, and a surer belief would fill rooms too full (docs/decisions/0016).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.db import db
from app.lib.beta_binomial import ShowUp, beyond, distribution, together
from app.lib.clock import now, rome
from app.programme.models import Activity, Edition, Meeting
from app.registration.models import Coming, Registration, Source, Status

BEFORE_ANY_RECORD = ShowUp(7, 3)  # free events: about three of ten do not come
ALL_LABS_WEIGH = 10  # people
MOST_WEIGHT = 25  # people
HALF_LIFE = timedelta(days=180)  # after which a register counts for half
SAID_YES = ShowUp(9, 1)  # who answered that they will be there, before any record of such answers

NOON_ENDS, AFTERNOON_ENDS = 13, 18  # hours, Rome


@dataclass(frozen=True)
class Record:
    """What one past edition's register says: how many of those with a place came, and of those who had said yes."""

    theme_id: int
    starts_at: datetime
    came: int
    missed: int
    came_of_yes: int = 0
    missed_of_yes: int = 0


@dataclass(frozen=True)
class Expected:
    """What to expect of an edition: ``belief`` for who has said nothing, ``of_yes`` for who said yes."""

    belief: ShowUp
    of_yes: ShowUp
    of_theme: int  # editions recorded
    in_all: int

    def risk(self, seats: int, people: int, said_yes: int = 0) -> float:
        """The probability, 0 to 1, that more than ``seats`` of ``people`` come, when ``said_yes`` of them said so."""
        silent = distribution(people - said_yes, self.belief)
        return beyond(seats, together(silent, distribution(said_yes, self.of_yes)) if said_yes else silent)


def expected(edition: Edition) -> Expected:
    """What to expect of ``edition``, in one query."""
    return expect(records(), edition.activity.theme_id, edition.starts_at or now(), now())


def expect(past: Sequence[Record], theme_id: int, starts_at: datetime, at: datetime) -> Expected:
    """What ``past`` teaches, at the instant ``at``, about a lab of this theme that starts at ``starts_at``."""
    alike = [one for one in past if one.theme_id == theme_id and part_of_day(one.starts_at) == part_of_day(starts_at)]
    general = _added(BEFORE_ANY_RECORD, ((one.came, one.missed, one.starts_at) for one in past), at)
    belief = _added(general.weighing(ALL_LABS_WEIGH), ((one.came, one.missed, one.starts_at) for one in alike), at)
    of_yes = _added(SAID_YES, ((one.came_of_yes, one.missed_of_yes, one.starts_at) for one in past), at)
    of_theme = sum(one.theme_id == theme_id for one in past)
    return Expected(_no_surer(belief), _no_surer(of_yes), of_theme, len(past))


def part_of_day(starts_at: datetime) -> str:
    """Morning, afternoon or evening in Rome: people who come to one do not come to another alike."""
    hour = rome(starts_at).hour
    return "morning" if hour < NOON_ENDS else "afternoon" if hour < AFTERNOON_ENDS else "evening"


def records() -> list[Record]:
    """One record for each edition with closed registers; who came in at the door without a place is not counted."""
    starts = (
        select(Meeting.edition_id, func.min(Meeting.starts_at).label("starts_at"))
        .where(Meeting.cancelled_at.is_(None))
        .group_by(Meeting.edition_id)
        .subquery()
    )
    here, yes = Registration.admitted_at.is_not(None), Registration.coming == Coming.YES
    counts = [
        func.count().filter(here),
        func.count().filter(~here),
        func.count().filter(here, yes),
        func.count().filter(~here, yes),
    ]
    found = (
        select(Activity.theme_id, starts.c.starts_at, *counts)
        .select_from(Edition)
        .join(Edition.activity)
        .join(starts, starts.c.edition_id == Edition.id)
        .join(Registration, Registration.edition_id == Edition.id)
        .where(
            Edition.closed_at.is_not(None),
            Registration.status == Status.CONFIRMED,
            Registration.source != Source.DOOR,
        )
        .group_by(Edition.id, Activity.theme_id, starts.c.starts_at)
    )
    return [
        Record(theme, start, came, missed, came_yes, missed_yes)
        for theme, start, came, missed, came_yes, missed_yes in db.session.execute(found)
    ]


def _added(belief: ShowUp, past: Iterable[tuple[int, int, datetime]], at: datetime) -> ShowUp:
    came, missed = belief
    for here, away, starts_at in past:
        weight = 0.5 ** (max(at - starts_at, timedelta()) / HALF_LIFE)
        came, missed = came + here * weight, missed + away * weight
    return ShowUp(came, missed)


def _no_surer(belief: ShowUp) -> ShowUp:
    return belief.weighing(min(MOST_WEIGHT, belief.strength))
