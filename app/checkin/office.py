"""The door as the office sees it: links for phones, people in, and what was read."""

from flask import Blueprint, abort, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.checkin import pair, roster
from app.checkin.forms import DeviceForm
from app.checkin.models import Device, Scan
from app.db import db, transaction
from app.lib import qr
from app.lib.clock import now
from app.programme.models import Edition
from app.web.found import edition_or_404

blueprint = Blueprint("checkin", __name__)

DOOR = "/programmi/<programme>/<edition>/accoglienza"
SCANS_SHOWN = 200


@blueprint.get(DOOR)
def index(programme: str, edition: str) -> ResponseReturnValue:
    return _page(edition_or_404(programme, edition), DeviceForm(formdata=None))


@blueprint.post(f"{DOOR}/dispositivi")
def create_device(programme: str, edition: str) -> ResponseReturnValue:
    """The answer itself shows the link: its secret is kept nowhere, so no later page could."""
    found, form = edition_or_404(programme, edition), DeviceForm()
    if not form.validate():
        return _page(found, form), 422
    with transaction():
        device, token = pair.make_device(found, form.label.data or "", g.staff.email)
    url = pair.link_url(token)
    picture = qr.svg(url, label=_("Codice QR del link"))
    return render_template("checkin/office/link.html", edition=found, device=device, url=url, qr=picture), 201


@blueprint.post(f"{DOOR}/dispositivi/<int:device>/revoca")
def revoke_device(programme: str, edition: str, device: int) -> ResponseReturnValue:
    found = next((made for made in _devices(edition_or_404(programme, edition)) if made.id == device), None) or abort(
        404
    )
    with transaction():
        pair.revoke(found, g.staff.email)
    return redirect(url_for("office.checkin.index", programme=programme, edition=edition), 303)


def _devices(edition: Edition) -> list[Device]:
    made = select(Device).where(Device.edition_id == edition.id).order_by(Device.id.desc())
    return list(db.session.scalars(made))


def _page(edition: Edition, form: DeviceForm) -> str:
    scans = (
        select(Scan)
        .where(Scan.edition_id == edition.id)
        .options(joinedload(Scan.registration), joinedload(Scan.device))
        .order_by(Scan.scanned_at.desc(), Scan.id)
    )
    return render_template(
        "checkin/office/index.html",
        edition=edition,
        form=form,
        devices=_devices(edition),
        meetings=[(meeting, roster.people_in(meeting)) for meeting in edition.held_meetings],
        scans=db.session.scalars(scans.limit(SCANS_SHOWN)).all(),
        now=now(),
    )
