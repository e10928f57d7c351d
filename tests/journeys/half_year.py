"""Fresh databases and small half-years for tests that run whole processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import create_engine, make_url, text

from app import create_app
from app.db import db
from app.lib import clock
from app.lib.codes import random_code
from tests.servers import environment
from tests.world import World

BEFORE_THE_SEASON = "2027-01-11T09:00:00+01:00"
OUR_OWN_CLOCK = {"BUSSOLA_NOW": ""}  # the processes live in the season; the test's own process stays where it is


@contextmanager
def fresh_database(database: str, postgres_url: str, folder: Path) -> Iterator[dict[str, str]]:
    """The environment of processes that share one empty, migrated database, on a winter Monday of the season."""
    folder.mkdir(exist_ok=True)
    if database == "postgresql":
        name = f"journey_{random_code(8).lower()}"
        server = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        url = make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
    else:
        server, name, url = None, "", f"sqlite:///{folder}/bussola.db"
    environ = environment(folder, DATABASE_URL=url, BUSSOLA_NOW=BEFORE_THE_SEASON)
    app = create_app(environ=environ | OUR_OWN_CLOCK)
    with app.app_context():
        upgrade()
        db.engine.dispose()
    try:
        yield environ
    finally:
        if server:
            with server.connect() as connection:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
            server.dispose()


def an_open_edition(environ: dict[str, str], seats: int) -> None:
    """Edition CV-1 of the published half-year 2027-1, open for sign-up."""
    app = create_app(environ=environ | OUR_OWN_CLOCK)
    with app.app_context(), clock.at(datetime.fromisoformat(BEFORE_THE_SEASON)):
        World(app).edition(seats=seats, code="CV-1")
        db.session.remove()
        db.engine.dispose()
