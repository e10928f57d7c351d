"""What is kept: by nobody else's eyes, and not lost to a wrong command."""

import stat
import tarfile
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import func, make_url, select, text
from sqlalchemy.exc import DBAPIError

from app import create_app
from app.db import db
from app.lib import files
from app.privacy.commands import libpq
from app.registration.models import Registration
from tests.world import World

PRODUCTION = {"PUBLIC_URL": "https://bussola.example.org", "SECRET_KEY": "a secret that only the tests know"}


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("content", [None, b"not a database at all", b""])
def test_what_is_no_copy_replaces_nothing(
    world: World, runner: FlaskCliRunner, tmp_path: Path, content: bytes | None
) -> None:
    world.sign_up(world.edition())
    with tarfile.open(tmp_path / "wrong.tar.gz", "w:gz") as archive:
        (tmp_path / "inside").write_bytes(content or b"")
        archive.add(tmp_path / "inside", "holiday.jpg" if content is None else "database")
    done = runner.invoke(args=["restore", str(tmp_path / "wrong.tar.gz"), "--replace"])

    assert done.exit_code == 2 and "non è una copia" in done.stderr
    assert db.session.scalar(select(func.count(Registration.id))) == 1


def test_a_file_that_is_no_archive_is_refused(world: World, runner: FlaskCliRunner, tmp_path: Path) -> None:
    (tmp_path / "copy.tar.gz").write_text("hello")
    done = runner.invoke(args=["restore", str(tmp_path / "copy.tar.gz"), "--replace"])

    assert done.exit_code == 2 and "non è una copia" in done.stderr


@pytest.mark.usefixtures("database")
def test_only_its_owner_reads_a_copy(world: World, runner: FlaskCliRunner, tmp_path: Path) -> None:
    copy = tmp_path / "copy.tar.gz"
    copy.touch(mode=0o644)
    done = runner.invoke(args=["backup", str(copy)])

    assert done.exit_code == 0, done.output
    assert mode(copy) == "0o600"
    assert [path.name for path in tmp_path.iterdir()] == ["copy.tar.gz"]


def test_only_its_owner_reads_what_is_kept(tmp_path: Path) -> None:
    app = create_app(environ={"INSTANCE_PATH": str(tmp_path / "instance")})
    with app.app_context():
        db.session.execute(text("SELECT 1"))
        assert app.extensions["jobs"].huey is not None
        files.keep(tmp_path / "instance" / "files", b"a certificate")
        db.session.remove()
        db.engine.dispose()

    kept = [path for path in (tmp_path / "instance").rglob("*") if path.is_file()]
    assert {"bussola.db", "queue.db", "secret_key"} <= {path.name for path in kept}
    assert {path.name: mode(path) for path in kept} == {path.name: "0o600" for path in kept}
    assert mode(tmp_path / "instance") == "0o700"


def test_no_password_stands_among_the_running_commands() -> None:
    address, environ = libpq(make_url("postgresql+psycopg://bussola:s3cret@db.example.org:5433/bussola"))

    assert address == "postgresql://bussola@db.example.org:5433/bussola"
    assert environ["PGPASSWORD"] == "s3cret"


def test_in_production_an_error_of_the_database_tells_the_log_nobody_s_data(tmp_path: Path) -> None:
    app = create_app(environ=PRODUCTION | {"INSTANCE_PATH": str(tmp_path)})
    with app.app_context(), pytest.raises(DBAPIError) as error:
        db.session.execute(text("SELECT * FROM nowhere WHERE email = :email"), {"email": "ada@example.org"})

    assert "ada@" not in str(error.value)
