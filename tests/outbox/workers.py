"""The worker as a process of its own, started and ended, or killed, at will."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app.db import db
from app.outbox.models import OutboxMessage

ROOT = Path(__file__).parents[2]
PATIENCE = 40  # seconds


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

    def start(self, ahead: timedelta = timedelta(0), at: datetime | None = None) -> subprocess.Popen[str]:
        """A worker whose clock is ``ahead`` of ours, or begins ``at`` an instant."""
        begins = at or (datetime.now(UTC) + ahead if ahead else None)
        worker = subprocess.Popen(
            [sys.executable, "-m", "flask", "worker"],
            env=self.environ | ({"BUSSOLA_NOW": begins.isoformat()} if begins else {}),
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

    def end_all(self) -> None:
        for worker in self.started:
            if worker.poll() is None:
                worker.kill()
                worker.communicate()


def statuses() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(OutboxMessage.status).order_by(OutboxMessage.id)))


def wait_for(what: Callable[[], bool], why: str) -> None:
    give_up_at = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < give_up_at, f"waited in vain for {why}: {statuses()}"
        time.sleep(0.02)
