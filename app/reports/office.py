"""The office's front page, and the box that looks for everything."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from app.lib.clock import now, today
from app.reports.search import FEWEST_LETTERS, search
from app.reports.today import desk_s_morning, facilitator_s_morning, this_morning
from app.staff.models import Role

LONGEST_SEARCH = 100  # letters

blueprint = Blueprint("home", __name__)
looking = Blueprint("search", __name__)


@blueprint.get("/")
def index() -> ResponseReturnValue:
    if g.staff.role == Role.FACILITATOR:
        morning = facilitator_s_morning(g.staff)
    elif g.staff.role == Role.DESK:
        morning = desk_s_morning(g.staff)
    else:
        morning = this_morning()
    return render_template("home/office/index.html", morning=morning, today=today(), now=now())


@blueprint.get("/guida")
def guide() -> ResponseReturnValue:
    """How the office's work is done with these pages, in a few words."""
    return render_template("home/office/guide.html")


@looking.get("/cerca", endpoint="index")
def search_everything() -> ResponseReturnValue:
    words = request.args.get("cerca", "").strip()[:LONGEST_SEARCH]
    return render_template(
        "search/office/index.html", words=words, found=search(words, g.staff), fewest=FEWEST_LETTERS, now=now()
    )
