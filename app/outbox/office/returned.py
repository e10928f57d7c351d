"""What did not reach its person: call instead, or say that the address is right."""

from flask import Blueprint, abort, g, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db
from app.journal.note import note
from app.outbox.bounces import write_again
from app.outbox.call import call_instead
from app.outbox.models import OutboxMessage
from app.web.attempt import attempt

blueprint = Blueprint("returned", __name__, url_prefix="/posta/<int:message>")


@blueprint.post("/chiamata")
def create_call(message: int) -> ResponseReturnValue:
    found = _message(message)
    done = _("%(name)s è fra le persone da chiamare.", name=found.to_name)
    return attempt(lambda: _call(found), done, url_for("office.outbox.calls"))


def _call(message: OutboxMessage) -> None:
    call_instead(message)
    note(message.about, "message.call_instead", g.staff.email)


@blueprint.post("/indirizzo")
def create_trust(message: int) -> ResponseReturnValue:
    """The office knows that the address works: it is written to again."""
    found = _message(message)
    done = _("D'ora in poi si torna a scrivere a %(address)s.", address=found.to_email or "")
    return attempt(lambda: _trust(found), done, url_for("office.outbox.show", message=message))


def _trust(message: OutboxMessage) -> None:
    if message.to_email and write_again(message.to_email):
        note(message.about, "message.write_again", g.staff.email)


def _message(number: int) -> OutboxMessage:
    return db.session.get(OutboxMessage, number) or abort(404)
