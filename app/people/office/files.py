"""The list of people, and the file of each: what they did, how to reach them, what the office corrects."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app.db import db, transaction
from app.errors import Refused
from app.lib.languages import OWN_NAMES
from app.people.forms import ContactForm, CorrectNameForm
from app.people.models import Participant
from app.programme.models import Programme
from app.registration import correct_person
from app.reports.people_list import ORDERS, almost, people, tallies
from app.reports.person_file import person_file
from app.web.attempt import attempt
from app.web.paging import page_of

blueprint = Blueprint("people", __name__, url_prefix="/persone")


@blueprint.get("/")
def index() -> ResponseReturnValue:
    asked = {name: request.args.get(name, "").strip()[:100] for name in ("cerca", "programma", "ordine")}
    order = asked["ordine"] if asked["ordine"] in ORDERS else "cognome"
    page = page_of(people(asked["cerca"], asked["programma"], order))
    near = almost(asked["cerca"]) if asked["cerca"] and not page.total else None
    if near is not None:
        page = page_of(near)
    half_years = db.session.scalars(select(Programme.slug).order_by(Programme.first_on.desc()))
    return render_template(
        "people/office/index.html",
        page=page,
        asked=asked | {"ordine": order},
        are_nearly=near is not None,
        half_years=[("", _("Tutti")), *((slug, slug) for slug in half_years)],
        orders=[("cognome", _("Cognome")), ("nome", _("Nome")), ("arrivo", _("Ultime arrivate"))],
        tallies=tallies(page.items),
    )


@blueprint.get("/<int:person>")
def show(person: int) -> ResponseReturnValue:
    found = person_or_404(person)
    if found.merged_into_id:
        return redirect(url_for("office.people.show", person=found.merged_into_id))
    return _page(found, ContactForm(formdata=None))


@blueprint.get("/<int:person>/nome")
def edit(person: int) -> ResponseReturnValue:
    found = standing_or_404(person)
    form = CorrectNameForm(formdata=None, obj=found)
    return render_template("people/office/edit.html", person=found, form=form, refusal=None)


@blueprint.post("/<int:person>/nome")
def update(person: int) -> ResponseReturnValue:
    form = CorrectNameForm()
    if not form.validate():
        return render_template("people/office/edit.html", person=standing_or_404(person), form=form, refusal=None), 422
    first_name, last_name = form.first_name.data or "", form.last_name.data or ""
    try:
        with transaction():
            correct_person.rename(standing_or_404(person), first_name, last_name, by=g.staff.email)
    except Refused as refusal:
        found = standing_or_404(person)
        return render_template("people/office/edit.html", person=found, form=form, refusal=refusal), refusal.status
    flash(_("Il nome ora è %(name)s.", name=f"{first_name} {last_name}"), "success")
    return redirect(url_for("office.people.show", person=person), 303)


@blueprint.post("/<int:person>/contatti")
def create_contact(person: int) -> ResponseReturnValue:
    form = ContactForm()
    if not form.validate():
        return _page(standing_or_404(person), form), 422
    try:
        with transaction():
            correct_person.add_contact(
                standing_or_404(person), form.contact, write_here=bool(form.write_here.data), by=g.staff.email
            )
    except Refused as refusal:
        form.value.errors = [str(refusal)]
        return _page(standing_or_404(person), form), refusal.status
    flash(_("Contatto aggiunto."), "success")
    return redirect(url_for("office.people.show", person=person), 303)


@blueprint.post("/<int:person>/contatti/togli")
def delete_contact(person: int) -> ResponseReturnValue:
    found, value = standing_or_404(person), request.form.get("value", "")[:254]
    back = url_for("office.people.show", person=person)
    return attempt(lambda: correct_person.remove_contact(found, value, by=g.staff.email), _("Contatto tolto."), back)


def person_or_404(number: int) -> Participant:
    """The record of this number, whatever became of it, unless its person was forgotten."""
    found = db.session.get(Participant, number)
    return found if found and not found.forgotten_at else abort(404)


def standing_or_404(number: int) -> Participant:
    """The record of this number, unless it went into another."""
    found = person_or_404(number)
    return abort(404) if found.merged_into_id else found


def _page(person: Participant, form: ContactForm) -> str:
    return render_template(
        "people/office/show.html", file=person_file(person), person=person, form=form, languages=OWN_NAMES
    )
