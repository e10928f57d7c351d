from collections.abc import Iterator

import pytest
from flask import Flask

from tests.outbox.postman import Postman, at_work


@pytest.fixture
def postman(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Postman]:
    """A mail server that the application delivers to."""
    with at_work() as server:
        monkeypatch.setitem(app.config, "MAIL_URL", server.url)
        yield server
