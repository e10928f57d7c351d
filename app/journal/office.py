"""The history, in the office."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, String, and_, cast, literal, or_, select
from sqlalchemy.orm import joinedload

from app.db import db
from app.journal.models import Entry
from app.journal.words import SENTENCES
from app.lib.names import folded
from app.people.models import Participant
from app.programme.models import Edition
from app.registration.models import Registration
from app.registration.search import registrations_about
from app.web.paging import page_of
from app.web.words import journal_kind

blueprint = Blueprint("journal", __name__, url_prefix="/cronologia")

KINDS = sorted({what.split(".")[0] for what in SENTENCES})


@blueprint.get("/")
def index() -> ResponseReturnValue:
    kind, words = request.args.get("tipo", ""), request.args.get("cerca", "").strip()
    found = select(Entry).order_by(Entry.id.desc())
    if kind in KINDS:
        found = found.where(Entry.what.startswith(f"{kind}."))
    if words:
        found = found.where(_occurs(words))
    page = page_of(found)
    return render_template(
        "journal/office/index.html",
        page=page,
        kinds=[("", _("Tutto")), *((kind, journal_kind(kind)) for kind in KINDS)],
        kind=kind,
        words=words,
        people=registrations_about(entry.about for entry in page.items),
        editions=editions(page.items),
    )


def editions(entries: list[Entry]) -> dict[str, Edition]:
    """The editions that ``entries`` are about and that are still there, by their names in the history."""
    slugs = {entry.about.split("/")[-1] for entry in entries if entry.about.startswith("edition/")}
    found = db.session.scalars(
        select(Edition)
        .where(Edition.slug.in_(slugs))
        .options(joinedload(Edition.programme), joinedload(Edition.activity))
    )
    return {edition.about: edition for edition in found}


def _occurs(words: str) -> ColumnElement[bool]:
    """Who did it, what it is about as the history keeps it, or the name of the person it is about."""
    plain = [Entry.by.icontains(words, autoescape=True), Entry.about.icontains(words, autoescape=True)]
    if not (sought := folded(words).split()):
        return or_(*plain)
    named = (
        select(literal("registration/").concat(cast(Registration.id, String)))
        .join(Registration.participant)
        .where(and_(*(Participant.name_key.contains(word, autoescape=True) for word in sought)))
    )
    return or_(*plain, Entry.about.in_(named))
