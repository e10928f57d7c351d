"""Posta in arrivo, in the office: what a person must read, and what the program did by itself and why."""

from flask import Blueprint, abort, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db
from app.inbox.find import mails, unread_count
from app.inbox.models import Inbound
from app.inbox.outcomes import FOR_PEOPLE, Outcome
from app.inbox.reading import Unreadable, read
from app.inbox.words import DONE
from app.lib.clock import now
from app.registration.search import registrations_about
from app.web.attempt import attempt
from app.web.paging import page_of

blueprint = Blueprint("inbox", __name__, url_prefix="/posta-in-arrivo")


@blueprint.get("/")
def index() -> ResponseReturnValue:
    which, words = request.args.get("quali", ""), request.args.get("cerca", "").strip()
    page = page_of(mails(which, words))
    about = registrations_about([mail.about for mail in page.items if mail.about])
    return render_template(
        "inbox/office/index.html",
        page=page,
        which=which,
        words=words,
        about=about,
        done=DONE,
        unread=unread_count(),
        is_on=bool(current_app.config["INBOX_URL"]),
    )


@blueprint.get("/<int:mail>")
def show(mail: int) -> ResponseReturnValue:
    found = _mail(mail)
    return render_template(
        "inbox/office/show.html",
        mail=found,
        text=_text(found),
        done=DONE[Outcome(found.outcome)],
        for_people=found.outcome in FOR_PEOPLE,
        registration=registrations_about([found.about]).get(found.about) if found.about else None,
    )


@blueprint.post("/<int:mail>/lettura")
def create_reading(mail: int) -> ResponseReturnValue:
    """Somebody has read it; pressed again, nobody has."""
    found = _mail(mail)

    def mark() -> None:
        found.read_by, found.read_at = (None, None) if found.read_at else (g.staff.email, now())

    done = _("È di nuovo fra quelle da leggere.") if found.read_at else _("Segnata come letta.")
    return attempt(mark, done, url_for("office.inbox.index"))


def _mail(number: int) -> Inbound:
    return db.session.get(Inbound, number) or abort(404)


def _text(mail: Inbound) -> str:
    """What it says, as plain text, while it is kept."""
    try:
        return read(mail.raw).text if mail.raw else ""
    except Unreadable:
        return ""
