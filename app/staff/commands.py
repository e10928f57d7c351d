"""bussola staff …"""

import sys

import click
from flask.cli import AppGroup

from app.db import transaction
from app.lib.addresses import UnusableAddress, normalised_email
from app.programme.catalogue import edition_of
from app.staff import accounts
from app.staff.models import Role
from app.web.commands import BY, refusals, wrong_input

group = AppGroup("staff", help="Accessi all'ufficio.")


@group.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--name", default="", help="Nome da mostrare.")
@refusals
def add(email: str, role: str, name: str) -> None:
    """Crea un accesso; la password si scrive sullo standard input."""
    try:
        address = normalised_email(email)
    except UnusableAddress:
        wrong_input([f"«{email}» non è un indirizzo e-mail: scrivilo per intero, come anna@example.org."])
    password = click.prompt("Password", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    with transaction():
        accounts.add(address, Role(role), password, by=BY, name=name)
    click.echo(f"Accesso creato per {address} ({role}).")


@group.command("grant")
@click.argument("email")
@click.argument("edition", metavar="PROGRAMMA/EDIZIONE")
def grant(email: str, edition: str) -> None:
    """Affida a chi conduce un'edizione, ad esempio 2027-1/cv-1: la vedrà nell'ufficio."""
    with transaction():
        staff = accounts.by_email(email)
        if staff is None:
            wrong_input([f"Non c'è nessun accesso con l'e-mail «{email}»: crealo con bussola staff add."])
        if staff.role != Role.FACILITATOR:
            wrong_input([f"{email} non conduce: si affidano edizioni solo a chi ha il ruolo facilitator."])
        programme, _slash, slug = edition.lower().partition("/")
        if edition_of(programme, slug) is None:
            wrong_input([f"L'edizione «{edition}» non c'è: scrivi programma e codice, come 2027-1/cv-1."])
        accounts.grant(staff, f"edition/{edition.lower()}", by=BY)
    click.echo(f"{email} vede {edition.lower()}.")
