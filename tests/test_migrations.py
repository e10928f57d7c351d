"""The database that migrations make is the one that the records describe, also when it is full."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, inspect, select, text

from app import create_app
from app.db import MIGRATIONS, db, transaction
from app.lib import clock
from app.outbox.models import OutboxMessage
from app.programme.models import Facilitator, Partner
from app.registration.models import Registration
from tests.journeys.half_year import OUR_OWN_CLOCK, fresh_database
from tests.world import World


def test_every_model_change_has_a_migration(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, db.metadata)

    assert differences == []


def test_upgrading_a_full_database_keeps_everybody(database: str, postgres_url: str, tmp_path: Path) -> None:
    """Back to the first migration and on to the last, with people in: each step keeps the rows it finds."""
    with fresh_database(database, postgres_url, tmp_path) as environ:
        app = create_app(environ=environ | OUR_OWN_CLOCK)
        with app.app_context(), clock.at(datetime(2027, 1, 11, 9, tzinfo=UTC)):
            fill(World(app))
            before = counts()
            downgrade(revision="0001")
            upgrade()

            assert counts() == before
            ada = db.session.scalars(select(Registration).order_by(Registration.id)).all()[0].participant
            assert (ada.name, ada.sort_key) == ("Ada Lovelace", "lovelace ada")
            db.session.remove()
            db.engine.dispose()


def fill(world: World) -> None:
    edition = world.edition(seats=2)
    with transaction() as session:
        session.add(Partner(name="Oasi", name_key="oasi"))
        session.add_all(Facilitator(name=name, name_key=name) for name in ("operatrice", "orientatrice"))
    for who in ("ada", "grace", "alan"):
        world.sign_up(edition, who)


def counts() -> tuple[int | None, int | None]:
    found = (
        db.session.scalar(select(func.count(Registration.id))),
        db.session.scalar(select(func.count(OutboxMessage.id))),
    )
    db.session.rollback()
    return found


@pytest.mark.one_database
def test_migrations_are_one_line_with_sentences_for_names() -> None:
    script = ScriptDirectory(str(MIGRATIONS))
    revisions = list(script.walk_revisions())

    assert len(script.get_heads()) == 1
    assert all(revision.doc and len(revision.doc.split()) > 2 for revision in revisions)


def test_the_patrons_are_there_from_the_first_day(app: Flask) -> None:
    with db.engine.connect() as connection:
        names = set(connection.execute(text("SELECT municipality FROM patron_days")).scalars())
        tables = set(inspect(connection).get_table_names())

    assert "Bologna" in names
    assert tables >= {"editions", "registrations", "outbox_messages"}
