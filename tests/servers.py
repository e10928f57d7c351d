"""The real thing, started for a test: the web server in several processes, and the worker, each its own process."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import free_port

ROOT = Path(__file__).parent.parent
PATIENCE = 30  # seconds that a server may take to answer its first request


def environment(instance: Path, **settings: str) -> dict[str, str]:
    """The environment of a process of ours that keeps all it writes under ``instance``."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    secret = {"SECRET_KEY": "a secret that only the tests know"}
    return kept | secret | {"INSTANCE_PATH": str(instance), "FLASK_APP": str(ROOT / "wsgi.py"), **settings}


def command(*words: str, environ: dict[str, str], stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run ``bussola …`` as an operator would, to its end."""
    flask = [sys.executable, "-m", "flask", *words]
    return subprocess.run(flask, env=environ, cwd=ROOT, input=stdin, capture_output=True, text=True, timeout=300)


@contextmanager
def running_server(environ: dict[str, str], processes: int = 1, app: str = "wsgi:app") -> Iterator[str]:
    """A web server of ``processes`` processes with the application ``app``; gives its address, ends it afterwards."""
    port = free_port()
    gunicorn = [sys.executable, "-m", "gunicorn", f"--bind=127.0.0.1:{port}", f"--workers={processes}", "--threads=4"]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen([*gunicorn, "--log-level=warning", app], env={"PUBLIC_URL": address, **environ}, cwd=ROOT)
    try:
        wait_for(f"{address}/healthz")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def wait_for(url: str) -> None:
    """Return as soon as ``url`` answers. Raises TimeoutError."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{url} does not answer")
