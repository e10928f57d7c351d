"""Reserved places: hold one for somebody, and answer for them on the telephone."""

from datetime import date

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import transaction
from app.errors import Refused
from app.programme.models import Edition
from app.registration import offers, reserved
from app.registration.forms.desk import ReservationForm
from app.registration.models import Registration
from app.registration.office.blueprint import registration_or_404
from app.registration.office.desk import who_sends
from app.registration.refusals import AlreadyOnTheList, AlreadyRegistered
from app.web.attempt import attempt
from app.web.found import edition_or_404
from app.web.permissions import may

blueprint = Blueprint("reservations", __name__)


@blueprint.get("/programmi/<programme>/<edition>/posti-riservati/nuovo")
def new(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    return _page(found, ReservationForm(formdata=None, until=reserved.usual_day(found)))


@blueprint.post("/programmi/<programme>/<edition>/posti-riservati/nuovo")
def create(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    form = ReservationForm()
    if not form.validate():
        return _page(found, form), 422
    over_seats = form.over_seats.data and may("office.registration.create_promotion")
    try:
        with transaction():
            until = reserved.hour_of(found, form.until.data)
            person = form.person(form.language.data)
            made = offers.reserve(found.id, person, until, by=g.staff.email, over_seats=over_seats)
            number, name = made.id, made.participant.name
    except Refused as refusal:
        said = AlreadyOnTheList() if isinstance(refusal, AlreadyRegistered) else refusal
        return _page(edition_or_404(programme, edition), form, said), said.status
    flash(_("Il posto è riservato per %(name)s: lo diciamo subito alla persona.", name=name), "success")
    return redirect(url_for("office.registration.show", registration=number), 303)


@blueprint.post("/iscrizioni/<int:registration>/posto-riservato/accettazione")
def create_acceptance(registration: int) -> ResponseReturnValue:
    found = registration_or_404(registration)
    done = _("%(name)s ha il posto: l'ha detto a voce.", name=found.participant.name)
    return attempt(lambda: offers.accept(found, by=g.staff.email), done, _page_of(found))


@blueprint.post("/iscrizioni/<int:registration>/posto-riservato/rinuncia")
def create_refusal(registration: int) -> ResponseReturnValue:
    found = registration_or_404(registration)
    done = _("%(name)s rinuncia: il posto è libero per altri.", name=found.participant.name)
    return attempt(lambda: offers.decline(found, by=g.staff.email), done, _page_of(found))


@blueprint.post("/iscrizioni/<int:registration>/posto-riservato/proroga")
def update(registration: int) -> ResponseReturnValue:
    found = registration_or_404(registration)
    try:
        day = date.fromisoformat(request.form.get("giorno", ""))
    except ValueError:
        flash(_("Scrivi il giorno fino a cui tenere il posto."), "danger")
        return redirect(_page_of(found), 303)
    done = _("Il posto è tenuto più a lungo: lo diciamo subito alla persona.")
    return attempt(lambda: reserved.hold_longer(found, day, by=g.staff.email), done, _page_of(found))


def _page_of(registration: Registration) -> str:
    return url_for("office.registration.show", registration=registration.id)


def _page(edition: Edition, form: ReservationForm, refusal: Refused | None = None) -> str:
    return render_template(
        "registration/office/reservations/new.html",
        edition=edition,
        form=form,
        refusal=refusal,
        latest=reserved.latest(edition),
        referrals=who_sends(),
    )
