"""The front page and the pages that explain."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from app.db import db

blueprint = Blueprint("home", __name__)


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
