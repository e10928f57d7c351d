"""A past half-year copied into a new draft, in the office: looked over first, then made."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import transaction
from app.errors import Refused
from app.programme import catalogue
from app.programme.clashes import clashes_of
from app.programme.copy_half_year import copy_half_year, last_copy
from app.programme.copy_plan import Target, plan
from app.programme.forms.copy import chosen, targets
from app.web.found import programme_or_404

blueprint = Blueprint("copies", __name__, url_prefix="/programmi")


@blueprint.get("/<programme>/copia")
def new(programme: str) -> ResponseReturnValue:
    """Old date → new date of every edition, before any of it exists."""
    source = programme_or_404(programme)
    half = chosen(source, request.args.get("semestre"))
    target = Target.of(half) if half else None
    return render_template(
        "programme/office/copies/new.html",
        programme=source,
        target=target,
        targets=targets(source),
        carried=plan(source, target) if target else [],
    )


@blueprint.post("/<programme>/copia")
def create(programme: str) -> ResponseReturnValue:
    source = programme_or_404(programme)
    asked = request.form.get("semestre")
    half = chosen(source, asked)
    if half is None or half.slug != asked:
        abort(404)
    try:
        with transaction():
            made = copy_half_year(source, half, set(request.form.getlist("edizione", type=int)), by=g.staff.email).slug
    except Refused as refusal:
        flash(str(refusal), "danger")
        return redirect(url_for("office.copies.new", programme=programme, semestre=asked), 303)
    flash(_("%(source)s è copiato in %(slug)s, in bozza: non lo vede ancora nessuno.", source=programme, slug=made),
          "success")  # fmt: skip
    return redirect(url_for("office.copies.show", programme=made), 303)


@blueprint.get("/<programme>/copiato")
def show(programme: str) -> ResponseReturnValue:
    """What the copy left to mend: what found no day, and what clashes."""
    found = programme_or_404(programme)
    entry = last_copy(found) or abort(404)
    editions = catalogue.editions_of(found)
    there = {edition.slug for edition in editions}
    return render_template(
        "programme/office/copies/show.html",
        programme=found,
        source=entry.facts["source"],
        summary=entry.facts["summary"],
        left=[one for one in entry.facts["left"] if one["slug"] in there],
        clashes=clashes_of(found, editions),
    )
