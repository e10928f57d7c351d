from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from tests.programme.office import Office


@pytest.fixture
def office(runner: FlaskCliRunner, tmp_path: Path) -> Office:
    return Office(runner, tmp_path)
