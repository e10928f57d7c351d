"""Signing up to several editions in one go: choosing them, the same steps once, and what became of each."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.lib.clock import now
from app.programme import catalogue
from app.programme.models import Edition, Programme
from app.registration import links, waiting_list
from app.registration.overlaps import overlapping
from app.registration.views import refused_words, steps
from app.registration.views.blueprint import blueprint
from app.registration.views.sending import BY_PHONE

SIGN_UP = "/programmi/<programme>/iscrizione"
MOST_EDITIONS = 6  # in one go
MOST_LISTED = 60  # registrations on the page of outcomes


@blueprint.get(SIGN_UP)
def new_several(programme: str) -> ResponseReturnValue:
    found = catalogue.public_programme(programme) or abort(404)
    editions = catalogue.public_editions(found)
    chosen = [edition for edition in chosen_of(editions) if edition.accepts_sign_ups(now())]
    step = request.args.get("passo")
    if step not in (steps.NOTICE, steps.DETAILS):
        return _choose(found, editions, chosen)
    if not chosen or len(chosen) > MOST_EDITIONS:
        return _choose(found, editions, chosen, has_errors=True), 422
    if len(chosen) == 1:
        passo = steps.DETAILS if step == steps.DETAILS else None
        return redirect(url_for("registration.new", programme=programme, edition=chosen[0].slug, passo=passo))
    return steps.read(errand_of(found, chosen))


@blueprint.post(SIGN_UP)
def create_several(programme: str) -> ResponseReturnValue:
    found = catalogue.public_programme(programme) or abort(404)
    editions = catalogue.public_editions(found)
    chosen = chosen_of(editions)
    if not chosen or len(chosen) > MOST_EDITIONS:
        return _choose(found, editions, chosen, has_errors=True), 422
    return steps.take(errand_of(found, chosen))


@blueprint.get(f"{SIGN_UP}/esito")
def outcome(programme: str) -> ResponseReturnValue:
    """What became of a sign-up. All that it says is in the address: pages that the reader has, and fixed words."""
    found = catalogue.public_programme(programme) or abort(404)
    tokens = request.args.getlist("t")[:MOST_LISTED]
    registrations = [one for token in tokens if (one := links.registration_of(token))]
    named = [_edition(found, slug) for slug in request.args.getlist("scritto")[:MOST_EDITIONS]]
    untold = [edition for edition in named if edition and edition.is_reserved]
    refused = []
    for line in request.args.getlist("no")[:MOST_EDITIONS]:
        slug, _colon, key = line.partition(":")
        if edition := _edition(found, slug):
            refused.append((edition, refused_words.sentence(key, edition)))
    if not (registrations or untold or refused):
        abort(404)
    return render_template(
        "registration/outcome.html",
        programme=found,
        registrations=registrations,
        by_edition=[(edition, list(theirs)) for edition, theirs in groupby(registrations, key=lambda one: one.edition)],
        token_of=links.token_of,
        position=waiting_list.position,
        clashes=[(one, other) for one in registrations for other in overlapping(one) if not other.edition.is_reserved],
        untold=untold,
        by_phone=request.args.get("via") == BY_PHONE,
        refused=refused,
        now=now(),
    )


def chosen_of(editions: Sequence[Edition]) -> list[Edition]:
    """Those that the address names, in the order of their first meetings."""
    slugs = set(request.args.getlist("edizione"))
    return [edition for edition in editions if edition.slug in slugs]


def errand_of(programme: Programme, editions: Sequence[Edition]) -> steps.Errand:
    at: dict[str, Any] = {"programme": programme.slug, "edizione": [edition.slug for edition in editions]}
    return steps.Errand(
        programme=programme,
        editions=editions,
        action=url_for("registration.create_several", **at),
        back=url_for("registration.new_several", **at),
        notice=url_for("registration.new_several", passo=steps.NOTICE, **at),
        details=url_for("registration.new_several", passo=steps.DETAILS, **at),
    )


def _choose(
    programme: Programme, editions: Sequence[Edition], chosen: Sequence[Edition], has_errors: bool = False
) -> str:
    filters = catalogue.Filters.of(request.args)
    open_ones = [edition for edition in editions if edition.accepts_sign_ups(now())]
    listed = [edition for edition in open_ones if filters.keep(edition) or edition in chosen]
    return render_template(
        "registration/new_several.html",
        programme=programme,
        weeks={monday: list(of_week) for monday, of_week in groupby(listed, key=_monday)},
        chosen=chosen,
        filters=filters,
        most=MOST_EDITIONS,
        has_errors=has_errors or None,
        now=now(),
    )


def _monday(edition: Edition) -> date:
    first = edition.meetings[0].day
    return first - timedelta(days=first.weekday())


def _edition(programme: Programme, slug: str) -> Edition | None:
    found = catalogue.edition_of(programme.slug, slug)
    return found if found and found.is_public else None
