"""The hours of the tests of reminders, and a lab on Thursday 28 January 2027."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time

from sqlalchemy import select

from app.db import db
from app.lib import clock
from app.lib.clock import from_rome
from app.reminders.models import Kind, Reminder
from tests.world import World

THURSDAY = date(2027, 1, 28)
A_LAB = [(THURSDAY, time(9, 30), time(12, 30))]
KINDS = [str(kind) for kind in Kind]


@contextmanager
def on(day: int, hour: int = 9, minute: int = 0, month: int = 1) -> Iterator[None]:
    with clock.at(from_rome(date(2027, month, day), time(hour, minute))):
        yield


def reminded(world: World) -> list[tuple[str, str]]:
    return [(message.kind, message.status) for message in world.mails() if message.kind in KINDS]


def judgements() -> list[tuple[str, str]]:
    db.session.expire_all()
    return [(row.kind, row.judgement) for row in db.session.scalars(select(Reminder).order_by(Reminder.id))]
