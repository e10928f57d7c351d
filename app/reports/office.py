"""The office's front page."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.lib.clock import now, today
from app.reports.today import this_morning

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def index() -> ResponseReturnValue:
    return render_template("home/office/index.html", morning=this_morning(), today=today(), now=now())
