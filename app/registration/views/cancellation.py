"""Giving a place up. Looking changes nothing."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.db import transaction
from app.registration.cancel import NOT_ON_THIS_DATE, cancel
from app.registration.views.blueprint import blueprint, managed


@blueprint.get("/iscrizioni/<token>/annullamento")
def new_cancellation(token: str) -> ResponseReturnValue:
    registration = managed(token)
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
    registration = managed(token)
    reason = NOT_ON_THIS_DATE if request.form.get("motivo") == NOT_ON_THIS_DATE else None
    with transaction():
        cancel(registration, reason=reason)
    return redirect(url_for("registration.show", token=token), 303)
