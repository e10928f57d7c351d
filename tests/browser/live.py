"""The application behind a real socket, for a real browser."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from flask import Flask
from werkzeug.serving import make_server

from app.lib import clock

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def serving(app: Flask, instant: datetime) -> Iterator[str]:
    """The address of ``app`` on a free port of this machine; its clock runs on from ``instant``, and its forms are
    guarded as in production."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    guarded, app.config["WTF_CSRF_ENABLED"] = app.config["WTF_CSRF_ENABLED"], True
    clock.start_at(instant)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        clock.start_at(None)
        app.config["WTF_CSRF_ENABLED"] = guarded
