"""The delegates of one body, as the office sees and keeps them: what the body can do from its link, and after it."""

import secrets

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db, transaction
from app.errors import Refused
from app.lib.clock import now
from app.networking import links
from app.networking.delegates import enrol, substitute, withdraw_delegate
from app.networking.forms import DelegateForm, EnrolForm
from app.networking.models import Invitation
from app.networking.office.found import invitation_or_404
from app.networking.standing import standings
from app.registration.models import Registration
from app.web.attempt import attempt

blueprint = Blueprint(
    "delegates", __name__, url_prefix="/programmi/<programme>/<edition>/invitati/<int:invitation>/delegati"
)


@blueprint.get("")
def index(programme: str, edition: str, invitation: int) -> ResponseReturnValue:
    return _page(invitation_or_404(programme, edition, invitation), _empty_form())


@blueprint.post("")
def create(programme: str, edition: str, invitation: int) -> ResponseReturnValue:
    found, form = invitation_or_404(programme, edition, invitation), EnrolForm()
    if form.press("aggiungi" in request.form):
        return _page(found, form)
    if not form.validate():
        return _page(found, form), 422
    try:
        with transaction():
            again = invitation_or_404(programme, edition, invitation)
            enrol(again, form.delegates("it"), by=g.staff.email, request_key=form.request_key.data or None)
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        return _page(invitation_or_404(programme, edition, invitation), form), refusal.status
    flash(_("Delegati iscritti: qui sotto vedi chi ha il posto."), "success")
    return redirect(url_for(".index", programme=programme, edition=edition, invitation=invitation), 303)


@blueprint.get("/<int:registration>")
def edit(programme: str, edition: str, invitation: int, registration: int) -> ResponseReturnValue:
    found = invitation_or_404(programme, edition, invitation)
    return _one_page(found, _delegate(found, registration), DelegateForm(formdata=None))


@blueprint.post("/<int:registration>")
def update(programme: str, edition: str, invitation: int, registration: int) -> ResponseReturnValue:
    found, form = invitation_or_404(programme, edition, invitation), DelegateForm()
    one = _delegate(found, registration)
    if not form.validate():
        return _one_page(found, one, form), 422
    try:
        with transaction():
            again = invitation_or_404(programme, edition, invitation)
            substitute(again, _delegate(again, registration), form.person("it"), by=g.staff.email)
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        found = invitation_or_404(programme, edition, invitation)
        return _one_page(found, _delegate(found, registration), form), refusal.status
    flash(_("Fatto."), "success")
    return redirect(url_for(".index", programme=programme, edition=edition, invitation=invitation), 303)


@blueprint.post("/<int:registration>/rinuncia")
def delete(programme: str, edition: str, invitation: int, registration: int) -> ResponseReturnValue:
    found = invitation_or_404(programme, edition, invitation)
    one = _delegate(found, registration)
    back = url_for(".index", programme=programme, edition=edition, invitation=invitation)
    return attempt(
        lambda: withdraw_delegate(found, one, by=g.staff.email), _("Fatto: questa persona non viene più."), back
    )


def _empty_form() -> EnrolForm:
    return EnrolForm(formdata=None, request_key=secrets.token_urlsafe(16))


def _delegate(invitation: Invitation, number: int) -> Registration:
    """The body's own delegate, still enrolled."""
    found = db.session.get(Registration, number) or abort(404)
    theirs = (found.edition_id, found.organisation_id) == (invitation.edition_id, invitation.organisation_id)
    return found if theirs and not found.is_cancelled else abort(404)


def _page(invitation: Invitation, form: EnrolForm) -> str:
    return render_template(
        "networking/office/delegates.html",
        invitation=invitation,
        edition=invitation.edition,
        form=form,
        pressed="aggiungi" in request.form,
        standings=standings(invitation),
        body_url=links.answer_url(invitation),
        now=now(),
    )


def _one_page(invitation: Invitation, registration: Registration, form: DelegateForm) -> str:
    return render_template(
        "networking/office/delegate.html",
        invitation=invitation,
        edition=invitation.edition,
        registration=registration,
        form=form,
        now=now(),
    )
