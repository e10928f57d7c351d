"""bussola outbox …"""

import click
from flask.cli import AppGroup

from app.outbox import claims
from app.outbox.deliver import Outcome, deliver_due

group = AppGroup("outbox", help="Posta in uscita.")


@group.command("deliver")
def deliver() -> None:
    """Spedisce tutta la posta che deve partire ora, anche quella che aspettava altri cambiamenti."""
    outcomes = deliver_due(in_haste=True)
    waiting = claims.waiting_count()
    click.echo(f"{outcomes[Outcome.SENT]} inviati, {waiting} in coda, {outcomes[Outcome.FAILED]} falliti")
