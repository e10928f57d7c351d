"""A thousand mails, a mail server that refuses, stalls and hangs up at random, and a worker killed twenty times.

None is lost, none goes more than twice, and a worker that is told to stop sends nothing twice.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db, transaction
from app.lib.clock import now
from app.outbox.enqueue import enqueue
from app.outbox.models import Delivery, OutboxMessage
from app.outbox.resend import resend
from tests.outbox.postman import DROP, Postman, at_work
from tests.outbox.workers import ROOT, Workers

MAILS, KILLS, SEED = 1000, 20, 20270111
REFUSED, SWALLOWED = 10, 5  # people whom the server does not know; people whose mail it takes without ever saying so
AFTER_THE_LEASE = timedelta(minutes=3)
A_LONG_WHILE = timedelta(hours=2)  # more than the longest wait between two tries
SETTLED = (Delivery.SENT, Delivery.PARKED, Delivery.FAILED)
PATIENCE = 300  # seconds


class Moody(Postman):
    """A mail server that refuses for now, stalls and hangs up, as chance will have it."""

    MOODS = {  # by stage: how likely, in a hundred, each answer is
        "MAIL": {"421 busy": 1, DROP: 1},
        "RCPT": {"450 mailbox full": 3, DROP: 1},
        "DATA": {"451 not now": 2, DROP: 1},
        "TEXT": {"451 disk full": 2, DROP: 3, "552 try again": 0},
    }
    STALLS, STALL = 3, 0.4  # in a hundred, and for how many seconds at most
    SILENCE, LONG_SILENCE = 1.5, 10  # seconds, of a worker at work and of one that is not up yet

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.chance = random.Random(seed)
        self.one_at_a_time = threading.Lock()
        self.expect()

    def is_quiet(self) -> bool:
        """Whether nobody speaks to the server any more: what is left waits for later. Looked at again and again."""
        if self.heard != len(self.said):
            self.heard, self.heard_at, self.is_up = len(self.said), time.monotonic(), True
        return time.monotonic() - self.heard_at > (self.SILENCE if self.is_up else self.LONG_SILENCE)

    def expect(self) -> None:
        """A new worker has been started."""
        self.heard, self.heard_at, self.is_up = len(self.said), time.monotonic(), False

    def answer(self, stage: str, usual: str, to: str) -> str:
        with self.one_at_a_time:
            lot, stall = self.chance.uniform(0, 100), self.chance.uniform(0, 100)
        if stall < self.STALLS:
            time.sleep(self.STALL * stall / self.STALLS)
        if stage == "RCPT" and to.startswith("nessuno"):
            return "550 5.1.1 no such person"
        if stage == "TEXT" and to.startswith("pozzo"):
            return DROP
        for answer, likelihood in self.MOODS[stage].items():
            lot -= likelihood
            if lot < 0:
                return answer
        return usual


class Nursery:
    """Starts workers in no time; see ``nursery.py``."""

    def __init__(self, environ: dict[str, str], moody: Moody) -> None:
        self.moody = moody
        command = [sys.executable, "-m", "tests.outbox.nursery"]
        self.process = subprocess.Popen(
            command, env=environ, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, ahead: timedelta) -> int:
        self.moody.expect()
        return self.ask((now() + ahead).isoformat())

    def end(self, worker: int, how: signal.Signals) -> int:
        """End the worker; its exit code, negative when a signal ended it."""
        os.kill(worker, how)
        return self.ask(f"wait {worker}")

    def ask(self, line: str) -> int:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def close(self) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self.process.stdout.close()


@pytest.fixture
def moody(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Moody]:
    server = Moody(SEED)
    with at_work(server):
        monkeypatch.setitem(app.config, "MAIL_URL", server.url)
        yield server


@pytest.fixture
def nursery(app: Flask, moody: Moody) -> Iterator[Nursery]:
    found = Nursery(Workers(app).environ, moody)
    yield found
    found.close()


def test_a_thousand_mails_through_storms_and_deaths(moody: Moody, nursery: Nursery) -> None:
    promised = promise(MAILS)
    chance = random.Random(SEED)
    ahead = timedelta(0)
    for _ in range(KILLS):
        worker = nursery.start(ahead)
        enough = len(moody.taken) + chance.randint(5, 30)
        wait_for(lambda enough=enough: len(moody.taken) >= enough or moody.is_quiet())
        time.sleep(chance.uniform(0, 0.05))
        assert nursery.end(worker, signal.SIGKILL) == -signal.SIGKILL
        ahead += AFTER_THE_LEASE
    in_the_end(moody, nursery, ahead)

    copies, became = moody.copies(), {row.message_id: row for row in rows()}
    assert set(became) == set(promised)
    assert set(copies) <= set(promised)
    assert max(copies.values()) == 2, "none more than twice"
    for row in became.values():
        if row.to_email.startswith("nessuno"):
            assert (row.status, copies[row.message_id]) == (Delivery.FAILED, 0)
        elif row.to_email.startswith("pozzo"):
            assert row.status == Delivery.PARKED and copies[row.message_id] <= 2  # fewer, when a worker died before
        elif row.status == Delivery.SENT:
            assert copies[row.message_id] >= 1
        else:
            assert row.status == Delivery.PARKED, f"{row.to_email} is lost: {row.status} {row.last_error}"
    doubtful = [row.id for row in became.values() if row.status == Delivery.PARKED and not copies[row.message_id]]
    send_again(doubtful)
    in_the_end(moody, nursery, ahead + A_LONG_WHILE * 30)
    never_arrived = set(promised) - set(moody.copies())
    assert len(never_arrived) == REFUSED, "none is lost"
    print(f"\n{Counter(row.status for row in became.values())}, {Counter(copies.values())}, doubtful {len(doubtful)}")


def test_workers_told_to_stop_send_nothing_twice(moody: Moody, nursery: Nursery) -> None:
    moody.MOODS = {stage: {} for stage in Moody.MOODS}
    promised = promise(200, refused=0, swallowed=0)
    for round_ in range(6):
        worker = nursery.start(AFTER_THE_LEASE * round_)
        taken = len(moody.taken)
        wait_for(lambda taken=taken: len(moody.taken) >= taken + 10)
        assert nursery.end(worker, signal.SIGTERM) == 0
    in_the_end(moody, nursery, AFTER_THE_LEASE * 10)

    assert moody.copies() == dict.fromkeys(promised, 1)
    assert {row.status for row in rows()} == {Delivery.SENT}


def promise(count: int, refused: int = REFUSED, swallowed: int = SWALLOWED) -> list[str]:
    """The Message-IDs of mails to as many people, among them ``refused`` and ``swallowed`` ones."""
    names = [f"nessuno{n}" for n in range(refused)] + [f"pozzo{n}" for n in range(swallowed)]
    names += [f"persona{n}" for n in range(count - len(names))]
    facts = {"manage_url": "", "download_url": "", "number": "1", "minutes_attended": 540, "minutes_held": 540}
    with transaction():
        messages = [
            enqueue(
                "certificate",
                f"registration/{number}",
                to_email=f"{name}@example.org",
                to_phone=None,
                to_name="",
                language="it",
                facts=facts,
                subject="Il tuo attestato è pronto",
            )
            for number, name in enumerate(names)
        ]
        ids = [message.message_id for message in messages]
    return ids


def send_again(numbers: list[int]) -> None:
    """What may have gone and has not: the office decides."""
    with transaction() as session:
        for number in numbers:
            resend(session.get_one(OutboxMessage, number))


def in_the_end(moody: Moody, nursery: Nursery, ahead: timedelta) -> None:
    """Let workers work, each some hours later, until every mail is settled."""
    for round_ in range(30):
        if not unsettled():
            return
        worker = nursery.start(ahead + A_LONG_WHILE * round_)
        wait_for(lambda: moody.is_quiet() or not unsettled(), look_every=0.5)
        assert nursery.end(worker, signal.SIGTERM) == 0
    raise AssertionError(f"never settled: {Counter(row.status for row in rows())}")


def rows() -> list[OutboxMessage]:
    db.session.rollback()
    return list(db.session.scalars(select(OutboxMessage), execution_options={"populate_existing": True}))


def unsettled() -> int:
    db.session.rollback()
    waiting = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.status.not_in(SETTLED))
    return db.session.scalar(waiting) or 0


def wait_for(what: Callable[[], bool], look_every: float = 0.02) -> None:
    give_up_at = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < give_up_at, f"waited in vain: {Counter(row.status for row in rows())}"
        time.sleep(look_every)
