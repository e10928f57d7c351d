"""A place that is held for somebody until a stated hour: yes or no. Looking changes nothing."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.db import transaction
from app.errors import Refused
from app.lib.clock import now
from app.registration.offers import accept, decline
from app.registration.units import together_with
from app.registration.views.blueprint import blueprint, managed
from app.registration.views.coming import NO, YES


@blueprint.get("/iscrizioni/<token>/offerta")
def offer(token: str) -> ResponseReturnValue:
    registration = managed(token)
    if not registration.is_offered:
        return redirect(url_for("registration.show", token=token))
    return _page(token)


@blueprint.post("/iscrizioni/<token>/offerta")
def answer_offer(token: str) -> ResponseReturnValue:
    registration = managed(token)
    answer = request.form.get("risposta")
    if answer not in (YES, NO):
        abort(400)
    try:
        with transaction():
            if answer == YES:
                accept(registration)
            else:
                decline(registration)
    except Refused as refusal:
        return _page(token, refusal), refusal.status
    return redirect(url_for("registration.show", token=token), 303)


def _page(token: str, refusal: Refused | None = None) -> str:
    registration = managed(token)
    return render_template(
        "registration/offer.html",
        registration=registration,
        edition=registration.edition,
        unit=together_with(registration),
        is_late=registration.offer_until is not None and registration.offer_until <= now(),
        leaning=request.args.get("risposta"),
        refusal=refusal,
        token=token,
    )
