"""The office's own closures, in the office."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import transaction
from app.errors import Refused
from app.programme.closures import add_closure, change_closure, days_of, meetings_on, remove_closure
from app.programme.forms.closure import ClosureForm
from app.programme.models import Closure, Programme
from app.web.found import programme_or_404

blueprint = Blueprint("closures", __name__, url_prefix="/programmi")


@blueprint.get("/<programme>/chiusure/nuova")
def new(programme: str) -> ResponseReturnValue:
    found = programme_or_404(programme)
    return _page(found, ClosureForm(found))


@blueprint.post("/<programme>/chiusure/nuova")
def create(programme: str) -> ResponseReturnValue:
    return _keep(programme_or_404(programme), None)


@blueprint.get("/<programme>/chiusure/<int:closure>")
def edit(programme: str, closure: int) -> ResponseReturnValue:
    found = programme_or_404(programme)
    one = _closure_or_404(found, closure)
    shown = {"first_on": one.first_on, "last_on": one.last_on, "reason": one.reason}
    return _page(found, ClosureForm(found, data=shown), one)


@blueprint.post("/<programme>/chiusure/<int:closure>")
def update(programme: str, closure: int) -> ResponseReturnValue:
    found = programme_or_404(programme)
    return _keep(found, _closure_or_404(found, closure))


@blueprint.post("/<programme>/chiusure/<int:closure>/eliminazione")
def delete(programme: str, closure: int) -> ResponseReturnValue:
    """Take a closure away; the page that follows offers to put it back."""
    found = programme_or_404(programme)
    one = _closure_or_404(found, closure)
    facts: dict[str, Any] = {"first_on": f"{one.first_on}", "last_on": f"{one.last_on}", "reason": one.reason}
    try:
        with transaction():
            remove_closure(one, by=g.staff.email)
    except Refused as refusal:
        flash(str(refusal), "danger")
        return redirect(url_for("office.programme.edit", programme=programme), 303)
    flash(_("La chiusura «%(reason)s» è tolta.", reason=facts["reason"]), "success")
    return redirect(url_for("office.programme.edit", programme=programme, _anchor="chiusure", **facts), 303)


def _keep(programme: Programme, closure: Closure | None) -> ResponseReturnValue:
    """Add or change a closure, once whoever does it has seen which meetings fall on it: none moves by itself."""
    form = ClosureForm(programme)
    if "indietro" in request.form:
        return _page(programme, form, closure)
    if not form.validate():
        return _page(programme, form, closure), 422
    first_on, last_on = form.days
    reason, slug = form.reason.data or "", programme.slug
    falling = meetings_on(programme, first_on, last_on)
    if falling and "conferma" not in request.form:
        return render_template(
            "programme/office/closures/falling.html", programme=programme, closure=closure, form=form, meetings=falling
        )
    try:
        with transaction():
            if closure:
                change_closure(closure, first_on, last_on, reason, by=g.staff.email)
            else:
                closure = add_closure(programme, first_on, last_on, reason, by=g.staff.email)
            days = days_of(closure)
    except Refused as refusal:
        form.form_errors = [str(refusal)]
        return _page(programme_or_404(slug), form, closure), refusal.status
    flash(_("Chiusura salvata: %(days)s, %(reason)s.", days=days, reason=reason), "success")
    for meeting in meetings_on(programme, first_on, last_on):
        flash(
            _(
                "%(code)s è il %(day)s, che adesso è chiuso: dalle un altro giorno.",
                code=meeting.edition.code,
                day=f"{meeting.day:%d/%m/%Y}",
            ),
            "warning",
        )
    return redirect(url_for("office.programme.edit", programme=slug, _anchor="chiusure"), 303)


def _closure_or_404(programme: Programme, number: int) -> Closure:
    return next((one for one in programme.closures if one.id == number), None) or abort(404)


def _page(programme: Programme, form: Any, closure: Closure | None = None) -> str:
    return render_template("programme/office/closures/edit.html", programme=programme, form=form, closure=closure)
