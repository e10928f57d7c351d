"""The desk: one page on which staff sign up the person in front of them, with the keyboard alone.

The contact is asked first: who gives exactly this one is found, and need not be typed again (docs/decisions/0018).
"""

import secrets
from collections.abc import Sequence

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.db import transaction
from app.errors import Refused
from app.lib.clock import now
from app.lib.names import name_key
from app.people.models import Participant
from app.programme.models import Edition
from app.registration import at_desk, search, waiting_list
from app.registration.forms import DeskForm
from app.registration.office.reach import within_reach
from app.registration.overlaps import Clash, clashes
from app.registration.person import Person
from app.web.permissions import may
from app.web.referrals import REFERRALS, referral

FIRST_DESK = "desk"  # that sends people, until somebody writes another

blueprint = Blueprint("desk", __name__, url_prefix="/sportello")


@blueprint.get("/")
def new() -> ResponseReturnValue:
    if done := within_reach(request.args.getlist("iscrizione")):
        return render_template(
            "registration/office/desk/done.html",
            registrations=done,
            person=done[0].participant,
            positions={one.id: waiting_list.position(one) for one in done},
            now=now(),
        )
    editions = at_desk.open_editions()
    asked = set(request.args.getlist("edizione", type=int))
    form = _form(
        editions,
        formdata=None,
        request_key=secrets.token_urlsafe(16),
        referral=referral(search.referral_of(g.staff.email) or FIRST_DESK),
        editions=[edition.id for edition in editions if edition.id in asked],
    )
    return _page(form, editions, first="contact" if form.chosen else "words")


@blueprint.post("/")
def create() -> ResponseReturnValue:
    editions = at_desk.open_editions()
    form = _form(editions)
    _take_what_was_typed(form, editions)
    known = at_desk.people_reached_at(form.reached_at())
    chosen = _chosen(form, known)
    if chosen:
        form.take(chosen)
    elif form.has_no_name and form.reached_at() and form.chosen:
        return _page(form, editions, known, first="person" if known else "first_name", is_asking=True)
    if not form.validate():
        return _page(form, editions, known), 422
    person = _person(form, chosen)
    if found := not form.anyway.data and clashes([one for one in editions if one.id in form.chosen], person):
        return _page(form, editions, known, found, first="anyway"), 409
    try:
        with transaction():
            made = at_desk.sign_up_at_desk(
                form.chosen,
                person,
                by=g.staff.email,
                request_key=form.request_key.data or None,
                over_seats=form.over_seats.data and may("office.registration.create_promotion"),
            )
            numbers = [registration.id for registration in made]
    except Refused as refusal:
        return _page(form, at_desk.open_editions(), known, refusal=refusal), refusal.status
    return redirect(url_for("office.desk.new", iscrizione=numbers), 303)


def who_sends() -> list[str]:
    """What to suggest for who sent somebody: what has been written before, and our own words."""
    return [*dict.fromkeys([*map(referral, search.referrals()), *map(str, REFERRALS.values())])]


def _form(open_editions: Sequence[Edition], **facts: object) -> DeskForm:
    form = DeskForm(**facts)
    form.editions.choices = [(edition.id, edition.code) for edition in open_editions]
    return form


def _take_what_was_typed(form: DeskForm, editions: Sequence[Edition]) -> None:
    """Where no script runs, the words typed choose the edition when they name it."""
    named = at_desk.named_editions(form.words.data or "", editions)
    if named:
        form.editions.data = [*dict.fromkeys([*form.chosen, *(edition.id for edition in named)])]
        form.words.data = ""


def _chosen(form: DeskForm, known: Sequence[Participant]) -> Participant | None:
    """Who was picked among those who have this contact, or is called as was typed."""
    key = name_key(form.first_name.data or "", form.last_name.data or "")
    picked = (one for one in known if str(one.id) == form.person.data or (key and one.name_key == key))
    return next(picked, None)


def _person(form: DeskForm, chosen: Participant | None) -> Person:
    person = form.signed_up()
    return at_desk.as_last_time(person, chosen) if chosen else at_desk.new_here(person)


def _page(
    form: DeskForm,
    editions: Sequence[Edition],
    known: Sequence[Participant] = (),
    found: Sequence[Clash] = (),
    *,
    refusal: Refused | None = None,
    first: str = "",
    is_asking: bool = False,
) -> str:
    """``first`` is the field that takes the focus; ``is_asking``: who has this contact was looked for."""
    return render_template(
        "registration/office/desk/new.html",
        form=form,
        weeks=at_desk.by_week(editions),
        sought_words=at_desk.sought_words,
        known=known,
        clashes=found,
        refusal=refusal,
        first=first,
        is_asking=is_asking,
        referrals=who_sends(),
        signed_up_today=search.signed_up_today(g.staff.email),
    )
