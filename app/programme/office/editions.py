"""One edition, in the office: its people, its facts, calling it off."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, select

from app.db import db, transaction
from app.errors import Refused
from app.lib.clock import now
from app.programme.annotate import annotate
from app.programme.forms.edition import EditionForm
from app.programme.models import Edition
from app.registration import apply_changes, search, waiting_list
from app.registration.models import Registration, Status
from app.web.attempt import attempt
from app.web.found import edition_or_404
from app.web.paging import page_of

blueprint = Blueprint("editions", __name__, url_prefix="/programmi")


@blueprint.get("/<programme>/<edition>")
def show(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    asked = {name: request.args.get(name, "") for name in ("cerca", "stato", "ordine")}
    query = search.registrations_of(found, asked["cerca"], asked["stato"], asked["ordine"])
    return render_template(
        "programme/office/editions/show.html",
        edition=found,
        page=page_of(query),
        asked=asked,
        positions=waiting_list.positions(found),
        cancelled=db.session.scalar(
            select(func.count(Registration.id)).where(
                Registration.edition_id == found.id, Registration.status == Status.CANCELLED
            )
        ),
        now=now(),
    )


@blueprint.get("/<programme>/<edition>/modifica")
def edit(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    return _edit_page(found, EditionForm(obj=found))


@blueprint.post("/<programme>/<edition>/modifica")
def update(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    form = EditionForm()
    if not form.validate():
        return _edit_page(found, form), 422
    try:
        with transaction():
            locked = Edition.locked(found.id)
            apply_changes.change_link(locked, form.online_url.data or None, by=g.staff.email)
            apply_changes.resize(locked, form.seats.data or 0, by=g.staff.email)
            annotate(locked, form.notes.data or None, by=g.staff.email)
    except Refused as refusal:
        form.seats.errors = [str(refusal)]
        return _edit_page(found, form), refusal.status
    flash(_("Modifiche salvate."), "success")
    return redirect(url_for("office.editions.show", programme=programme, edition=edition), 303)


@blueprint.get("/<programme>/<edition>/annullamento")
def new_cancellation(programme: str, edition: str) -> ResponseReturnValue:
    return render_template(
        "programme/office/editions/cancellation.html", edition=edition_or_404(programme, edition), now=now()
    )


@blueprint.post("/<programme>/<edition>/annullamento")
def create_cancellation(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    return attempt(
        lambda: apply_changes.cancel_edition(found, by=g.staff.email),
        _("L'edizione è annullata. Avvisiamo tutti per mail; chi non ha un'e-mail è fra le persone da chiamare."),
        url_for("office.editions.show", programme=programme, edition=edition),
    )


def _edit_page(edition: Edition, form: EditionForm) -> str:
    return render_template("programme/office/editions/edit.html", edition=edition, form=form, now=now())
