"""The alarm clock: it rings after the commit, never before, and nothing depends on its ringing."""

from pathlib import Path

import pytest
from flask import Flask

from app import jobs
from app.db import db, transaction
from app.outbox.models import Delivery
from app.registration.sign_up import sign_up
from tests.world import World


@pytest.fixture
def alarms(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> jobs.Jobs:
    """A queue of our own, empty."""
    monkeypatch.setitem(app.config, "QUEUE_URL", f"sqlite:///{tmp_path}/queue.db")
    found = jobs.Jobs(app)
    monkeypatch.setitem(app.extensions, "jobs", found)
    yield found
    found.huey.storage.close()


def test_a_promise_rings_once_it_is_safe(world: World, alarms: jobs.Jobs) -> None:
    edition = world.edition()

    with transaction() as session:
        sign_up(edition.id, world.person("ada"))
        with session.begin_nested():
            sign_up(edition.id, world.person("grace"))
        assert alarms.huey.pending_count() == 0

    assert alarms.huey.pending_count() == 2


def test_what_was_taken_back_does_not_ring(world: World, alarms: jobs.Jobs) -> None:
    edition = world.edition()

    with pytest.raises(RuntimeError), transaction():
        sign_up(edition.id, world.person("ada"))
        db.session.flush()
        raise RuntimeError("something else went wrong")
    world.edition()

    assert alarms.huey.pending_count() == 0


def test_who_can_only_be_called_rings_nothing(world: World, alarms: jobs.Jobs) -> None:
    world.sign_up(world.edition(), "alan")

    assert alarms.huey.pending_count() == 0


def test_a_broken_queue_takes_nothing_away_from_who_signs_up(
    world: World, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "QUEUE_URL", "sqlite:////nowhere/at/all/queue.db")
    monkeypatch.setitem(app.extensions, "jobs", jobs.Jobs(app))

    registration = world.sign_up(world.edition(), "ada")

    assert registration.is_confirmed
    assert world.mails()[0].status == Delivery.QUEUED


def test_the_queue_can_live_in_postgresql(postgres_url: str) -> None:
    huey = jobs.open_queue(postgres_url)
    huey.task(name="ring")(lambda: None)()

    assert huey.pending_count() == 1
    huey.storage.flush_queue()
    with huey.storage.db() as cursor:
        cursor.execute("drop table huey_kv, huey_schedule, huey_task, huey_counter")
    huey.storage.close()


def test_every_recurring_job_has_a_name_of_its_own() -> None:
    names = [job.name for job in jobs.RECURRING]

    assert names and len(set(names)) == len(names)
