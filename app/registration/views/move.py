"""Going to another date of the same lab."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.db import transaction
from app.errors import Refused
from app.registration import links
from app.registration.move import elsewhere, move_to, waits_elsewhere
from app.registration.views.blueprint import blueprint, managed


@blueprint.get("/iscrizioni/<token>/spostamento")
def new_move(token: str) -> ResponseReturnValue:
    registration = managed(token)
    return render_template(
        "registration/move.html",
        registration=registration,
        edition=registration.edition,
        token=token,
        editions=elsewhere(registration),
        waits_elsewhere=waits_elsewhere(registration),
    )


@blueprint.post("/iscrizioni/<token>/spostamento")
def create_move(token: str) -> ResponseReturnValue:
    registration = managed(token)
    chosen = request.form.get("data", "")
    edition = next((other for other in elsewhere(registration) if other.slug == chosen), None)
    if not chosen:
        return redirect(url_for("registration.new_move", token=token), 303)
    if edition is None and not registration.is_cancelled and not waits_elsewhere(registration):
        abort(404)
    try:
        with transaction():
            token = links.token_of(move_to(registration, edition or registration.edition))
    except Refused as refusal:
        flash(str(refusal), "danger")
    return redirect(url_for("registration.show", token=token), 303)
