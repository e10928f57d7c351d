"""The front page and the pages that explain."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select, text
from sqlalchemy.orm import selectinload

from app.db import db
from app.programme import catalogue
from app.programme.models import Venue
from app.programme.views import programme_page

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """The programme in season."""
    programme = catalogue.in_season()
    return programme_page(programme) if programme else render_template("home/between_seasons.html")


@blueprint.get("/sedi")
def venues() -> ResponseReturnValue:
    places = select(Venue).where(Venue.is_online.is_(False)).options(selectinload(Venue.rooms)).order_by(Venue.name)
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
    return render_template("home/privacy.html")


@blueprint.get("/accessibilita")
def accessibility() -> ResponseReturnValue:
    return render_template("home/accessibility.html")


@blueprint.get("/note-legali")
def legal() -> ResponseReturnValue:
    return render_template("home/legal.html")
