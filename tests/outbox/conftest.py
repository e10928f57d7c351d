from collections.abc import Iterator

import pytest
from flask import Flask

from tests.outbox.postman import Postman, at_work
from tests.outbox.workers import Workers


@pytest.fixture
def postman(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Postman]:
    """A mail server that the application delivers to."""
    with at_work() as server:
        monkeypatch.setitem(app.config, "MAIL_URL", server.url)
        yield server


@pytest.fixture
def workers(app: Flask, postman: Postman) -> Iterator[Workers]:
    """Workers that deliver to the postman; none outlives the test."""
    found = Workers(app)
    yield found
    found.end_all()
