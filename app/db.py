"""The database: the base of all records, instants that stay UTC, and ``transaction()``."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, MetaData, String, event, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.types import TypeDecorator

from app.errors import refusal_of_constraint
from app.lib.files import make_private

MIGRATIONS = Path(__file__).parent.parent / "migrations"
BUSY_TIMEOUT = 15_000  # milliseconds that a writer waits for another on SQLite
LOCK_TIMEOUT = "10s"  # the same on PostgreSQL

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in, aware UTC out, on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime has no place in the database")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    registry = registry(metadata=metadata, type_annotation_map={datetime: UtcDateTime, str: String(255)})


db = SQLAlchemy(model_class=Base)
migrate = Migrate(render_as_batch=True)


@contextmanager
def transaction() -> Iterator[Session]:
    """Begin and end one unit of work: all of the block is kept, or none.

    Refuses to nest and to start over changes made outside it; leaves the reading transaction first, so that the block
    sees today's data. A broken database rule becomes the same Refused that the verb would have raised.
    """
    session = db.session()
    if session.info.get("writing"):
        raise RuntimeError("a transaction is already open: verbs do not open their own")
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("something was changed outside the transaction")
    session.rollback()
    session.info["writing"] = True
    try:
        connection = session.connection(execution_options={"writing": True})
        if connection.dialect.name == "postgresql":
            session.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
        yield session
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise (refusal_of_constraint(str(error.orig)) or error) from error
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info["writing"] = False


def init_app(app: Any) -> None:
    """Bind the database to ``app``; on SQLite, set the pragmas and take over BEGIN."""
    db.init_app(app)
    migrate.init_app(app, db, directory=str(MIGRATIONS))
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            keep_private(db.engine.url.database)
            listen_on_sqlite(db.engine)


def keep_private(file: str | None) -> None:
    """A new SQLite file, and what SQLite will put beside it, is for this account's eyes only."""
    if file and Path(file).parent.is_dir() and file != ":memory:" and not Path(file).exists():
        make_private(Path(file))


def listen_on_sqlite(engine: Engine) -> None:
    """Durable, waiting, and honest about locks: a writing transaction takes the write lock when it begins.

    Upgrading a reading transaction to a writing one fails at once on SQLite when someone else has written meanwhile,
    and no timeout helps; hence BEGIN IMMEDIATE.
    """

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (f"busy_timeout={BUSY_TIMEOUT}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
