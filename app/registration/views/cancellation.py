"""Giving a place up, and having it back. Looking changes nothing."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import transaction
from app.registration.cancel import NOT_ON_THIS_DATE, cancel
from app.registration.companions import companions
from app.registration.models import Registration
from app.registration.undo_cancellation import undo_cancellation, with_whom
from app.registration.views.blueprint import blueprint, managed
from app.web.attempt import attempt

ALL = "tutti"  # for oneself and for who signed up together


@blueprint.get("/iscrizioni/<token>/annullamento")
def new_cancellation(token: str) -> ResponseReturnValue:
    registration = managed(token)
    if registration.is_cancelled:
        return redirect(url_for("registration.show", token=token))
    if registration.is_offered:
        return redirect(url_for("registration.offer", token=token, risposta="no"))
    return render_template(
        "registration/cancellation.html",
        registration=registration,
        token=token,
        together=_still_in(registration),
        not_on_this_date=request.args.get("motivo") == NOT_ON_THIS_DATE,
    )


@blueprint.post("/iscrizioni/<token>/annullamento")
def create_cancellation(token: str) -> ResponseReturnValue:
    registration = managed(token)
    reason = NOT_ON_THIS_DATE if request.form.get("motivo") == NOT_ON_THIS_DATE else None
    with transaction():
        everybody = _still_in(registration) if request.form.get("chi") == ALL else []
        cancel(registration, reason=reason, companions=everybody)
    return redirect(url_for("registration.show", token=token), 303)


@blueprint.post("/iscrizioni/<token>/ripristino", endpoint="create_undo")
def undo(token: str) -> ResponseReturnValue:
    registration = managed(token)

    def verb() -> None:
        together = with_whom(registration, companions(registration)) if request.form.get("chi") == ALL else []
        undo_cancellation(registration, companions=together)

    return attempt(verb, _("Fatto: l’iscrizione vale di nuovo."), url_for("registration.show", token=token))


def _still_in(registration: Registration) -> list[Registration]:
    return [one for one in companions(registration) if not one.is_cancelled and not one.admitted_at]
