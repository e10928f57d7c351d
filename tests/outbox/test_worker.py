"""The worker as a process of its own, killed in the middle of its work."""

import signal
import time
from datetime import timedelta

import pytest
from flask import Flask

from app.db import transaction
from app.outbox.enqueue import enqueue
from app.outbox.models import Delivery
from tests.outbox.postman import Postman
from tests.outbox.workers import Workers, statuses, wait_for
from tests.world import World

MAILS = 24
AFTER_THE_LEASE = timedelta(minutes=3)


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
