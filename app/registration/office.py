"""Registrations, in the office: add a person, look at one, promote, cancel."""

import secrets
from typing import Any

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app.attendance.record import present_minutes
from app.db import db, transaction
from app.errors import Refused
from app.journal.models import Entry
from app.lib.clock import now
from app.outbox.models import OutboxMessage
from app.registration import links, ticket_paper, waiting_list
from app.registration.cancel import cancel
from app.registration.forms import StaffPersonForm
from app.registration.models import Registration, Source
from app.registration.overlaps import overlapping
from app.registration.refusals import AlreadyOnTheList, AlreadyRegistered
from app.registration.sign_up import sign_up
from app.web.attempt import attempt
from app.web.downloads import PDF, file_answer
from app.web.found import edition_or_404

blueprint = Blueprint("registration", __name__)


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


@blueprint.get("/iscrizioni/<int:registration>")
def show(registration: int) -> ResponseReturnValue:
    found = _registration(registration)
    about = found.about
    messages = select(OutboxMessage).where(OutboxMessage.about == about).order_by(OutboxMessage.id.desc())
    history = select(Entry).where(Entry.about == about).order_by(Entry.id.desc())
    return render_template(
        "registration/office/show.html",
        registration=found,
        edition=found.edition,
        position=waiting_list.position(found),
        came=any(present_minutes(found, meeting) for meeting in found.edition.held_meetings),
        manage_url=links.manage_url(found),
        messages=db.session.scalars(messages).all(),
        history=db.session.scalars(history).all(),
        now=now(),
    )


@blueprint.get("/iscrizioni/<int:registration>/biglietto.pdf")
def ticket_pdf(registration: int) -> Response:
    found = _registration(registration)
    if not found.is_confirmed:
        abort(404)
    return file_answer(ticket_paper.ticket_pdf(found), PDF, ticket_paper.FILE_NAME, shown=True)


@blueprint.post("/iscrizioni/<int:registration>/promozione")
def create_promotion(registration: int) -> ResponseReturnValue:
    found = _registration(registration)
    name = found.participant.name
    if found.email:
        done = _("%(name)s ha il posto: parte la mail che lo dice.", name=name)
    else:
        done = _("%(name)s ha il posto, ed è fra le persone da chiamare per dirglielo.", name=name)
    return attempt(lambda: waiting_list.promote(found, by=g.staff.email), done, _back(found))


@blueprint.post("/iscrizioni/<int:registration>/annullamento")
def create_cancellation(registration: int) -> ResponseReturnValue:
    found = _registration(registration)
    done = _("L'iscrizione di %(name)s è annullata.", name=found.participant.name)
    return attempt(lambda: cancel(found, by=g.staff.email), done, _back(found))


def _back(registration: Registration) -> str:
    """Where the button was pressed: the list, or the person's own page."""
    if request.form.get("da") == "elenco":
        edition = registration.edition
        asked: dict[str, Any] = {name: request.form.get(name) or None for name in ("cerca", "stato", "ordine")}
        return url_for("office.editions.show", programme=edition.programme.slug, edition=edition.slug, **asked)
    return url_for("office.registration.show", registration=registration.id)


def _registration(number: int) -> Registration:
    return db.session.get(Registration, number) or abort(404)
