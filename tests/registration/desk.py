"""Somebody at the desk who brings lists of sign-ups."""

from pathlib import Path

from flask.testing import FlaskCliRunner
from sqlalchemy import select

from app.db import db
from app.registration.models import Registration

HEADINGS = "Codice,Nome,Cognome,E-mail,Telefono,Lingua,Esigenze,Ente,Ruolo"
ADA = "CV-1,Ada,Lovelace,ada@example.org,,it,,,"


class Desk:
    def __init__(self, runner: FlaskCliRunner, folder: Path) -> None:
        self.runner, self.folder = runner, folder

    def imports(
        self, *rows: str, headings: str = HEADINGS, status: int = 0, encoding: str = "utf-8"
    ) -> tuple[str, list[str]]:
        """Import a CSV of these rows; returns the last line, and the sentences on standard error."""
        file = self.folder / "iscrizioni.csv"
        file.write_bytes("\r\n".join([headings, *rows, ""]).encode(encoding))
        return self.types(str(file), status=status)

    def types(self, *arguments: str, status: int = 0) -> tuple[str, list[str]]:
        answer = self.runner.invoke(args=["registration", "import", *arguments])
        db.session.remove()
        assert answer.exit_code == status, answer.output
        return (answer.stdout.splitlines() or [""])[-1], answer.stderr.splitlines()


def people() -> list[Registration]:
    return list(db.session.scalars(select(Registration).order_by(Registration.id)))
