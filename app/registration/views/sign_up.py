"""Signing up: the notice, the details, a last look."""

import secrets

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.db import transaction
from app.errors import Refused
from app.lib.clock import now
from app.programme.models import Edition
from app.programme.notices import notice_of, version_of
from app.registration import links
from app.registration.forms import PersonForm
from app.registration.sign_up import sign_up
from app.registration.views.blueprint import blueprint, public_edition

SIGN_UP = "/programmi/<programme>/<edition>/iscrizione"


@blueprint.get(SIGN_UP)
def new(programme: str, edition: str) -> ResponseReturnValue:
    found = public_edition(programme, edition)
    if not found.accepts_sign_ups(now()):
        return redirect(url_for("programme.edition", programme=programme, edition=edition))
    if request.args.get("passo") == "dati":
        return render_template("registration/new.html", edition=found, form=_empty_form(found), refusal=None)
    return render_template("registration/notice.html", edition=found, notice=notice_of(found.programme))


@blueprint.post(SIGN_UP)
def create(programme: str, edition: str) -> ResponseReturnValue:
    """The details come in, are shown again for a last look, and come back to be kept; nothing is stored in between."""
    found = public_edition(programme, edition)
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
        found = public_edition(programme, edition)
        page = render_template("registration/new.html", edition=found, form=form, refusal=refusal)
        return page, refusal.status
    return redirect(url_for("registration.show", token=token), 303)


def _empty_form(edition: Edition) -> PersonForm:
    key, notice = secrets.token_urlsafe(16), version_of(edition.programme)
    return PersonForm(formdata=None, request_key=key, notice_version=notice)


def _has_another_notice(edition: Edition, form: PersonForm) -> bool:
    """Whether the notice was changed while somebody was filling the form: what they read is not what stands now."""
    read = form.notice_version.data
    return bool(read) and read != version_of(edition.programme)
