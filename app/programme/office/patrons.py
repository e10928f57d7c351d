"""The patrons' days, in the office."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app.db import db, transaction
from app.errors import Refused
from app.programme.closures import without_patron
from app.programme.forms.closure import PatronForm
from app.programme.models import PatronDay
from app.programme.patron_days import about, add_patron, change_patron, remove_patron
from app.web.attempt import attempt

blueprint = Blueprint("patrons", __name__, url_prefix="/patroni")


@blueprint.get("/")
def index() -> ResponseReturnValue:
    patrons = db.session.scalars(select(PatronDay).order_by(PatronDay.municipality)).all()
    return render_template("programme/office/patrons/index.html", patrons=patrons, missing=without_patron())


@blueprint.get("/nuovo")
def new() -> ResponseReturnValue:
    return _page(PatronForm())


@blueprint.post("/nuovo")
def create() -> ResponseReturnValue:
    return _keep(None)


@blueprint.get("/<int:patron>")
def edit(patron: int) -> ResponseReturnValue:
    found = db.get_or_404(PatronDay, patron)
    return _page(PatronForm(obj=found), found)


@blueprint.post("/<int:patron>")
def update(patron: int) -> ResponseReturnValue:
    return _keep(db.get_or_404(PatronDay, patron))


@blueprint.post("/<int:patron>/eliminazione")
def delete(patron: int) -> ResponseReturnValue:
    found = db.get_or_404(PatronDay, patron)
    return attempt(
        lambda: remove_patron(found, by=g.staff.email),
        _("%(name)s di %(municipality)s è tolto.", name=found.name, municipality=found.municipality),
        url_for("office.patrons.index"),
    )


def _keep(patron: PatronDay | None) -> ResponseReturnValue:
    form = PatronForm()
    if not form.validate():
        return _page(form, patron), 422
    facts = (form.municipality.data or "", form.name.data or "", form.month.data, form.day.data or 1)
    number = patron.id if patron else None
    try:
        with transaction():
            if patron:
                change_patron(patron, *facts, by=g.staff.email)
            else:
                add_patron(*facts, by=g.staff.email)
    except Refused as refusal:
        form.municipality.errors = [str(refusal)]
        return _page(form, db.session.get(PatronDay, number) if number else None), refusal.status
    flash(_("%(name)s di %(municipality)s è salvato.", name=facts[1], municipality=facts[0]), "success")
    return redirect(url_for("office.patrons.index"), 303)


def _page(form: Any, patron: PatronDay | None = None) -> str:
    return render_template(
        "programme/office/patrons/edit.html", form=form, patron=patron, about=about(patron) if patron else None
    )
