"""The front page and the pages that explain."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select, text

from app.db import db
from app.programme import built_in_notice, catalogue
from app.programme.models import Venue
from app.programme.notices import notice_of, shown
from app.programme.views import programme_page
from app.registration.change_notices import public_notice

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """The programme in season."""
    programme = catalogue.in_season()
    return programme_page(programme) if programme else render_template("home/between_seasons.html")


@blueprint.get("/sedi")
def venues() -> ResponseReturnValue:
    places = select(Venue).where(Venue.is_online.is_(False), Venue.is_retired.is_(False)).order_by(Venue.name)
    return render_template("home/venues.html", venues=db.session.scalars(places).all())


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process lives."""
    return "ok", 200, {"Content-Type": "text/plain; charset=utf-8"}


@blueprint.get("/readyz")
def readyz() -> ResponseReturnValue:
    """It can serve: the database answers and knows its tables."""
    db.session.execute(text("SELECT version_num FROM alembic_version"))
    return "ok", 200, {"Content-Type": "text/plain; charset=utf-8"}


@blueprint.get("/come-funziona")
def how() -> ResponseReturnValue:
    return render_template("home/how.html")


@blueprint.get("/aiuto")
def help() -> ResponseReturnValue:
    return render_template("home/help.html")


@blueprint.get("/informativa-privacy")
def privacy() -> ResponseReturnValue:
    """The notice of the half-year in season, or the version that the address names, if it was ever public."""
    asked = request.args.get("versione")
    named = public_notice(asked) if asked and asked != built_in_notice.VERSION else None
    if asked and not named and asked != built_in_notice.VERSION:
        abort(404)
    return render_template("home/privacy.html", notice=shown(named) if asked else notice_of(catalogue.in_season()))


@blueprint.get("/accessibilita")
def accessibility() -> ResponseReturnValue:
    return render_template("home/accessibility.html")


@blueprint.get("/note-legali")
def legal() -> ResponseReturnValue:
    return render_template("home/legal.html")
