"""Fixtures that every test may use. The whole suite runs on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Iterator
from datetime import datetime

import html5lib
import pytest
from flask import Flask, current_app
from flask.testing import FlaskClient, FlaskCliRunner
from flask_migrate import upgrade
from sqlalchemy import select, text
from werkzeug.test import TestResponse

from app import create_app
from app.db import db
from app.lib import clock
from app.outbox.deliver import mail_folder
from app.programme.models import PatronDay
from tests.postgres import running_postgres
from tests.world import World

DATABASES = ("sqlite", "postgresql")
FILLED_TABLE = PatronDay.__table__  # by a migration: given back to each test as it was
KEPT_TABLES = {"alembic_version"}
A_DAY_IN_THE_SEASON = datetime(2027, 1, 11, 9, 0, tzinfo=clock.ROME)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames and not metafunc.definition.get_closest_marker("one_database"):
        metafunc.parametrize("database", DATABASES, scope="session")


@pytest.fixture(scope="session")
def database() -> str:
    return "sqlite"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with running_postgres() as url:
        yield url


@pytest.fixture(scope="session")
def whole_app(
    database: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Flask]:
    """One migrated application per database; tests take `app`, which is emptied after each."""
    folder = tmp_path_factory.mktemp(database)
    environ = {
        "INSTANCE_PATH": str(folder),
        "SECRET_KEY": "a secret that only the tests know",
        "MAIL_FROM": "bussola@example.org",
    }
    if database == "postgresql":
        environ["DATABASE_URL"] = request.getfixturevalue("postgres_url")
    app = create_app(environ=environ, TESTING=True, WTF_CSRF_ENABLED=False)
    app.test_client_class = CheckingClient
    with app.app_context():
        upgrade(directory="migrations")
        app.extensions["filled"] = [row._asdict() for row in db.session.execute(select(FILLED_TABLE))]
        db.session.remove()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(whole_app: Flask) -> Iterator[Flask]:
    """The application with an empty database, on a winter Monday of the season at nine in the morning."""
    with whole_app.app_context(), clock.at(A_DAY_IN_THE_SEASON):
        yield whole_app
        db.session.remove()
        empty()
        shutil.rmtree(mail_folder(), ignore_errors=True)
        db.session.remove()
        db.engine.dispose()


def empty() -> None:
    """Delete all rows but those that a migration filled, and count ids on from there.

    TRUNCATE does it too, forty times more slowly on small tables.
    """
    filled = current_app.extensions["filled"]
    tables = [table for table in reversed(db.metadata.sorted_tables) if table.name not in KEPT_TABLES]
    with db.engine.connect() as connection:
        for table in tables:
            connection.execute(table.delete())
        connection.execute(FILLED_TABLE.insert(), filled)
        if db.engine.dialect.name == "postgresql":
            connection.execute(text("SELECT setval(sequencename::text, 1, false) FROM pg_sequences"))
            connection.execute(text(f"SELECT setval('{FILLED_TABLE.name}_id_seq', {len(filled)})"))
        connection.commit()


@pytest.fixture
def world(app: Flask) -> World:
    return World(app)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


class CheckingClient(FlaskClient):
    """A client that parses every HTML answer and fails on malformed markup."""

    def open(self, *args: object, **kwargs: object) -> TestResponse:
        answer = super().open(*args, **kwargs)  # type: ignore[arg-type]
        if answer.mimetype == "text/html" and not answer.is_streamed:
            html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(answer.get_data(as_text=True))
        return answer
