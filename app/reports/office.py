"""The office's front page."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from app.lib.clock import now, today
from app.reports.today import desk_s_morning, facilitator_s_morning, this_morning
from app.staff.models import Role

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def index() -> ResponseReturnValue:
    if g.staff.role == Role.FACILITATOR:
        morning = facilitator_s_morning(g.staff)
    elif g.staff.role == Role.DESK:
        morning = desk_s_morning(g.staff)
    else:
        morning = this_morning()
    return render_template("home/office/index.html", morning=morning, today=today(), now=now())
