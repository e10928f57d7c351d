"""Adding a person to one edition, from its page."""

import secrets

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import transaction
from app.errors import Refused
from app.programme.models import Edition
from app.registration import search, waiting_list
from app.registration.forms import StaffPersonForm
from app.registration.models import Source
from app.registration.office.blueprint import blueprint
from app.registration.office.desk import who_sends
from app.registration.overlaps import overlapping
from app.registration.refusals import AlreadyOnTheList, AlreadyRegistered
from app.registration.sign_up import sign_up
from app.staff.models import Role
from app.web.found import edition_or_404
from app.web.referrals import referral


@blueprint.get("/programmi/<programme>/<edition>/iscrizioni/nuova")
def new(programme: str, edition: str) -> ResponseReturnValue:
    form = StaffPersonForm(
        formdata=None,
        request_key=secrets.token_urlsafe(16),
        referral=referral(search.referral_of(g.staff.email)) if g.staff.role == Role.DESK else None,
    )
    return _page(edition_or_404(programme, edition), form)


@blueprint.post("/programmi/<programme>/<edition>/iscrizioni/nuova")
def create(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    form = StaffPersonForm()
    if not form.validate():
        return _page(found, form), 422
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
        return _page(found, form, said), said.status
    if place:
        flash(_("%(name)s è in lista d'attesa, al posto %(place)s.", name=name, place=place), "warning")
    else:
        flash(_("%(name)s ha il posto.", name=name), "success")
    if elsewhere:
        flash(_("Alla stessa ora ha un altro posto: %(codes)s.", codes=", ".join(elsewhere)), "warning")
    return redirect(url_for("office.registration.show", registration=number), 303)


def _page(edition: Edition, form: StaffPersonForm, refusal: Refused | None = None) -> str:
    return render_template(
        "registration/office/new.html", edition=edition, form=form, refusal=refusal, referrals=who_sends()
    )
