"""Signing up to one edition."""

from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from app.lib.clock import now
from app.programme.models import Edition
from app.registration.views import steps
from app.registration.views.blueprint import blueprint, public_edition

SIGN_UP = "/programmi/<programme>/<edition>/iscrizione"


@blueprint.get(SIGN_UP)
def new(programme: str, edition: str) -> ResponseReturnValue:
    found = public_edition(programme, edition)
    if not found.accepts_sign_ups(now()):
        return redirect(url_for("programme.edition", programme=programme, edition=edition))
    return steps.read(errand_of(found))


@blueprint.post(SIGN_UP)
def create(programme: str, edition: str) -> ResponseReturnValue:
    return steps.take(errand_of(public_edition(programme, edition)))


def errand_of(edition: Edition) -> steps.Errand:
    at: dict[str, Any] = {"programme": edition.programme.slug, "edition": edition.slug}
    return steps.Errand(
        programme=edition.programme,
        editions=[edition],
        action=url_for("registration.create", **at),
        back=url_for("programme.edition", **at),
        notice=url_for("registration.new", **at),
        details=url_for("registration.new", passo=steps.DETAILS, **at),
    )
