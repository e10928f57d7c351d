"""Somebody who types commands about sheets, and what the database then says."""

from pathlib import Path

from flask.testing import FlaskCliRunner
from sqlalchemy import func, select

from app.db import db
from app.programme.models import Edition
from app.registration.models import Registration
from tests.programme.sheets import sheet_with


class Office:
    def __init__(self, runner: FlaskCliRunner, folder: Path) -> None:
        self.runner, self.folder = runner, folder

    def imports(self, *changes: dict, options: tuple[str, ...] = (), status: int = 0, **sheet: object) -> str:
        """Import a sheet with these rows; returns all that was said."""
        return self.types(str(sheet_with(self.folder, *changes, **sheet)), *options, status=status)  # type: ignore[arg-type]

    def publishes(self, *changes: dict, **sheet: object) -> str:
        return self.imports(*changes, options=("--publish",), **sheet)  # type: ignore[arg-type]

    def types(self, *arguments: str, status: int = 0) -> str:
        answer = self.runner.invoke(args=["programme", "import", *arguments])
        db.session.remove()
        assert answer.exit_code == status, answer.output
        return answer.output


def edition(code: str = "cv-1") -> Edition:
    return db.session.scalars(select(Edition).where(Edition.slug == code)).one()


def people() -> list[Registration]:
    return list(db.session.scalars(select(Registration).order_by(Registration.id)))


def how_many(record: type) -> int:
    return db.session.scalar(select(func.count()).select_from(record)) or 0


def the_only(record: type) -> object:
    return db.session.scalars(select(record)).one()
