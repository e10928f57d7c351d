"""«Ci sarai?»: yes, or a place that goes to who waits. Looking changes nothing, and no answer costs nobody a place."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.db import transaction
from app.lib.clock import now
from app.registration.cancel import cancel
from app.registration.models import Coming
from app.registration.say_coming import CANNOT_COME, say_coming
from app.registration.views.blueprint import blueprint, managed

YES, NO = "si", "no"


@blueprint.get("/iscrizioni/<token>/ci-sarai")
def coming(token: str) -> ResponseReturnValue:
    registration = managed(token)
    if not registration.is_confirmed or registration.edition.is_over(now()):
        return redirect(url_for("registration.show", token=token))
    return render_template(
        "registration/coming.html",
        registration=registration,
        edition=registration.edition,
        token=token,
        said_yes=registration.coming == Coming.YES,
        leaning=request.args.get("risposta"),
    )


@blueprint.post("/iscrizioni/<token>/ci-sarai")
def answer_coming(token: str) -> ResponseReturnValue:
    registration = managed(token)
    answer = request.form.get("risposta")
    if answer not in (YES, NO):
        abort(400)
    with transaction():
        if answer == YES:
            say_coming(registration)
        else:
            cancel(registration, reason=CANNOT_COME)
    return redirect(url_for("registration.coming" if answer == YES else "registration.show", token=token), 303)
