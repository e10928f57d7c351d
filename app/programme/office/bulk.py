"""One change to many editions of a half-year, in the office: choose, look it over, confirm, take back."""

from typing import Any

from flask import Blueprint, abort, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from app.lib.names import folded
from app.lib.signing import derived_key
from app.programme import catalogue
from app.programme.clash import Clash
from app.programme.clashes import clashes_of
from app.programme.forms.bulk import BulkForm
from app.programme.models import Edition, Programme
from app.registration.bulk_edit import Line, apply, preview
from app.registration.bulk_undo import undo
from app.web.found import programme_or_404

blueprint = Blueprint("bulk", __name__, url_prefix="/programmi")

FILTERS = ("cerca", "tema", "sede", "conduce")


@blueprint.get("/<programme>/in-blocco")
def new(programme: str) -> ResponseReturnValue:
    found = programme_or_404(programme)
    editions = _editions(found)
    chosen = request.args.getlist("edizione", type=int)
    return _page(found, BulkForm(editions, data={"editions": chosen}), editions)


@blueprint.post("/<programme>/in-blocco")
def create(programme: str) -> ResponseReturnValue:
    """One address, three steps: narrow the list, look over what would happen, do it."""
    found = programme_or_404(programme)
    editions = _editions(found)
    form = BulkForm(editions)
    step = request.form.get("passo", "anteprima")
    if step == "tutte":
        form.editions.data = [one.id for one in _shown(editions, form)]
    if step in ("filtra", "tutte", "indietro"):
        return _page(found, form, editions)
    if not form.validate():
        return _page(found, form, editions), 422
    chosen = [one for one in editions if one.id in (form.editions.data or ())]
    if step != "conferma":
        lines = preview(chosen, form.wanted)
        return render_template("programme/office/bulk/preview.html", programme=programme_or_404(programme), lines=lines)
    wanted, seen = form.wanted, dict(zip(request.form.getlist("id"), request.form.getlist("seen"), strict=False))
    lines = [
        apply(edition_id, wanted, seen[str(edition_id)], by=g.staff.email)
        for edition_id in sorted(one.id for one in chosen)
        if str(edition_id) in seen
    ]
    return _result(programme, lines)


@blueprint.post("/<programme>/in-blocco/indietro")
def create_undo(programme: str) -> ResponseReturnValue:
    programme_or_404(programme)
    try:
        states: Any = _serializer().loads(request.form.get("before", ""))
    except BadSignature:
        abort(404)
    if states["programme"] != programme:
        abort(404)
    lines = [undo(number, before, after, by=g.staff.email) for number, before, after in states["editions"]]
    return _result(programme, lines, undone=True)


def _result(programme: str, lines: list[Line], undone: bool = False) -> str:
    found = programme_or_404(programme)
    done = [line for line in lines if not line.refused and line.changes]
    states = {"programme": programme, "editions": [(line.edition_id, line.before, line.after) for line in done]}
    return render_template(
        "programme/office/bulk/result.html",
        programme=found,
        lines=lines,
        done=done,
        undone=undone,
        before=_serializer().dumps(states) if done and not undone else None,
        clashes=_clashes(found, {line.edition_id for line in done}),
    )


def _clashes(programme: Programme, touched: set[int]) -> list[Clash]:
    found = clashes_of(programme, _editions(programme)) if touched else []
    return [clash for clash in found if clash.edition.id in touched or (clash.other and clash.other.id in touched)]


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(derived_key(current_app.config["SECRET_KEY"], "bulk undo"))


def _editions(programme: Programme) -> list[Edition]:
    editions = catalogue.with_facilitators(catalogue.editions_of(programme))
    return [edition for edition in editions if not edition.is_cancelled]


def _shown(editions: list[Edition], form: BulkForm) -> list[Edition]:
    """Those that the filters ask for, and those that are ticked already."""
    ticked = set(form.editions.data or ())
    return [one for one in editions if one.id in ticked or _matches(one)]


def _matches(edition: Edition) -> bool:
    asked = {name: request.values.get(name, "") for name in FILTERS}
    words = folded(asked["cerca"]).split()
    text = folded(" ".join([edition.code, edition.title, *(meeting.place for meeting in edition.meetings)]))
    return (
        all(word in text for word in words)
        and (not asked["tema"] or edition.activity.theme.slug == asked["tema"])
        and (not asked["sede"] or any(str(meeting.venue_id) == asked["sede"] for meeting in edition.meetings))
        and (not asked["conduce"] or any(str(one.id) == asked["conduce"] for one in edition.facilitators))
    )


def _page(programme: Programme, form: BulkForm, editions: list[Edition]) -> str:
    venues = {str(meeting.venue_id): meeting.venue.name for one in editions for meeting in one.meetings}
    leaders = {str(leader.id): leader.name for one in editions for leader in one.facilitators}
    themes = {one.activity.theme.slug: one.activity.theme.name for one in editions}
    return render_template(
        "programme/office/bulk/new.html",
        programme=programme,
        form=form,
        editions=_shown(editions, form),
        total=len(editions),
        ticked=set(form.editions.data or ()),
        asked={name: request.values.get(name, "") for name in FILTERS},
        choices={
            name: sorted(found.items(), key=lambda pair: folded(pair[1]))
            for name, found in (("tema", themes), ("sede", venues), ("conduce", leaders))
        },
    )
