"""Alembic's environment: the application's own database and records."""

from alembic import context
from flask import current_app

from app.db import db

target = db.metadata


def run() -> None:
    """Bring the database of the current application to the asked revision, each migration in its own transaction."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=target,
            transaction_per_migration=True,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
