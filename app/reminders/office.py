"""Which reminders leave and when, and what became of those whose hour has come."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.lib.clock import now
from app.outbox import sms
from app.reminders import plan

blueprint = Blueprint("reminders", __name__, url_prefix="/promemoria")


@blueprint.get("/")
def index() -> ResponseReturnValue:
    return render_template(
        "reminders/office/index.html", planned=plan.planned(now()), judged=plan.judged(now()), sms_are_on=sms.is_on()
    )
