"""The bodies the office knows: a list, and a page each with the days it was invited to."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app.db import db, transaction
from app.errors import Refused
from app.networking import bodies
from app.networking.forms import RELATIONS, BodyForm
from app.networking.models import Invitation
from app.people.models import Organisation, Participant
from app.web.paging import page_of

blueprint = Blueprint("organisations", __name__, url_prefix="/enti")


@blueprint.get("/")
def index() -> ResponseReturnValue:
    asked = {name: request.args.get(name, "") for name in ("cerca", "rapporto")}
    return render_template(
        "networking/office/bodies.html",
        page=page_of(bodies.matching(asked["cerca"], asked["rapporto"])),
        asked=asked,
        relations=RELATIONS,
    )


@blueprint.get("/nuovo")
def new() -> ResponseReturnValue:
    return _page(BodyForm(), None)


@blueprint.post("/nuovo")
def create() -> ResponseReturnValue:
    return _keep(None)


@blueprint.get("/<int:organisation>")
def edit(organisation: int) -> ResponseReturnValue:
    found = _body(organisation)
    return _page(BodyForm(obj=found, relation=found.relation or ""), found)


@blueprint.post("/<int:organisation>")
def update(organisation: int) -> ResponseReturnValue:
    return _keep(_body(organisation))


def _keep(body: Organisation | None) -> ResponseReturnValue:
    form, number = BodyForm(), body.id if body else None
    if not form.validate():
        return _page(form, body), 422
    try:
        with transaction():
            bodies.keep(_body(number) if number else None, form.facts(), by=g.staff.email)
    except Refused as refusal:
        form.name.errors = [str(refusal)]
        return _page(form, _body(number) if number else None), refusal.status
    flash(_("Ente salvato."), "success")
    return redirect(url_for("office.organisations.index"), 303)


def _page(form: BodyForm, body: Organisation | None) -> str:
    invitations, delegates = [], []
    if body is not None:
        made = select(Invitation).where(Invitation.organisation_id == body.id).order_by(Invitation.id.desc())
        invitations = list(db.session.scalars(made))
        theirs = select(Participant).where(Participant.organisation_id == body.id).order_by(Participant.sort_key)
        delegates = [person for person in db.session.scalars(theirs) if not person.forgotten_at]
    return render_template(
        "networking/office/body.html", form=form, body=body, invitations=invitations, delegates=delegates
    )


def _body(number: int | None) -> Organisation:
    return db.session.get(Organisation, number) or abort(404)
