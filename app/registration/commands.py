"""bussola registration …"""

import sys
from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import gettext as _
from sqlalchemy import select

from app.db import db, transaction
from app.lib.sheets import FaultySheet
from app.programme.models import Edition, Programme, ProgrammeStatus
from app.registration.import_sheet import import_sign_ups
from app.registration.read_sign_ups import read_sign_ups
from app.web.commands import BY, refusals, wrong_input

group = AppGroup("registration", help="Iscrizioni.")


@group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--programme", "slug", help="Il semestre, come 2027-1; senza, quello pubblicato.")
@refusals
def import_(file: Path, slug: str | None) -> None:
    """Iscrive le persone di un elenco, .csv o .xlsx, nell'ordine delle sue righe."""
    programme = chosen_programme(slug)
    editions = db.session.scalars(select(Edition).where(Edition.programme_id == programme.id))
    try:
        wanted = read_sign_ups(file, {edition.slug: edition.id for edition in editions})
    except FaultySheet as error:
        wrong_input(error.faults)
    for warning in wanted.warnings:
        click.echo(_("Attenzione: %(warning)s", warning=warning), err=True)
    with (
        click.progressbar(length=len(wanted.rows), file=sys.stderr, hidden=not sys.stderr.isatty()) as progress,
        transaction() as session,
    ):
        tally = import_sign_ups(
            session.get_one(Programme, programme.id), wanted.rows, by=BY, step=lambda: progress.update(1)
        )
    for refused in tally.refused:
        click.echo(_("Rifiutata: %(sentence)s", sentence=refused), err=True)
    click.echo(str(tally))


def chosen_programme(slug: str | None) -> Programme:
    """The half-year of this slug, or the one published; none or several are wrong input."""
    programmes = list(db.session.scalars(select(Programme).order_by(Programme.first_on)))
    if slug:
        named = [programme for programme in programmes if programme.slug == slug]
        if not named:
            there = ", ".join(programme.slug for programme in programmes) or _("nessuno")
            wrong_input([_("Il programma «%(slug)s» non c'è. Ci sono: %(there)s.", slug=slug, there=there)])
        return named[0]
    published = [programme for programme in programmes if programme.status == ProgrammeStatus.PUBLISHED]
    if not published:
        wrong_input([_("Nessun programma è pubblicato. Pubblicane uno, o scegli quale, come --programme 2027-1.")])
    if len(published) > 1:
        there = ", ".join(programme.slug for programme in published)
        wrong_input([_("Ci sono più programmi pubblicati: %(there)s. Scegli quale con --programme.", there=there)])
    return published[0]
