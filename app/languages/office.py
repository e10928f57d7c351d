"""The languages of the public, in the office: reading their texts, switching them on and off."""

from dataclasses import dataclass
from typing import Any

from babel import Locale
from flask import Blueprint, Response, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import func, select

from app.db import db
from app.languages.drafts import Progress, by_place, lines, progress
from app.languages.models import Language
from app.languages.offered import everything_offered, offered, switch_off, switch_on
from app.lib.clock import now
from app.lib.languages import DRAFTED, direction, own_name
from app.outbox import preview, render
from app.outbox.models import OutboxMessage
from app.programme import catalogue
from app.web.attempt import attempt

blueprint = Blueprint("languages", __name__, url_prefix="/lingue")


@dataclass(frozen=True)
class State:
    """One language as its row of the page shows it."""

    code: str
    own_name: str
    name: str
    is_on: bool
    progress: Progress
    switched: Language | None


@blueprint.get("/")
def index() -> ResponseReturnValue:
    return render_template("languages/office/index.html", states=[_state(code) for code in DRAFTED])


@blueprint.get("/<code>")
def show(code: str) -> ResponseReturnValue:
    state = _state(_known(code))
    words = request.args.get("cerca", "").strip()[:100]
    return render_template(
        "languages/office/show.html",
        state=state,
        words=words,
        places=by_place(lines(code), words),
        direction=direction(code),
        pages=_pages(code),
        messages=_messages(code),
    )


@blueprint.get("/<code>/stato")
def edit(code: str) -> ResponseReturnValue:
    """What switching it means, before it is done."""
    return render_template("languages/office/edit.html", state=_state(_known(code)))


@blueprint.post("/<code>/accensione")
def create_switching_on(code: str) -> ResponseReturnValue:
    name = _in_words(_known(code))
    done = _("%(language)s: accesa. Da adesso il pubblico la può scegliere.", language=name)
    return attempt(lambda: switch_on(code, by=g.staff.email), done, url_for("office.languages.index"))


@blueprint.post("/<code>/spegnimento")
def create_switching_off(code: str) -> ResponseReturnValue:
    name = _in_words(_known(code))
    done = _("%(language)s: spenta. Chi la sceglieva adesso legge in italiano.", language=name)
    return attempt(lambda: switch_off(code, by=g.staff.email), done, url_for("office.languages.index"))


@blueprint.get("/<code>/messaggi/<int:message>")
def message(code: str, message: int) -> Response:
    """A message that was sent, as it would read in this language."""
    _known(code)
    found = db.session.get(OutboxMessage, message) or abort(404)
    if not found.facts:
        abort(404)
    with everything_offered():
        letter = render.letter(found.kind, found.facts, code)
    return preview.framed(letter.html, letter.picture)


def _known(code: str) -> str:
    return code if code in DRAFTED else abort(404)


def _in_words(code: str) -> str:
    """«Francese», in the reader's language."""
    return (Locale(code).get_display_name(get_locale()) or code).capitalize()


def _state(code: str) -> State:
    return State(
        code=code,
        own_name=own_name(code),
        name=_in_words(code),
        is_on=code in offered(),
        progress=progress(code),
        switched=db.session.get(Language, code),
    )


def _pages(code: str) -> list[tuple[str, str]]:
    """Pages of the public in this language, each with its name."""
    found = [
        (_("Programma"), url_for("home.index", lang=code)),
        (_("Come funziona"), url_for("home.how", lang=code)),
        (_("Aiuto"), url_for("home.help", lang=code)),
        (_("Dove siamo"), url_for("home.venues", lang=code)),
        (_("Informativa privacy"), url_for("home.privacy", lang=code)),
        (_("Verifica un attestato"), url_for("verification.new", lang=code)),
    ]
    programme = catalogue.in_season()
    editions = catalogue.public_editions(programme) if programme else []
    for edition in sorted(editions, key=lambda edition: not edition.accepts_sign_ups(now()))[:1]:
        where: dict[str, Any] = {"programme": edition.programme.slug, "edition": edition.slug, "lang": code}
        found += [
            (_("Un laboratorio: %(code)s", code=edition.code), url_for("programme.edition", **where)),
            (_("Iscrizione a %(code)s", code=edition.code), url_for("registration.new", **where)),
        ]
    return found


def _messages(code: str) -> list[tuple[str, str]]:
    """The last message of each kind: its subject in this language, and where it can be read."""
    last = select(func.max(OutboxMessage.id)).where(OutboxMessage.subject != "").group_by(OutboxMessage.kind)
    found = db.session.scalars(select(OutboxMessage).where(OutboxMessage.id.in_(last)).order_by(OutboxMessage.kind))
    with everything_offered():
        return [
            (render.subject(one.kind, one.facts, code), url_for("office.languages.message", code=code, message=one.id))
            for one in found
            if one.facts
        ]
