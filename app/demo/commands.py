"""bussola demo load, and the words of welcome of bin/run."""

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import func, select

from app.db import db, transaction
from app.demo import season
from app.errors import Refused
from app.outbox.deliver import deliver_due
from app.programme.models import Programme
from app.staff import accounts
from app.staff.models import Role, Staff
from app.web.commands import refusals

PASSWORD = "bussola-di-prova"
LOGINS = {
    "ufficio@example.org": (Role.OFFICE, "Olga dell'ufficio"),
    "sportello@example.org": (Role.DESK, "Sandra dello sportello"),
    "conduce@example.org": (Role.FACILITATOR, "Carla che conduce"),
    "admin@example.org": (Role.ADMIN, "Aldo che amministra"),
}

group = AppGroup("demo", help="Dati di prova.")


class NotEmpty(Refused):
    message = "Il database non è vuoto: la dimostrazione si carica solo in uno vuoto."


class NotInProduction(Refused):
    message = "La dimostrazione ha password note a tutti: in produzione non si carica."


@group.command("load")
@click.option("--if-empty", is_flag=True, help="Non fa nulla se il database non è vuoto.")
@refusals
def load(if_empty: bool) -> None:
    """Riempie un database vuoto con un semestre vivo attorno a oggi."""
    if current_app.config["IS_PRODUCTION"]:
        raise NotInProduction()
    if db.session.scalar(select(func.count(Programme.id))) or db.session.scalar(select(func.count(Staff.id))):
        if if_empty:
            return
        raise NotEmpty()
    click.echo("Carico la dimostrazione…")
    with transaction():
        staff = {role: accounts.add(email, role, PASSWORD, season.BY, name) for email, (role, name) in LOGINS.items()}
    post = _write_the_mails if _has_no_postman() else lambda: None
    season.load(staff[Role.OFFICE], staff[Role.DESK], staff[Role.FACILITATOR], post)


def _has_no_postman() -> bool:
    """Whether mails are files, to look at: then they are there when the site opens, without a worker."""
    return bool(current_app.config["MAIL_URL"].startswith("file:"))


def _write_the_mails() -> None:
    deliver_due()


@click.command("welcome", hidden=True)
@with_appcontext
def welcome() -> None:
    """Dice dove si trova il sito e come si entra."""
    address = current_app.config["PUBLIC_URL"]
    click.echo(f"\nBussola del lavoro: {address}\n")
    demo = db.session.scalars(select(Staff.email).where(Staff.email.in_(LOGINS))).all()
    if demo:
        click.echo(f"Ufficio: {address}/ufficio/ (password per tutti: {PASSWORD})")
        for email, (role, _name) in LOGINS.items():
            if email in demo:
                click.echo(f"  {email:24} {role}")
    else:
        click.echo(f"Ufficio: {address}/ufficio/ (il primo accesso: bin/bussola staff add TU@ENTE --role admin)")
    if _has_no_postman():
        click.echo(f"Le mail che partirebbero: {address}/posta-di-prova/")
    click.echo("Ctrl-C ferma tutto.\n")
