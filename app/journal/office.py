"""The history, in the office."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.db import db
from app.journal.models import Entry
from app.journal.words import SENTENCES
from app.registration.models import Registration
from app.web.paging import page_of

blueprint = Blueprint("journal", __name__, url_prefix="/cronologia")

KINDS = sorted({what.split(".")[0] for what in SENTENCES})


@blueprint.get("/")
def index() -> ResponseReturnValue:
    kind, words = request.args.get("tipo", ""), request.args.get("cerca", "").strip()
    found = select(Entry).order_by(Entry.id.desc())
    if kind in KINDS:
        found = found.where(Entry.what.startswith(f"{kind}."))
    if words:
        found = found.where(Entry.by.icontains(words, autoescape=True) | Entry.about.icontains(words, autoescape=True))
    page = page_of(found)
    return render_template(
        "journal/office/index.html", page=page, kinds=KINDS, kind=kind, words=words, people=people(page.items)
    )


def people(entries: list[Entry]) -> dict[str, Registration]:
    """The registrations that ``entries`` are about, by their names in the history: one query for the page."""
    numbers = {int(entry.about.split("/")[1]) for entry in entries if entry.about.startswith("registration/")}
    found = db.session.scalars(select(Registration).where(Registration.id.in_(numbers)))
    return {registration.about: registration for registration in found}
