"""bussola inbox …"""

import click
from flask import current_app
from flask.cli import AppGroup

from app.inbox.mailbox import read_new

group = AppGroup("inbox", help="Posta in arrivo.")


@group.command("read")
def read() -> None:
    """Legge adesso la posta in arrivo: risposte dei calendari, mail tornate indietro, mail da leggere."""
    if not current_app.config["INBOX_URL"]:
        raise click.ClickException("INBOX_URL non è impostata: non c'è nessuna casella da leggere.")
    outcomes = read_new()
    click.echo(f"{sum(outcomes.values())} mail lette, {outcomes['declined']} posti liberati da un calendario")
