"""Signing a person up while they sit in front of you."""

import secrets

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import transaction
from app.errors import Refused
from app.registration import waiting_list
from app.registration.forms import StaffPersonForm
from app.registration.models import Source
from app.registration.office.blueprint import blueprint
from app.registration.overlaps import overlapping
from app.registration.refusals import AlreadyOnTheList, AlreadyRegistered
from app.registration.sign_up import sign_up
from app.web.found import edition_or_404


@blueprint.get("/programmi/<programme>/<edition>/iscrizioni/nuova")
def new(programme: str, edition: str) -> ResponseReturnValue:
    form = StaffPersonForm(formdata=None, request_key=secrets.token_urlsafe(16))
    return render_template(
        "registration/office/new.html", edition=edition_or_404(programme, edition), form=form, refusal=None
    )


@blueprint.post("/programmi/<programme>/<edition>/iscrizioni/nuova")
def create(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    form = StaffPersonForm()
    if not form.validate():
        return render_template("registration/office/new.html", edition=found, form=form, refusal=None), 422
    try:
        with transaction():
            registration = sign_up(
                found.id,
                form.person(form.language.data),
                source=Source.STAFF,
                by=g.staff.email,
                request_key=form.request_key.data or None,
            )
            place = waiting_list.position(registration)
            name, number = registration.participant.name, registration.id
            elsewhere = [
                other.edition.discreet_code or other.edition.discreet_title for other in overlapping(registration)
            ]
    except Refused as refusal:
        found = edition_or_404(programme, edition)
        said = AlreadyOnTheList() if isinstance(refusal, AlreadyRegistered) else refusal
        return render_template("registration/office/new.html", edition=found, form=form, refusal=said), said.status
    if place:
        flash(_("%(name)s è in lista d'attesa, al posto %(place)s.", name=name, place=place), "warning")
    else:
        flash(_("%(name)s ha il posto.", name=name), "success")
    if elsewhere:
        flash(_("Alla stessa ora ha un altro posto: %(codes)s.", codes=", ".join(elsewhere)), "warning")
    return redirect(url_for("office.registration.show", registration=number), 303)
