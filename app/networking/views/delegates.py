"""The body enrols its people, names them, lets others come instead, takes them away."""

import secrets

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.db import transaction
from app.errors import Refused
from app.networking import links
from app.networking.delegates import enrol, names_until, substitute, takes_names, withdraw_delegate
from app.networking.forms import DelegateForm, EnrolForm
from app.networking.models import THE_BODY, Invitation
from app.networking.views.blueprint import blueprint, delegate_or_404, invitation_or_404
from app.programme.notices import version_of
from app.registration.models import Registration
from app.web.attempt import attempt

NEW = "/<token>/delegati"
ONE = "/<token>/delegati/<name>"


@blueprint.get(NEW)
def new_delegates(token: str) -> ResponseReturnValue:
    found = invitation_or_404(token)
    if not takes_names(found.edition):
        return redirect(url_for("invitations.show", token=token))
    return _enrol_page(found, EnrolForm(formdata=None, request_key=secrets.token_urlsafe(16)))


@blueprint.post(NEW)
def create_delegates(token: str) -> ResponseReturnValue:
    found, form = invitation_or_404(token), EnrolForm()
    if form.press("aggiungi" in request.form):
        return _enrol_page(found, form)
    if not form.validate():
        return _enrol_page(found, form), 422
    people = form.delegates(g.lang)
    try:
        with transaction():
            enrol(
                invitation_or_404(token),
                people,
                by=THE_BODY,
                request_key=form.request_key.data or None,
                privacy_version=version_of(found.edition.programme),
            )
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        return _enrol_page(invitation_or_404(token), form), refusal.status
    done = ngettext(
        "%(num)d persona iscritta: qui sotto vedete se ha il posto.",
        "%(num)d persone iscritte: qui sotto vedete chi ha il posto.",
        len(people),
    )
    flash(done, "success")
    return _back(token)


@blueprint.get(ONE)
def edit_delegate(token: str, name: str) -> ResponseReturnValue:
    found = invitation_or_404(token)
    return _one_page(found, delegate_or_404(found, name), DelegateForm(formdata=None))


@blueprint.post(ONE)
def update_delegate(token: str, name: str) -> ResponseReturnValue:
    """The name of a place that has none, or of who comes instead."""
    found, form = invitation_or_404(token), DelegateForm()
    registration = delegate_or_404(found, name)
    if not form.validate():
        return _one_page(found, registration, form), 422
    unnamed = registration.is_unnamed
    try:
        with transaction():
            again = invitation_or_404(token)
            substitute(again, delegate_or_404(again, name), form.person(g.lang), by=THE_BODY)
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        found = invitation_or_404(token)
        return _one_page(found, delegate_or_404(found, name), form), refusal.status
    flash(
        _("Nome scritto.") if unnamed else _("Fatto: il biglietto di prima non vale più, quello nuovo è partito."),
        "success",
    )
    return _back(token)


@blueprint.post(f"{ONE}/rinuncia")
def delete_delegate(token: str, name: str) -> ResponseReturnValue:
    found = invitation_or_404(token)
    registration = delegate_or_404(found, name)
    done = _("Fatto: questa persona non viene più.")
    return attempt(
        lambda: withdraw_delegate(found, registration, by=THE_BODY), done, url_for("invitations.show", token=token)
    )


def _enrol_page(invitation: Invitation, form: EnrolForm) -> str:
    return render_template(
        "networking/new_delegates.html",
        invitation=invitation,
        edition=invitation.edition,
        form=form,
        token=links.token_of(invitation),
        pressed="aggiungi" in request.form,
        names_until=names_until(invitation.edition),
    )


def _one_page(invitation: Invitation, registration: Registration, form: DelegateForm) -> str:
    return render_template(
        "networking/edit_delegate.html",
        invitation=invitation,
        edition=invitation.edition,
        registration=registration,
        form=form,
        token=links.token_of(invitation),
        takes_names=takes_names(invitation.edition),
    )


def _back(token: str) -> ResponseReturnValue:
    return redirect(url_for("invitations.show", token=token), 303)
