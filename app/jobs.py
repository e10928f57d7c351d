"""The task engine, and every recurring job of the system in one readable list.

The rows of the database are the truth, the queue is only an alarm clock: a lost or repeated alarm does no harm, since
every job asks the database what there is to do and takes it by a conditional UPDATE.
"""

import logging
import signal
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer, Worker
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.certificates.render import print_missing
from app.db import db, keep_private, transaction
from app.inbox.mailbox import read_new
from app.networking.ask_names import ask_names
from app.networking.tell_bodies import tell_bodies
from app.outbox.deliver import deliver, deliver_due
from app.outbox.models import Delivery, OutboxMessage
from app.privacy.forget import forget
from app.registration.move import release_replaced
from app.registration.offers import expire_due
from app.reminders.judge import judge_due

WORKERS = 2  # threads
LONGEST_FAREWELL = 60  # seconds that a worker told to stop takes at most to finish its mail
QUEUE_PATIENCE = 2  # seconds that a request waits for the queue before it goes on without
PROMISED = "messages promised in this transaction"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recurring:
    """``work`` is done ``when`` the clock says; it is given a question, «shall I go on?», to ask between items."""

    name: str
    when: Callable[[Any], bool]
    work: Callable[[Callable[[], bool]], object]


def forget_by_night(_keep_on: Callable[[], bool]) -> None:
    with transaction():
        forget()


RECURRING = (
    Recurring("deliver the mail that is due", crontab(minute="*"), deliver_due),
    Recurring("remind people whose hour has come", crontab(minute="*"), judge_due),
    Recurring("end the offers whose hour has passed", crontab(minute="*"), expire_due),
    Recurring("give up the places that another date replaces", crontab(minute="*"), release_replaced),
    Recurring("read the mail that has come in", crontab(minute="*/2"), read_new),
    Recurring("tell invited bodies that their day has changed", crontab(minute="*"), tell_bodies),
    Recurring("ask bodies for the names that are missing", crontab(minute="*/10"), ask_names),
    Recurring("print the certificates that have no paper yet", crontab(minute="*"), print_missing),
    Recurring("delete what has expired", crontab(hour="3", minute="0"), forget_by_night),
)


class Jobs:
    """The queue of one application; it is opened when it is first needed."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.stopping = threading.Event()
        self._opening = threading.Lock()
        self._huey: Huey | None = None
        self._deliver: Callable[[int], object] | None = None
        self._busy = {job.name: threading.Lock() for job in RECURRING}

    @property
    def huey(self) -> Huey:
        with self._opening:
            if self._huey is None:
                huey = open_queue(self.app.config["QUEUE_URL"])
                self._deliver = huey.task(name="deliver")(self._in_context(deliver))
                for job in RECURRING:
                    huey.periodic_task(job.when, name=job.name)(lambda job=job: self.do(job))
                self._huey = huey
        return self._huey

    def wake(self, message_ids: Iterable[int]) -> None:
        """Ask for these messages to be delivered at once; when that fails, the sweep of the next minute finds them."""
        try:
            for message_id in message_ids:
                assert self.huey is not None and self._deliver is not None
                self._deliver(message_id)
        except Exception as error:
            log.warning("the worker could not be woken, it will come by itself: %s", error)

    def do(self, job: Recurring) -> None:
        """Do a recurring job in this thread, unless another thread of this process is still at it."""
        if self._busy[job.name].acquire(blocking=False):
            try:
                self._in_context(job.work)(lambda: not self.stopping.is_set())
            finally:
                self._busy[job.name].release()

    def catch_up(self) -> None:
        """Do every recurring job once: nobody may have been at work for a while."""
        for job in RECURRING:
            if not self.stopping.is_set():
                self.do(job)

    def work(self) -> None:
        """Work until told to stop (SIGTERM, SIGINT); the mail at hand is finished first."""
        consumer = PoliteConsumer(
            self.huey,
            workers=WORKERS,
            initial_delay=0.05,
            max_delay=0.5,
            shutdown_timeout=LONGEST_FAREWELL,
            graceful_signal="TERM",
        )
        self.stopping = consumer.stop_flag
        catching_up = threading.Thread(target=self.catch_up, name="catching up")
        catching_up.start()
        consumer.run()
        catching_up.join(LONGEST_FAREWELL)
        self.huey.storage.close()

    def _in_context(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def working(*args: Any) -> None:
            with self.app.app_context():
                work(*args)

        return working


class TidyWorker(Worker):
    """Closes, in its own thread, the line on which it listened for alarms.

    One thread at a time: the queue looks whether it is open before it locks.
    """

    _one_at_a_time = threading.Lock()

    def shutdown(self) -> None:
        super().shutdown()
        with self._one_at_a_time:
            self.huey.storage.close()


class PoliteConsumer(Consumer):
    """Finishes what it is at, whichever signal asks it to stop; asked twice, it stops at once."""

    worker_class = TidyWorker

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in (signal.SIGINT, signal.SIGHUP):
            self._signal_actions[number] = (False, True)


def open_queue(url: str) -> Huey:
    """The queue that QUEUE_URL names. A lost alarm is no loss, so it need not reach the disk."""
    parts = urlsplit(url)
    if parts.scheme == "redis":
        patient = parts._replace(query=parts.query or f"socket_timeout={QUEUE_PATIENCE}").geturl()
        return RedisHuey("bussola", url=patient, results=False, read_timeout=1)
    if parts.scheme.startswith("postgres"):
        dsn = parts._replace(scheme="postgresql").geturl()
        return PostgresHuey("bussola", dsn=dsn, results=False, connect_timeout=QUEUE_PATIENCE)
    path = url.removeprefix("sqlite:///")
    keep_private(path)
    return SqliteHuey("bussola", filename=path, fsync=False, results=False, timeout=QUEUE_PATIENCE)


def init_app(app: Flask) -> None:
    """Bind the queue to ``app``."""
    app.extensions["jobs"] = Jobs(app)


@event.listens_for(db.session, "after_flush")
def remember_promises(session: Session, _context: object) -> None:
    promised = [
        row.id
        for row in (*session.new, *session.dirty)
        if isinstance(row, OutboxMessage) and row.status == Delivery.QUEUED
    ]
    if promised:
        session.info.setdefault(PROMISED, set()).update(promised)


@event.listens_for(db.session, "after_commit")
def wake_the_worker(session: Session) -> None:
    """Once the promise is safe. A savepoint that is released is not yet a commit."""
    if not session.in_nested_transaction():
        current_app.extensions["jobs"].wake(sorted(session.info.pop(PROMISED, ())))


@event.listens_for(db.session, "after_rollback")
def forget_promises(session: Session) -> None:
    session.info.pop(PROMISED, None)


@click.command("worker", help="Spedisce la posta e fa i lavori ricorrenti, finché non viene fermato.")
@with_appcontext
def worker() -> None:
    jobs = current_app.extensions["jobs"]
    click.echo("Al lavoro: la posta parte da qui. Ctrl-C per fermare.")
    jobs.work()
    db.session.remove()
    db.engine.dispose()
