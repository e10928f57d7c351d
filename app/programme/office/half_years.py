"""Half-years, in the office: the list of them, their editions, their rules."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app.db import db, transaction
from app.errors import Refused
from app.lib.clock import now, today
from app.lib.names import folded
from app.programme import catalogue, closures
from app.programme.change_half_year import add_half_year, change_half_year, remove_half_year
from app.programme.figures import figures_of
from app.programme.forms import half_year as forms
from app.programme.models import Edition, Programme
from app.programme.office import publications
from app.web.attempt import attempt
from app.web.found import programme_or_404

blueprint = Blueprint("programme", __name__, url_prefix="/programmi")
publications.add_pages(blueprint)

ORDERS = {
    "data": lambda edition: (edition.starts_at is None, edition.starts_at),
    "codice": lambda edition: (edition.code,),
    "riempimento": lambda edition: (-(edition.people_count) / max(edition.seats, 1),),
}


@blueprint.get("/")
def index() -> ResponseReturnValue:
    programmes = db.session.scalars(select(Programme).order_by(Programme.first_on.desc())).all()
    return render_template(
        "programme/office/index.html", programmes=programmes, figures=figures_of(programmes), today=today()
    )


@blueprint.get("/nuovo")
def new() -> ResponseReturnValue:
    taken = set(db.session.scalars(select(Programme.slug)))
    last = db.session.scalars(select(Programme).order_by(Programme.first_on.desc()).limit(1)).first()
    after = max(today(), last.last_on + timedelta(days=1)) if last else today()
    rules = forms.shown(last) if last else {"certificate_share": "2/3"}
    proposed = rules | {"half": forms.next_free(taken, after).slug, "title": None, "first_on": None, "last_on": None}
    return _new_page(forms.NewHalfYearForm(data=proposed), last)


@blueprint.post("/nuovo")
def create() -> ResponseReturnValue:
    form = forms.NewHalfYearForm()
    if not form.validate():
        return _new_page(form), 422
    try:
        with transaction():
            slug = add_half_year(form.chosen, forms.typed(form), by=g.staff.email).slug
    except Refused as refusal:
        form.half.errors = [str(refusal)]
        return _new_page(form), refusal.status
    flash(_("Il semestre %(slug)s c'è, in bozza: non lo vede ancora nessuno.", slug=slug), "success")
    return redirect(url_for("office.programme.show", programme=slug), 303)


@blueprint.get("/<programme>/")
def show(programme: str) -> ResponseReturnValue:
    found = programme_or_404(programme)
    words, order = folded(request.args.get("cerca", "")), request.args.get("ordine", "data")
    editions = [edition for edition in catalogue.editions_of(found) if _matches(edition, words)]
    editions.sort(key=ORDERS.get(order, ORDERS["data"]))
    return render_template(
        "programme/office/show.html",
        programme=found,
        editions=editions,
        order=order,
        now=now(),
        words=request.args.get("cerca", ""),
    )


@blueprint.get("/<programme>/regole")
def edit(programme: str) -> ResponseReturnValue:
    found = programme_or_404(programme)
    return _edit_page(found, forms.HalfYearForm(found, data=forms.shown(found)))


@blueprint.post("/<programme>/regole")
def update(programme: str) -> ResponseReturnValue:
    found = programme_or_404(programme)
    form = forms.HalfYearForm(found)
    if not form.validate():
        return _edit_page(found, form), 422
    try:
        with transaction():
            changes = change_half_year(found, forms.typed(form), by=g.staff.email)
    except Refused as refusal:
        form.form_errors = [str(refusal)]
        return _edit_page(programme_or_404(programme), form), refusal.status
    flash(_("Modifiche salvate.") if changes else _("Non c'era niente da cambiare."), "success")
    return redirect(url_for("office.programme.edit", programme=programme), 303)


@blueprint.get("/<programme>/eliminazione")
def new_deletion(programme: str) -> ResponseReturnValue:
    found = programme_or_404(programme)
    return render_template(
        "programme/office/half_years/deletion.html", programme=found, editions=catalogue.editions_of(found)
    )


@blueprint.post("/<programme>/eliminazione")
def delete(programme: str) -> ResponseReturnValue:
    found = programme_or_404(programme)
    return attempt(
        lambda: remove_half_year(found, by=g.staff.email),
        _("La bozza %(slug)s è cancellata.", slug=programme),
        url_for("office.programme.index"),
    )


def _new_page(form: Any, like: Programme | None = None) -> str:
    return render_template("programme/office/half_years/new.html", form=form, like=like)


def _edit_page(programme: Programme, form: Any) -> str:
    return render_template(
        "programme/office/half_years/edit.html",
        programme=programme,
        form=form,
        national=closures.national(programme),
        local=closures.local(programme),
        without_patron=closures.without_patron(),
        own=sorted(programme.closures, key=lambda one: one.first_on),
        removed={name: request.args.get(name, "")[:100] for name in ("first_on", "last_on", "reason")},
    )


def _matches(edition: Edition, words: str) -> bool:
    text = folded(
        " ".join([edition.code, edition.title, edition.activity.theme.name, *(m.place for m in edition.meetings)])
    )
    return all(word in text for word in words.split())
