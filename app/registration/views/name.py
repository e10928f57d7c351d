"""Correcting how one's name is written."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import transaction
from app.errors import Refused
from app.registration.correct_name import correct_name, may_correct_name
from app.registration.forms import NameForm
from app.registration.views.blueprint import blueprint, managed

NAME = "/iscrizioni/<token>/nome"


@blueprint.get(NAME)
def edit_name(token: str) -> ResponseReturnValue:
    registration = managed(token)
    if not may_correct_name(registration):
        return redirect(url_for("registration.show", token=token))
    person = registration.participant
    form = NameForm(formdata=None, first_name=person.first_name, last_name=person.last_name)
    return render_template("registration/name.html", form=form, token=token, refusal=None)


@blueprint.post(NAME)
def update_name(token: str) -> ResponseReturnValue:
    registration = managed(token)
    form = NameForm()
    if not form.validate():
        return render_template("registration/name.html", form=form, token=token, refusal=None), 422
    try:
        with transaction():
            correct_name(registration, form.first_name.data or "", form.last_name.data or "")
    except Refused as refusal:
        return render_template("registration/name.html", form=form, token=token, refusal=refusal), refusal.status
    flash(_("Nome corretto."), "success")
    return redirect(url_for("registration.show", token=token), 303)
