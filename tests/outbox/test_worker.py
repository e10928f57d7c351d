"""The worker as a process of its own, killed in the middle of its work."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db, transaction
from app.outbox.enqueue import enqueue
from app.outbox.models import Delivery, OutboxMessage
from tests.outbox.postman import Postman
from tests.world import World

ROOT = Path(__file__).parents[2]
MAILS = 24
PATIENCE = 40  # seconds
AFTER_THE_LEASE = timedelta(minutes=3)


class Workers:
    """Starts workers on the database of ``app`` and the postman's server; all are gone at the end."""

    def __init__(self, app: Flask) -> None:
        self.environ = os.environ | {
            "FLASK_APP": str(ROOT / "wsgi.py"),
            "PYTHONWARNINGS": "error",
            "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
            **{
                name: app.config[name] for name in ("INSTANCE_PATH", "SECRET_KEY", "MAIL_URL", "MAIL_FROM", "QUEUE_URL")
            },
        }
        self.started: list[subprocess.Popen[str]] = []

    def start(self, ahead: timedelta = timedelta(0)) -> subprocess.Popen[str]:
        clock = {"BUSSOLA_NOW": (datetime.now(UTC) + ahead).isoformat()} if ahead else {}
        worker = subprocess.Popen(
            [sys.executable, "-m", "flask", "worker"],
            env=self.environ | clock,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(worker)
        return worker

    def stop(self, worker: subprocess.Popen[str], how: signal.Signals) -> str:
        worker.send_signal(how)
        said, _ = worker.communicate(timeout=PATIENCE)
        return said


@pytest.fixture
def workers(app: Flask, postman: Postman) -> Iterator[Workers]:
    found = Workers(app)
    yield found
    for worker in found.started:
        if worker.poll() is None:
            worker.kill()
            worker.communicate()


@pytest.fixture
def promised(world: World) -> list[str]:
    """The Message-IDs of mails to as many people."""
    with transaction():
        messages = [
            enqueue(
                "certificate",
                f"registration/{number}",
                to_email=f"persona{number}@example.org",
                to_phone=None,
                to_name="",
                language="it",
                facts={
                    "manage_url": "",
                    "download_url": "",
                    "number": "1",
                    "minutes_attended": 540,
                    "minutes_held": 540,
                },
            )
            for number in range(MAILS)
        ]
        ids = [message.message_id for message in messages]
    return ids


def statuses() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(OutboxMessage.status).order_by(OutboxMessage.id)))


def wait_for(what: Callable[[], bool], why: str) -> None:
    give_up_at = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < give_up_at, f"waited in vain for {why}: {statuses()}"
        time.sleep(0.02)


def test_killed_in_the_middle_it_loses_nothing_and_repeats_at_most_once(
    promised: list[str], postman: Postman, workers: Workers
) -> None:
    postman.pauses["TEXT"] = 0.15  # taken, but the worker is not told yet: the worst moment to die
    for deaths in range(1, 4):
        worker = workers.start(AFTER_THE_LEASE * deaths)
        so_far = len(postman.taken)
        wait_for(lambda so_far=so_far: len(postman.taken) > so_far + 1, "the next two mails")
        workers.stop(worker, signal.SIGKILL)

    postman.pauses.clear()
    last = workers.start(AFTER_THE_LEASE * 5)
    wait_for(lambda: set(statuses()) <= {Delivery.SENT, Delivery.PARKED}, "all mails to be settled")
    workers.stop(last, signal.SIGTERM)

    assert set(postman.copies()) == set(promised), "no mail is lost"
    assert max(postman.copies().values()) <= 2, "and none goes more than twice, with one Message-ID"


def test_told_to_stop_it_finishes_its_mail_and_nothing_goes_twice(
    promised: list[str], postman: Postman, workers: Workers
) -> None:
    postman.pauses["TEXT"] = 0.5
    for how in (signal.SIGTERM, signal.SIGINT):
        worker = workers.start()
        so_far = len(postman.taken)
        wait_for(lambda so_far=so_far: len(postman.taken) > so_far, "a mail to be taken")
        said = workers.stop(worker, how)

        assert worker.returncode == 0, said
        assert "Traceback" not in said
        assert Delivery.SENDING not in statuses()
        assert statuses().count(Delivery.SENT) == len(postman.taken) < MAILS

    postman.pauses.clear()
    last = workers.start()
    wait_for(lambda: set(statuses()) == {Delivery.SENT}, "all mails to be sent")
    workers.stop(last, signal.SIGTERM)

    assert postman.copies() == dict.fromkeys(promised, 1)


def test_what_is_promised_while_it_works_goes_within_seconds(
    world: World, postman: Postman, workers: Workers, app: Flask
) -> None:
    worker = workers.start()
    assert worker.stdout and "Al lavoro" in worker.stdout.readline()
    time.sleep(1)
    world.sign_up(world.edition(), "ada")
    began = time.monotonic()

    wait_for(lambda: len(postman.taken) == 1, "the mail")

    assert time.monotonic() - began < 5, "the commit wakes the worker; the sweep would take up to a minute"
    wait_for(lambda: statuses() == [Delivery.SENT], "the note")
    workers.stop(worker, signal.SIGTERM)
