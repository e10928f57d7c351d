"""Yes, silence and a newcomer in the same instant: one place is one person's, whoever comes first."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.db import db, transaction
from app.errors import Refused
from app.lib import clock
from app.programme.models import Edition
from app.registration.cancel import cancel
from app.registration.models import Registration, Status
from app.registration.offers import accept, decline, expire_due
from app.registration.sign_up import Person, sign_up
from tests.registration.offering import UNTIL, full, give_up, two_days_before
from tests.world import World

pytestmark = pytest.mark.usefixtures("database")

ROUNDS = 4
Verb = Callable[[], object]


def at_once(app: Flask, *verbs: Verb) -> list[BaseException]:
    """Each verb in a thread and a transaction of its own, let loose together; refusals are answers, not failures."""
    start, failures = threading.Barrier(len(verbs)), []

    def run(verb: Verb) -> None:
        with app.app_context(), clock.at(UNTIL):
            try:
                start.wait()
                verb()
            except Refused:
                pass
            except Exception as error:
                failures.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    return failures


def on(number: int, verb: Callable[[Registration], object]) -> Verb:
    def act() -> None:
        with transaction():
            verb(db.session.get_one(Registration, number))

    return act


def newcomer(edition_id: int, name: str) -> Verb:
    def act() -> None:
        with transaction():
            sign_up(edition_id, Person("Nuova", name, email=f"{name.lower()}@example.org"))

    return act


def holds(edition_id: int) -> Edition:
    """The edition, whose counters are its rows and whose only place is at most one person's."""
    edition = db.session.get_one(Edition, edition_id)
    db.session.refresh(edition)
    people = db.session.query(Registration).filter_by(edition_id=edition_id).all()
    counted = {status: sum(one.status == status for one in people) for status in Status}
    assert (edition.confirmed_count, edition.offered_count, edition.waiting_count) == (
        counted[Status.CONFIRMED],
        counted[Status.OFFERED],
        counted[Status.WAITING],
    )
    assert edition.taken_count <= edition.seats == 1
    return edition


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_yes_a_moment_before_the_hour_against_the_sweep_and_a_newcomer(world: World, round_: int) -> None:
    edition, ada, (grace, _alan) = full(world, "grace", "alan")
    with two_days_before():
        give_up(ada)
    number, edition_id = grace.id, edition.id

    def yes_in_time(registration: Registration) -> None:
        with clock.at(UNTIL.replace(minute=0) - timedelta(seconds=1)):
            accept(registration)

    failures = at_once(
        world.app, on(number, yes_in_time), lambda: expire_due(lambda: True), newcomer(edition_id, f"Prima{round_}")
    )

    assert failures == []
    holds(edition_id)
    grace = db.session.get_one(Registration, number)
    alan = db.session.query(Registration).filter_by(edition_id=edition_id).order_by(Registration.id).all()[2]
    assert (grace.is_confirmed and alan.is_waiting) or (grace.is_cancelled and alan.is_offered)


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_yes_no_and_leaving_at_once_are_one_answer(world: World, round_: int) -> None:
    edition, ada, (grace,) = full(world, "grace")
    with two_days_before():
        give_up(ada)
    with transaction():
        grace.offer_until = UNTIL.replace(hour=20)
    number, edition_id = grace.id, edition.id

    failures = at_once(
        world.app,
        on(number, accept),
        on(number, decline),
        on(number, accept),
        on(number, cancel),
        newcomer(edition_id, f"Seconda{round_}"),
    )

    assert failures == []
    assert holds(edition_id).taken_count == 1
