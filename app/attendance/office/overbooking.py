"""How full an edition may be made, in the office: the advice, and the choice."""

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from app.attendance.overbook import advice, overbook
from app.db import transaction
from app.errors import Refused
from app.web.found import edition_or_404

blueprint = Blueprint("overbooking", __name__, url_prefix="/programmi/<programme>/<edition>/posti-in-piu")


class OverbookingForm(FlaskForm):
    places = IntegerField(
        _l("Accetta iscrizioni fino a"),
        [InputRequired(_l("Scrivi un numero")), NumberRange(0, 10_000, _l("Scrivi un numero intero"))],
    )


@blueprint.get("")
def edit(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    return _page(programme, edition, OverbookingForm(formdata=None, places=found.places))


@blueprint.post("")
def update(programme: str, edition: str) -> ResponseReturnValue:
    found, form = edition_or_404(programme, edition), OverbookingForm()
    if not form.validate():
        return _page(programme, edition, form), 422
    if (form.places.data or 0) < found.seats:
        form.places.errors = [_("I posti sono %(seats)s: scrivi almeno questo numero.", seats=found.seats)]
        return _page(programme, edition, form), 422
    try:
        with transaction():
            served = overbook(found, (form.places.data or 0) - found.seats, by=g.staff.email)
    except Refused as refusal:
        form.places.errors = [str(refusal)]
        return _page(programme, edition, form), refusal.status
    flash(_("Adesso si accettano iscrizioni fino a %(places)s.", places=form.places.data), "success")
    if served:
        said = ngettext(
            "%(num)d persona è entrata dalla lista.", "%(num)d persone sono entrate dalla lista.", len(served)
        )
        flash(said, "info")
    return redirect(url_for("office.editions.show", programme=programme, edition=edition), 303)


def _page(programme: str, edition: str, form: OverbookingForm) -> str:
    found = edition_or_404(programme, edition)
    return render_template("attendance/office/overbooking.html", edition=found, form=form, advice=advice(found))
