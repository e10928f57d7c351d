"""An edition in its last two days, in which a place is given up: what its tests arrange in one line."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import select

from app.db import db, transaction
from app.journal.models import Entry
from app.lib import clock
from app.outbox.models import Delivery
from app.programme.models import Edition
from app.registration.cancel import cancel
from app.registration.models import Registration
from app.registration.offers import accept, decline, expire_due
from app.registration.sign_up import Person
from app.registration.sign_up_together import sign_up_together
from tests.world import World

TUESDAY_AT_TEN = datetime(2027, 1, 12, 10, 0, tzinfo=clock.ROME)  # 47 hours and a half before the world's labs
UNTIL = datetime(2027, 1, 13, 8, 0, tzinfo=clock.ROME)


@contextmanager
def two_days_before() -> Iterator[None]:
    with clock.at(TUESDAY_AT_TEN):
        yield


@contextmanager
def hours_before(edition: Edition, hours: float) -> Iterator[None]:
    assert edition.starts_at
    with clock.at(edition.starts_at - timedelta(hours=hours)):
        yield


def full(world: World, *waiting: str, **facts: object) -> tuple[Edition, Registration, list[Registration]]:
    """An edition of one seat that Ada has, and who waits for it."""
    edition = world.edition(**{"seats": 1} | facts)  # type: ignore[arg-type]
    return edition, world.sign_up(edition), [world.sign_up(edition, who) for who in waiting]


def group(world: World, edition: Edition, *names: str, last_minute: bool = False) -> list[Registration]:
    """They sign up to come together, on one address."""
    people = [Person(name, "Insieme", email="insieme@example.org", last_minute=last_minute) for name in names]
    with transaction():
        return sign_up_together(edition.id, people, together=True)


def give_up(*registrations: Registration) -> None:
    with transaction():
        cancel(registrations[0], companions=registrations)


def say_yes(registration: Registration) -> None:
    with transaction():
        accept(registration)


def say_no(registration: Registration) -> None:
    with transaction():
        decline(registration)


def the_hour_passes(at: datetime = UNTIL) -> None:
    with clock.at(at):
        expire_due(lambda: True)


def reached_nobody(world: World, kind: str, status: Delivery = Delivery.TO_CALL) -> None:
    with transaction():
        for mail in world.mails(kind):
            mail.status = status


def history(registration: Registration) -> list[str]:
    found = select(Entry.what).where(Entry.about == registration.about).order_by(Entry.id)
    return [what.removeprefix("registration.") for what in db.session.scalars(found)]
