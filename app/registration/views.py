"""Signing up, the page that a person keeps, and giving the place up."""

import secrets

from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.certificates.issue import certificate_of
from app.db import transaction
from app.errors import Refused
from app.lib.clock import now
from app.programme import catalogue, proposals
from app.programme.models import Edition
from app.programme.notices import notice_of, version_of
from app.registration import invite, links, ticket_paper, waiting_list
from app.registration.cancel import NOT_ON_THIS_DATE, cancel
from app.registration.forms import PersonForm
from app.registration.models import Registration
from app.registration.overlaps import overlapping
from app.registration.sign_up import sign_up
from app.web.downloads import CALENDAR, PDF, file_answer

blueprint = Blueprint("registration", __name__)
ticket = Blueprint("ticket", __name__)

SIGN_UP = "/programmi/<programme>/<edition>/iscrizione"


@blueprint.get(SIGN_UP)
def new(programme: str, edition: str) -> ResponseReturnValue:
    found = _public_edition(programme, edition)
    if not found.accepts_sign_ups(now()):
        return redirect(url_for("programme.edition", programme=programme, edition=edition))
    if request.args.get("passo") == "dati":
        return render_template("registration/new.html", edition=found, form=_empty_form(found), refusal=None)
    return render_template("registration/notice.html", edition=found, notice=notice_of(found.programme))


@blueprint.post(SIGN_UP)
def create(programme: str, edition: str) -> ResponseReturnValue:
    """The details come in, are shown again for a last look, and come back to be kept; nothing is stored in between."""
    found = _public_edition(programme, edition)
    form = PersonForm()
    step = request.form.get("passo")
    if _has_another_notice(found, form):
        notice = notice_of(found.programme)
        return render_template("registration/notice.html", edition=found, notice=notice, is_new=True), 409
    if step == "modifica":
        return render_template("registration/new.html", edition=found, form=form, refusal=None)
    if not form.validate():
        return render_template("registration/new.html", edition=found, form=form, refusal=None), 422
    if step != "invia":
        return render_template("registration/summary.html", edition=found, form=form, person=form.person(g.lang))
    try:
        with transaction():
            registration = sign_up(
                found.id,
                form.person(g.lang),
                request_key=form.request_key.data or None,
                privacy_version=version_of(found.programme),
            )
            token = links.token_of(registration)
    except Refused as refusal:
        found = _public_edition(programme, edition)
        page = render_template("registration/new.html", edition=found, form=form, refusal=refusal)
        return page, refusal.status
    return redirect(url_for("registration.show", token=token), 303)


@blueprint.get("/iscrizioni/<token>")
def show(token: str) -> ResponseReturnValue:
    registration = _managed(token)
    edition = registration.edition
    return render_template(
        "registration/show.html",
        registration=registration,
        edition=edition,
        token=token,
        position=waiting_list.position(registration),
        overlaps=overlapping(registration),
        other_dates=_elsewhere(registration),
        ticket_url=links.ticket_url(registration.ticket_code),
        certificate=certificate_of(registration),
        now=now(),
    )


@blueprint.get("/iscrizioni/<token>/biglietto.pdf")
def ticket_pdf(token: str) -> Response:
    registration = _confirmed(token)
    return file_answer(ticket_paper.ticket_pdf(registration), PDF, ticket_paper.FILE_NAME)


@blueprint.get("/iscrizioni/<token>/invito.ics", endpoint="invite")
def download_invite(token: str) -> Response:
    registration = _dated(token)
    return file_answer(invite.download(registration), CALENDAR, "bussola.ics")


@blueprint.get("/iscrizioni/<token>/annullamento")
def new_cancellation(token: str) -> ResponseReturnValue:
    registration = _managed(token)
    if registration.is_cancelled:
        return redirect(url_for("registration.show", token=token))
    return render_template(
        "registration/cancellation.html",
        registration=registration,
        token=token,
        not_on_this_date=request.args.get("motivo") == NOT_ON_THIS_DATE,
    )


@blueprint.post("/iscrizioni/<token>/annullamento")
def create_cancellation(token: str) -> ResponseReturnValue:
    registration = _managed(token)
    reason = NOT_ON_THIS_DATE if request.form.get("motivo") == NOT_ON_THIS_DATE else None
    with transaction():
        cancel(registration, reason=reason)
    return redirect(url_for("registration.show", token=token), 303)


@ticket.get("/t/<code>", endpoint="show")
@ticket.get("/T/<code>", endpoint="show_capitals")
def show_ticket(code: str) -> ResponseReturnValue:
    """A ticket as its QR says it: read-only, for whoever holds it."""
    registration = links.registration_of_ticket(code) or abort(404)
    return render_template(
        "registration/ticket.html",
        registration=registration,
        edition=registration.edition,
        ticket_url=links.ticket_url(registration.ticket_code),
    )


def _elsewhere(registration: Registration) -> list[Edition]:
    """Where else this person could go: nobody who has a place on a date needs to know."""
    edition = registration.edition
    if edition.is_cancelled or edition.is_postponed or registration.is_cancelled:
        return proposals.instead_of(edition)
    return [] if registration.is_confirmed or edition.is_reserved else catalogue.other_dates(edition)


def _public_edition(programme: str, edition: str) -> Edition:
    found = catalogue.edition_of(programme, edition)
    if found is None or not found.is_public:
        abort(404)
    return found


def _managed(token: str) -> Registration:
    return links.registration_of(token) or abort(404)


def _confirmed(token: str) -> Registration:
    registration = _managed(token)
    if not registration.is_confirmed:
        abort(404)
    return registration


def _dated(token: str) -> Registration:
    registration = _confirmed(token)
    if not registration.edition.held_meetings:
        abort(404)
    return registration


def _empty_form(edition: Edition) -> PersonForm:
    key, notice = secrets.token_urlsafe(16), version_of(edition.programme)
    return PersonForm(formdata=None, request_key=key, notice_version=notice)


def _has_another_notice(edition: Edition, form: PersonForm) -> bool:
    """Whether the notice was changed while somebody was filling the form: what they read is not what stands now."""
    read = form.notice_version.data
    return bool(read) and read != version_of(edition.programme)
