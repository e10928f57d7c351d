"""Whatever people and staff do, in whatever order: seats, queue and messages hold; and planted faults are found."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from app.outbox.models import OutboxMessage
from app.programme.models import Edition
from app.registration import cancel, emails, units, waiting_list
from app.registration.models import Registration
from tests.registration.queue_machine import QueueMachine
from tests.world import World

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # each example lives in a database: slow to redo
EVERY_ACT = settings(
    max_examples=25,
    stateful_step_count=15,
    deadline=None,
    phases=WITHOUT_SHRINKING,
    suppress_health_check=list(HealthCheck),
)
UNTIL_FOUND = settings(
    EVERY_ACT, max_examples=100, phases=(Phase.generate,), derandomize=True, report_multiple_bugs=False
)


def run(world: World, how: settings) -> None:
    machine = type("Machine", (QueueMachine,), {"world": world})
    run_state_machine_as_test(machine, settings=how)


def test_seats_queue_and_messages_hold_whatever_happens(world: World) -> None:
    run(world, EVERY_ACT)


def last_come_first_served(patch: pytest.MonkeyPatch) -> None:
    in_order = units.waiting_units
    patch.setattr(waiting_list, "waiting_units", lambda edition: in_order(edition)[::-1])


def one_place_too_many(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Edition, "free_places", property(lambda edition: max(0, edition.places + 1 - edition.taken_count)))


def a_counter_forgotten(patch: pytest.MonkeyPatch) -> None:
    strike = cancel.strike

    def forgetful(registration: Registration) -> None:
        edition, confirmed = registration.edition, registration.edition.confirmed_count
        strike(registration)
        edition.confirmed_count = confirmed

    patch.setattr(cancel, "strike", forgetful)


def a_promotion_nobody_is_told_of(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(emails, "promoted", lambda registration: OutboxMessage())


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("plant", "found"),
    [
        (last_come_first_served, "passed|waits though it fits"),
        (one_place_too_many, "more people than places"),
        (a_counter_forgotten, "counters are rows"),
        (a_promotion_nobody_is_told_of, "nobody told"),
    ],
)
def test_a_fault_planted_on_purpose_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch, plant: Callable[[pytest.MonkeyPatch], None], found: str
) -> None:
    plant(monkeypatch)

    with pytest.raises(AssertionError, match=found):
        run(world, UNTIL_FOUND)
