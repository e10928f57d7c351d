"""The offer, in the office: half-years, editions with their people, publishing, cancelling."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, select

from app.db import db, transaction
from app.errors import Refused
from app.lib.clock import now
from app.lib.names import folded
from app.programme import catalogue
from app.programme.annotate import annotate
from app.programme.forms import EditionForm
from app.programme.models import Edition, Programme
from app.programme.publish import publish
from app.registration import apply_changes, search, waiting_list
from app.registration.models import Registration, Status
from app.web.attempt import attempt
from app.web.paging import page_of

blueprint = Blueprint("programme", __name__, url_prefix="/programmi")

ORDERS = {
    "data": lambda edition: (edition.starts_at is None, edition.starts_at),
    "codice": lambda edition: (edition.code,),
    "riempimento": lambda edition: (-(edition.confirmed_count + edition.waiting_count) / max(edition.seats, 1),),
}


@blueprint.get("/")
def index() -> ResponseReturnValue:
    programmes = db.session.scalars(select(Programme).order_by(Programme.first_on.desc())).all()
    counts = select(
        Edition.programme_id, func.count(), func.sum(Edition.confirmed_count), func.sum(Edition.waiting_count)
    )
    figures = {row[0]: row for row in db.session.execute(counts.group_by(Edition.programme_id))}
    return render_template("programme/office/index.html", programmes=programmes, figures=figures)


@blueprint.get("/<programme>/")
def show(programme: str) -> ResponseReturnValue:
    found = _programme(programme)
    words, order = folded(request.args.get("cerca", "")), request.args.get("ordine", "data")
    editions = [edition for edition in catalogue.editions_of(found) if _matches(edition, words)]
    editions.sort(key=ORDERS.get(order, ORDERS["data"]))
    return render_template(
        "programme/office/show.html",
        programme=found,
        editions=editions,
        order=order,
        now=now(),
        words=request.args.get("cerca", ""),
    )


@blueprint.post("/<programme>/pubblicazione")
def create_publication(programme: str) -> ResponseReturnValue:
    found = _programme(programme)
    back = url_for("office.programme.show", programme=programme)
    return attempt(lambda: publish(found, by=g.staff.email), _("Il programma è pubblicato."), back)


@blueprint.get("/<programme>/<edition>")
def edition(programme: str, edition: str) -> ResponseReturnValue:
    found = _edition(programme, edition)
    asked = {name: request.args.get(name, "") for name in ("cerca", "stato", "ordine")}
    query = search.registrations_of(found, asked["cerca"], asked["stato"], asked["ordine"])
    return render_template(
        "programme/office/edition.html",
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
def edit_edition(programme: str, edition: str) -> ResponseReturnValue:
    found = _edition(programme, edition)
    return _edit_page(found, EditionForm(obj=found))


@blueprint.post("/<programme>/<edition>/modifica")
def update_edition(programme: str, edition: str) -> ResponseReturnValue:
    found = _edition(programme, edition)
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
    return redirect(url_for("office.programme.edition", programme=programme, edition=edition), 303)


@blueprint.get("/<programme>/<edition>/annullamento")
def new_cancellation(programme: str, edition: str) -> ResponseReturnValue:
    return render_template("programme/office/cancellation.html", edition=_edition(programme, edition), now=now())


@blueprint.post("/<programme>/<edition>/annullamento")
def create_cancellation(programme: str, edition: str) -> ResponseReturnValue:
    found = _edition(programme, edition)
    return attempt(
        lambda: apply_changes.cancel_edition(found, by=g.staff.email),
        _("L'edizione è annullata. Avvisiamo tutti per mail; chi non ha un'e-mail è fra le persone da chiamare."),
        url_for("office.programme.edition", programme=programme, edition=edition),
    )


def _edit_page(edition: Edition, form: EditionForm) -> str:
    return render_template("programme/office/edit.html", edition=edition, form=form, now=now())


def _matches(edition: Edition, words: str) -> bool:
    text = folded(
        " ".join([edition.code, edition.title, edition.activity.theme.name, *(m.place for m in edition.meetings)])
    )
    return all(word in text for word in words.split())


def _programme(slug: str) -> Programme:
    return db.session.scalars(select(Programme).where(Programme.slug == slug)).one_or_none() or abort(404)


def _edition(programme: str, edition: str) -> Edition:
    return catalogue.edition_of(programme, edition) or abort(404)
