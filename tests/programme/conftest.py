from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from tests.programme.office import Office
from tests.programme.sheets import sheet_with
from tests.world import World

Upload = Callable[..., TestResponse]


@pytest.fixture
def office(runner: FlaskCliRunner, tmp_path: Path) -> Office:
    return Office(runner, tmp_path)


@pytest.fixture
def browser(world: World) -> FlaskClient:
    return world.signed_in()


@pytest.fixture
def upload(browser: FlaskClient, tmp_path: Path) -> Upload:
    """Send a file, or the sheet with these rows; returns the page that it leads to."""

    def send(*changes: dict, content: bytes | None = None, name: str = "foglio.xlsx", **sheet: object) -> TestResponse:
        if content is None:
            content = sheet_with(tmp_path, *changes, **sheet).read_bytes()  # type: ignore[arg-type]
        body = encode_multipart({"file": FileStorage(BytesIO(content), filename=name)}, boundary="a-sheet-of-ours")[1]
        kind = "multipart/form-data; boundary=a-sheet-of-ours"
        return browser.post("/ufficio/programmi/importa", data=body, content_type=kind, follow_redirects=True)

    return send
