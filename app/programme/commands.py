"""bussola programme …"""

from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import gettext as _
from sqlalchemy import func, select

from app.db import db, transaction
from app.lib.sheets import FaultySheet
from app.programme.known import known
from app.programme.models import Edition, Meeting, Programme
from app.programme.publish import publish
from app.programme.read_programme import read_programme
from app.registration.import_programme import counts, import_programme
from app.web.commands import BY, refusals, wrong_input
from app.web.words import programme_status

group = AppGroup("programme", help="Programmi semestrali.")


class OnlyTried(Exception):
    """Ends the transaction of a dry run, so that nothing of it is kept."""


@group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--publish", "publishing", is_flag=True, help="Pubblica, dopo i controlli.")
@click.option("--dry-run", is_flag=True, help="Dice che cosa cambierebbe, senza cambiare niente.")
@click.option("--name", help="Il semestre, come 2027-1, se il titolo del foglio non lo dice.")
@refusals
def import_(file: Path, publishing: bool, dry_run: bool, name: str | None) -> None:
    """Importa un programma semestrale da un foglio .xlsx; importarlo di nuovo lo aggiorna."""
    try:
        draft = read_programme(file, known(), name)
    except FaultySheet as error:
        wrong_input(error.faults)
    try:
        with transaction():
            done = import_programme(draft, by=BY)
            if publishing and not done.programme.is_published:
                publish(done.programme, by=BY)
                done.changes.append(_("%(slug)s: pubblicato", slug=done.programme.slug))
            if dry_run:
                raise OnlyTried
    except OnlyTried:
        click.echo(_("Prova: non è stato cambiato niente. Importando davvero:"))
    for warning in done.warnings:
        click.echo(_("Attenzione: %(warning)s", warning=warning), err=True)
    for change in done.changes or [_("Nessuna modifica.")]:
        click.echo(change)
    click.echo(counts(done))


@group.command("list")
def list_() -> None:
    """Elenca i programmi: nome, titolo, stato, edizioni, incontri, persone."""
    people = func.coalesce(func.sum(Edition.confirmed_count + Edition.waiting_count), 0)
    editions = select(func.count(Edition.id), people)
    meetings = select(func.count(Meeting.id)).join(Meeting.edition).where(Meeting.cancelled_at.is_(None))
    for programme in db.session.scalars(select(Programme).order_by(Programme.first_on)):
        editions_count, people_count = db.session.execute(editions.where(Edition.programme_id == programme.id)).one()
        meetings_count = db.session.scalar(meetings.where(Edition.programme_id == programme.id))
        click.echo(
            f"{programme.slug}  {programme.title}  {programme_status(programme.status).lower()}  "
            f"{editions_count} edizioni  {meetings_count} incontri  {people_count} persone"
        )
