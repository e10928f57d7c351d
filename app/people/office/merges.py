"""«È la stessa persona di…»: two records looked over side by side, made one, and two again."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db, transaction
from app.errors import Refused
from app.lib.clock import now
from app.people.alike import alike
from app.people.models import Participant
from app.people.office.files import standing_or_404
from app.registration.merge_participants import merge, plan_of
from app.registration.models import Merge
from app.registration.undo_merge import undo_merge
from app.reports.people_list import almost, people, tallies
from app.web.attempt import attempt
from app.web.paging import page_of

blueprint = Blueprint("merges", __name__, url_prefix="/persone/<int:person>/unione")


@blueprint.get("")
def new(person: int) -> ResponseReturnValue:
    """Who it may be: those alike, or those looked for."""
    found, words = standing_or_404(person), request.args.get("cerca", "").strip()[:100]
    likely, others = [], []
    if words:
        page = page_of(people(words))
        near = almost(words) if not page.total else None
        others = [one for one in (page_of(near) if near is not None else page).items if one.id != found.id]
    else:
        likely = alike(found)
    shown = others or [one.person for one in likely]
    return render_template(
        "people/office/merges/new.html", person=found, words=words, likely=likely, others=others, tallies=tallies(shown)
    )


@blueprint.get("/<int:other>")
def show(person: int, other: int) -> ResponseReturnValue:
    return _page(*_both(person, other))


@blueprint.post("/<int:other>")
def create(person: int, other: int) -> ResponseReturnValue:
    kept, gone = _both(person, other)
    number, name = kept.id, kept.name
    try:
        with transaction():
            merge(number, gone.id, by=g.staff.email)
    except Refused as refusal:
        return _page(*_both(person, other), refusal), refusal.status
    flash(_("Le due schede sono una sola, a nome di %(name)s. Si può annullare da qui.", name=name), "success")
    return redirect(url_for("office.people.show", person=number), 303)


@blueprint.post("/<int:made>/annullamento")
def create_undo(person: int, made: int) -> ResponseReturnValue:
    found = db.session.get(Merge, made)
    if found is None or found.kept_id != person:
        abort(404)
    back = url_for("office.people.show", person=person)
    done = _("Le due schede sono di nuovo separate, com'erano.")
    return attempt(lambda: undo_merge(made, by=g.staff.email), done, back)


def _both(person: int, other: int) -> tuple[Participant, Participant]:
    """Whose name stays, and whose goes: the form's choice, else the record known longer."""
    one, two = standing_or_404(person), standing_or_404(other)
    if one.id == two.id:
        abort(404)
    chosen = request.values.get("resta", str(min(one.id, two.id)))
    return (two, one) if chosen == str(two.id) else (one, two)


def _page(kept: Participant, gone: Participant, refusal: Refused | None = None) -> str:
    assert request.view_args
    here = request.view_args
    return render_template(
        "people/office/merges/show.html",
        plan=plan_of(kept, gone),
        person=kept if kept.id == here["person"] else gone,
        other=gone if kept.id == here["person"] else kept,
        tallies=tallies([kept, gone]),
        refusal=refusal,
        now=now(),
    )
