"""What the office decides of an edition's dates: to put it off, to hold it after all, to hold it with few people."""

from flask import Blueprint, g, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.lib.clock import now
from app.programme import proposals
from app.registration.call_off import hold_again, postpone
from app.registration.consequences import consequences
from app.registration.minimum import run_anyway
from app.web.attempt import attempt
from app.web.found import edition_or_404

blueprint = Blueprint("decisions", __name__, url_prefix="/programmi")


@blueprint.get("/<programme>/<edition>/rinvio")
def new_postponement(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    return render_template(
        "programme/office/decisions/postponement.html",
        edition=found,
        consequences=consequences(found),
        other_dates=proposals.instead_of(found),
        now=now(),
    )


@blueprint.post("/<programme>/<edition>/rinvio")
def create_postponement(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    return attempt(
        lambda: postpone(found, by=g.staff.email),
        _("L'edizione è rinviata. Gli avvisi partono fra poco: in «Messaggi» vedi chi è stato raggiunto."),
        _back(programme, edition),
    )


@blueprint.post("/<programme>/<edition>/rinvio/ritiro")
def create_return(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    return attempt(
        lambda: hold_again(found, by=g.staff.email), _("Valgono di nuovo le date di prima."), _back(programme, edition)
    )


@blueprint.post("/<programme>/<edition>/si-tiene")
def create_run(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    return attempt(
        lambda: run_anyway(found, by=g.staff.email),
        _("Deciso: %(code)s si tiene, anche con poche persone.", code=found.code),
        _back(programme, edition),
    )


def _back(programme: str, edition: str) -> str:
    return url_for("office.editions.show", programme=programme, edition=edition)
