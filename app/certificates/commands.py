"""bussola certificates …"""

import click
from flask.cli import AppGroup

from app.certificates.issue import issue
from app.certificates.render import ensure_pdf
from app.db import transaction
from app.programme import catalogue
from app.web.commands import BY, refusals, wrong_input

group = AppGroup("certificates", help="Attestati di partecipazione.")


@group.command("issue")
@click.argument("edition", metavar="PROGRAMMA/EDIZIONE")
@refusals
def issue_command(edition: str) -> None:
    """Emette gli attestati di un'edizione dai registri chiusi, ad esempio 2027-1/cv-1."""
    programme, _slash, code = edition.partition("/")
    found = catalogue.edition_of(programme, code.lower())
    if found is None:
        wrong_input([f"«{edition}» non è un'edizione: scrivi programma ed edizione, ad esempio 2027-1/cv-1."])
    with transaction():
        issued = issue(found, by=BY)
    for certificate in issued:
        ensure_pdf(certificate)
        click.echo(f"{certificate.full_number} {certificate.code}")
    click.echo(f"{len(issued)} attestati")
