"""bussola programme …"""

from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import gettext as _
from sqlalchemy import func, select

from app.db import db, transaction
from app.lib.sheets import FaultySheet
from app.programme.change import Change, ChangeKind
from app.programme.known import known
from app.programme.models import Edition, Meeting, Programme
from app.programme.publish import publish
from app.programme.read_programme import read_programme
from app.programme.write_sheet import write_sheet
from app.registration.import_programme import counts, counts_of, import_programme
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
                done.changes.append(Change(done.programme.slug, _("pubblicato"), ChangeKind.PROGRAMME))
            if dry_run:
                raise OnlyTried
    except OnlyTried:
        click.echo(_("Prova: non è stato cambiato niente. Importando davvero:"))
    for warning in done.warnings:
        click.echo(_("Attenzione: %(warning)s", warning=warning), err=True)
    for change in done.changes or [_("Nessuna modifica.")]:
        click.echo(str(change))
    click.echo(counts(done))


@group.command("export")
@click.argument("programme")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(programme: str, file: Path) -> None:
    """Scrive in FILE (.xlsx) il foglio del programma, che si può modificare e importare di nuovo."""
    found = db.session.scalars(select(Programme).where(Programme.slug == programme)).one_or_none()
    if found is None:
        there = ", ".join(db.session.scalars(select(Programme.slug).order_by(Programme.first_on))) or _("nessuno")
        wrong_input([_("Il programma «%(slug)s» non c'è. Ci sono: %(there)s.", slug=programme, there=there)])
    if file.suffix.lower() != ".xlsx":
        wrong_input(
            [_("%(file)s: il programma si scrive in un foglio .xlsx. Dai al file un nome così.", file=file.name)]
        )
    if not file.parent.is_dir():
        wrong_input([_("La cartella %(folder)s non c'è. Creala, o scrivi il foglio altrove.", folder=file.parent)])
    content = write_sheet(found)
    try:
        file.write_bytes(content)
    except OSError as error:
        wrong_input([_("%(file)s: non si può scrivere (%(why)s).", file=file, why=error.strerror)])
    meetings = sum(meeting.cancelled_at is None for edition in found.editions for meeting in edition.meetings)
    click.echo(counts_of(len(found.editions), meetings))


@group.command("list")
def list_() -> None:
    """Elenca i programmi: nome, titolo, stato, edizioni, incontri, persone."""
    people = func.coalesce(func.sum(Edition.confirmed_count + Edition.offered_count + Edition.waiting_count), 0)
    editions = select(func.count(Edition.id), people)
    meetings = select(func.count(Meeting.id)).join(Meeting.edition).where(Meeting.cancelled_at.is_(None))
    for programme in db.session.scalars(select(Programme).order_by(Programme.first_on)):
        editions_count, people_count = db.session.execute(editions.where(Edition.programme_id == programme.id)).one()
        meetings_count = db.session.scalar(meetings.where(Edition.programme_id == programme.id))
        click.echo(
            f"{programme.slug}  {programme.title}  {programme_status(programme.status).lower()}  "
            f"{editions_count} edizioni  {meetings_count} incontri  {people_count} persone"
        )
