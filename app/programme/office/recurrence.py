"""Meetings by a rule, in the office: looked over first, then made."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.db import db, transaction
from app.errors import Refused
from app.lib.clock import rome
from app.programme import catalogue
from app.programme.clashes import calendar_of
from app.programme.conflicts import Occupation
from app.programme.forms import choices
from app.programme.forms.recurrence import ADD, ONE, RecurrenceForm
from app.programme.models import Edition, Programme
from app.programme.new_edition import next_codes
from app.programme.recurrence import Series, occupations_of, series
from app.registration.consequences import consequences_of_moving
from app.registration.planned_meetings import PlannedMeeting
from app.registration.repeat import add_meetings, repeat, with_those_there_are
from app.web.found import programme_or_404

blueprint = Blueprint("recurrence", __name__, url_prefix="/programmi")


@blueprint.get("/<programme>/incontri-ricorrenti")
def new(programme: str) -> ResponseReturnValue:
    found = programme_or_404(programme)
    editions = catalogue.with_facilitators(catalogue.editions_of(found))
    if "first_on" in request.args:
        form = RecurrenceForm(found, editions, request.args)
        return _page(found, form, editions) if form.validate() else (_page(found, form, editions), 422)
    form = RecurrenceForm(found, editions, data=_begun(editions, request.args.get("edizione", "")))
    return _page(found, form, editions)


@blueprint.post("/<programme>/incontri-ricorrenti")
def create(programme: str) -> ResponseReturnValue:
    found = programme_or_404(programme)
    editions = catalogue.with_facilitators(catalogue.editions_of(found))
    form = RecurrenceForm(found, editions, request.form)
    if "indietro" in request.form:
        return _page(found, form, editions)
    if not form.validate():
        return _page(found, form, editions), 422
    preview = _series(found, form, editions)
    if not preview.held or request.form.get("days") != _days(preview):
        flash(_("Nel frattempo qualcosa è cambiato: riguarda le date qui sotto, poi crea gli incontri."), "warning")
        return _page(found, form, editions), 409
    edition, plans = _edition(form), _plans(preview, form)
    has_people = edition.is_public and edition.people_count
    if form.into.data == ADD and has_people and "conferma" not in request.form:
        return render_template(
            "programme/office/editions/consequences.html",
            edition=edition,
            consequences=consequences_of_moving(edition, with_those_there_are(edition, plans)),
            action=url_for("office.recurrence.create", programme=programme),
        )
    try:
        with transaction():
            edition = db.session.get_one(Edition, edition.id)
            if form.into.data == ADD:
                add_meetings(edition, plans, by=g.staff.email)
            else:
                each = [plans] if form.into.data == ONE else [[plan] for plan in plans]
                repeat(edition, each, request.form.get("codes", "").split(), by=g.staff.email)
    except Refused as refusal:
        flash(str(refusal), "danger")
        return _page(programme_or_404(programme), form, editions), refusal.status
    made = ngettext("%(num)d incontro creato.", "%(num)d incontri creati.", len(plans))
    flash(made if form.into.data == ADD else f"{made} {request.form.get('codes', '')}", "success")
    if form.into.data == ADD:
        return redirect(url_for("office.editions.show", programme=programme, edition=edition.slug), 303)
    return redirect(url_for("office.programme.show", programme=programme), 303)


def _begun(editions: list[Edition], edition_id: str) -> dict[str, Any]:
    """The form as it opens: the edition named in the address, with the hours and the place of its last meeting."""
    begun: dict[str, Any] = {"edition": edition_id, "skips_closures": True}
    edition = next((one for one in editions if str(one.id) == edition_id), None)
    if edition and edition.meetings:
        last = edition.meetings[-1]
        begun |= {"starts": rome(last.starts_at).time(), "ends": rome(last.ends_at).time()}
        begun |= {"place": choices.place_value(last.venue, last.room)}
    return begun


def _series(programme: Programme, form: RecurrenceForm, editions: list[Edition]) -> Series:
    venue, room = choices.place_of(form.place.data)
    edition, rule = _edition(form), form.rule
    like = Occupation(
        edition=edition.code if form.into.data == ADD else "",
        starts_at=programme.updated_at,
        ends_at=programme.updated_at,
        room=room.id if room and not venue.is_online else None,
        people=frozenset(one.name_key for one in edition.facilitators if one.is_person),
    )
    calendar, municipality = calendar_of(programme), None if venue.is_online else venue.municipality
    return series(rule, programme.last_on, calendar, municipality, occupations_of(editions), like)


def _edition(form: RecurrenceForm) -> Edition:
    return db.session.get_one(Edition, int(form.edition.data))


def _plans(preview: Series, form: RecurrenceForm) -> list[PlannedMeeting]:
    place = choices.place_of(form.place.data)
    return [PlannedMeeting(one.starts_at, one.ends_at, *place) for one in preview.held]


def _days(preview: Series) -> str:
    """The dates that were looked over, so that no others are made."""
    return " ".join(one.day.isoformat() for one in preview.held)


def _page(programme: Programme, form: RecurrenceForm, editions: list[Edition]) -> str:
    asked = "first_on" in request.args or request.method == "POST"
    preview = _series(programme, form, editions) if asked and form.validate() else None
    codes: list[str] = []
    if preview and form.into.data != ADD:
        codes = next_codes(programme, _edition(form).code, 1 if form.into.data == ONE else len(preview.held))
    return render_template(
        "programme/office/recurrence/new.html",
        programme=programme,
        form=form,
        editions=editions,
        preview=preview,
        days=_days(preview) if preview else "",
        codes=codes,
        edition=_edition(form) if preview else None,
    )
