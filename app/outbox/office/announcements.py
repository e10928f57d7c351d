"""What the people of an edition have been told, and whom it has reached."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from sqlalchemy import select

from app.db import db, transaction
from app.journal.note import note
from app.outbox.models import Announcement, OutboxMessage
from app.outbox.reached import STATUSES, Reach, counts_of, resend_stopped, send_at_once, waiting_for_others
from app.programme.models import Edition
from app.registration.search import registrations_about
from app.web.found import edition_or_404
from app.web.paging import page_of

blueprint = Blueprint("announcements", __name__, url_prefix="/programmi/<programme>/<edition>/messaggi")


@blueprint.get("")
def index(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    page = page_of(select(Announcement).where(Announcement.about == found.about).order_by(Announcement.id.desc()))
    return render_template(
        "outbox/office/announcements/index.html", edition=found, page=page, counts=counts_of(page.items), Reach=Reach
    )


@blueprint.get("/<int:announcement>")
def show(programme: str, edition: str, announcement: int) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    act = _announcement(found, announcement)
    asked = request.args.get("stato", "")
    messages = select(OutboxMessage).where(OutboxMessage.announcement_id == act.id).order_by(OutboxMessage.id)
    if asked in STATUSES:
        messages = messages.where(OutboxMessage.status.in_(STATUSES[Reach(asked)]))
    page = page_of(messages)
    return render_template(
        "outbox/office/announcements/show.html",
        edition=found,
        announcement=act,
        counts=counts_of([act])[act.id],
        page=page,
        asked=asked,
        held=waiting_for_others(act),
        registrations=registrations_about(message.about for message in page.items),
        Reach=Reach,
    )


@blueprint.post("/<int:announcement>/partenza")
def create_departure(programme: str, edition: str, announcement: int) -> ResponseReturnValue:
    """Leave now, without waiting for other changes."""
    with transaction():
        count = send_at_once(_announcement(edition_or_404(programme, edition), announcement))
    flash(ngettext("%(num)d messaggio parte adesso.", "%(num)d messaggi partono adesso.", count), "success")
    return _back(programme, edition, announcement)


@blueprint.post("/<int:announcement>/reinvio")
def create_resend(programme: str, edition: str, announcement: int) -> ResponseReturnValue:
    """Send again what stopped."""
    with transaction():
        found = edition_or_404(programme, edition)
        count = resend_stopped(_announcement(found, announcement))
        if count:
            note(found.about, "message.resent", g.staff.email)
    flash(ngettext("%(num)d messaggio riparte.", "%(num)d messaggi ripartono.", count), "success")
    return _back(programme, edition, announcement)


def _announcement(edition: Edition, number: int) -> Announcement:
    found = db.session.get(Announcement, number)
    return found if found and found.about == edition.about else abort(404)


def _back(programme: str, edition: str, announcement: int) -> ResponseReturnValue:
    here = url_for("office.announcements.show", programme=programme, edition=edition, announcement=announcement)
    return redirect(here, 303)
