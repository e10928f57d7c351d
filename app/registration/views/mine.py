"""«Le mie iscrizioni»: who has a contact sees, for an hour, all that was signed up with it.

The cookie is a browser's name: before it asks for something, and after a link or a code has let it in, when it is
another one. What it may see is on the server, so that «esci» ends it everywhere.
"""

import secrets

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.wrappers import Response as BaseResponse

from app.certificates.models import Certificate
from app.db import db, transaction
from app.errors import Refused
from app.lib.clock import now
from app.outbox.enqueue import can_reach
from app.programme.models import Edition, Meeting
from app.programme.views.calendars import unless_known
from app.registration import access, links, personal_feed
from app.registration.forms.contact import CodeForm, ContactForm
from app.registration.models import Registration
from app.registration.move import those_with_other_dates
from app.web.downloads import CALENDAR, file_answer

blueprint = Blueprint("mine", __name__)

COOKIE = "bussola_mie"
WAYS = ("mail", "sms", "telefono")  # how the answer comes: by mail, as a text message, by calling the office


@blueprint.get("/mie")
def new() -> ResponseReturnValue:
    if _contact():
        return redirect(url_for("mine.show"))
    return render_template("mine/new.html", form=ContactForm(formdata=None), refusal=None)


@blueprint.post("/mie")
def create() -> ResponseReturnValue:
    """The answer is the same page, whether anything was signed up with this contact or nothing."""
    form = ContactForm()
    if not form.validate():
        return render_template("mine/new.html", form=form, refusal=None), 422
    contact, browser = form.normalised(), _held() or secrets.token_urlsafe(32)
    way = "mail" if "@" in contact else "sms" if can_reach(access.KIND, None, contact) else "telefono"
    if way != "telefono":
        try:
            with transaction():
                access.ask(contact, browser, g.lang)
        except Refused as refusal:
            return render_template("mine/new.html", form=form, refusal=refusal), refusal.status
    return _known_by(browser, redirect(url_for("mine.code", per=way), 303))


@blueprint.get("/mie/codice")
def code() -> ResponseReturnValue:
    return _code_page(CodeForm(formdata=None))


@blueprint.post("/mie/codice")
def open_by_code() -> ResponseReturnValue:
    form = CodeForm()
    if not form.validate():
        return _code_page(form), 422
    with transaction():
        token = access.open_by_code(_held() or "", form.figures())
    if token is None:
        return _code_page(form, wrong=True), 422
    return _known_by(token, redirect(url_for("mine.show"), 303))


@blueprint.get("/mie/accesso/<token>")
def link(token: str) -> ResponseReturnValue:
    """Only a button: readers of mail open links by themselves, and this one works once."""
    works = access.works(token)
    return render_template("mine/link.html", token=token, works=works), 200 if works else 410


@blueprint.post("/mie/accesso/<token>")
def open_by_link(token: str) -> ResponseReturnValue:
    with transaction():
        held = access.open_by_link(token)
    if held is None:
        return render_template("mine/link.html", token=token, works=False), 410
    return _known_by(held, redirect(url_for("mine.show"), 303))


@blueprint.get("/mie/elenco")
def show() -> ResponseReturnValue:
    contact = _contact()
    return _list_of(contact) if contact else redirect(url_for("mine.new"))


@blueprint.post("/mie/uscita")
def leave() -> ResponseReturnValue:
    with transaction():
        access.leave(_held() or "")
    answer = redirect(url_for("mine.new"), 303)
    answer.delete_cookie(_cookie(), secure=current_app.config["IS_PRODUCTION"])
    return answer


@blueprint.post("/mie/calendario")
def create_feed() -> ResponseReturnValue:
    """The address is on this page alone, and never again."""
    contact = _contact()
    if contact is None:
        return redirect(url_for("mine.new"), 303)
    with transaction():
        token = personal_feed.begin(contact)
    path = url_for("mine.feed", token=token, lang=g.lang_asked)
    return _list_of(contact, f"{current_app.config['PUBLIC_URL']}{path}")


@blueprint.post("/mie/calendario/fine")
def end_feed() -> ResponseReturnValue:
    contact = _contact()
    if contact:
        with transaction():
            personal_feed.end(contact)
        flash(_("Il calendario non funziona più."), "success")
    return redirect(url_for("mine.show"), 303)


@blueprint.get("/calendari/mie/<token>.ics")
def feed(token: str) -> ResponseReturnValue:
    contact = personal_feed.contact_of(token) or abort(404)
    content = personal_feed.calendar(contact, g.lang)
    response = file_answer(content, CALENDAR, "bussola.ics", shown=True)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return unless_known(response, content)


def _list_of(contact: str, feed_address: str | None = None) -> str:
    shown = (selectinload(Edition.meetings).options(joinedload(Meeting.venue), joinedload(Meeting.room)),)
    found = access.registrations_of(contact).options(
        joinedload(Registration.edition).options(*shown, joinedload(Edition.programme), joinedload(Edition.activity))
    )
    mine = [one for one in db.session.scalars(found) if one.participant.forgotten_at is None]
    mine.sort(key=lambda one: (one.edition.starts_at is None, one.edition.starts_at, one.id))
    certified = select(Certificate).where(Certificate.registration_id.in_([one.id for one in mine]))
    return render_template(
        "mine/show.html",
        contact=contact,
        coming=[one for one in mine if not one.edition.has_ended(now())],
        past=[one for one in reversed(mine) if one.edition.has_ended(now())],
        several=len({one.participant_id for one in mine}) > 1,
        token_of=links.token_of,
        certified={one.registration_id for one in db.session.scalars(certified) if one.is_valid},
        movable=those_with_other_dates(mine),
        has_feed=personal_feed.has_one(contact),
        feed_address=feed_address,
        now=now(),
    )


def _code_page(form: CodeForm, wrong: bool = False) -> str:
    way = request.args.get("per")
    return render_template("mine/code.html", form=form, way=way if way in WAYS else "mail", wrong=wrong)


def _held() -> str | None:
    return request.cookies.get(_cookie())


def _contact() -> str | None:
    held = _held()
    return access.contact_in(held) if held else None


def _known_by(token: str, answer: BaseResponse) -> BaseResponse:
    answer.set_cookie(
        _cookie(),
        token,
        max_age=int(access.STAYS_OPEN_FOR.total_seconds()),
        secure=current_app.config["IS_PRODUCTION"],
        httponly=True,
        samesite="Lax",
    )
    return answer


def _cookie() -> str:
    return f"__Host-{COOKIE}" if current_app.config["IS_PRODUCTION"] else COOKIE
