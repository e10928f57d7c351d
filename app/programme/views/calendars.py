"""Calendars that people subscribe to."""

import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Response, abort, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.db import db
from app.lib.languages import SOURCE
from app.programme import catalogue, open_graph
from app.programme import feed as calendar
from app.programme.filter_words import in_words
from app.programme.models import Facilitator, Programme
from app.programme.views.blueprint import blueprint
from app.web.downloads import CALENDAR, file_answer

FEED_MAX_AGE = 900  # seconds; calendars ask far more seldom than that


@blueprint.get("/programmi/<programme>.ics")
def feed(programme: str) -> ResponseReturnValue:
    found = catalogue.public_programme(programme) or abort(404)
    filters = catalogue.Filters.of({**request.args, "passati": "si", "posti": ""})
    editions = catalogue.public_editions(found, with_agenda=True)
    shown = [edition for edition in editions if filters.keep(edition)]
    name = calendar.name_of(found, in_words(filters, editions))
    content = calendar.feed(found, shown, g.lang, name)
    response = file_answer(content, CALENDAR, f"{found.slug}.ics", shown=True)
    response.headers["Cache-Control"] = f"public, max-age={FEED_MAX_AGE}, stale-while-revalidate=3600"
    return unless_known(response, content)


@blueprint.get("/programmi/<programme>/calendari")
def calendars(programme: str) -> ResponseReturnValue:
    found = catalogue.public_programme(programme) or abort(404)
    editions = catalogue.public_editions(found)
    choices, filters = (
        catalogue.Choices.of(editions),
        catalogue.Filters.of({**request.args, "passati": "", "posti": ""}),
    )
    return render_template(
        "programme/calendars.html",
        programme=found,
        asked=" · ".join(in_words(filters, editions)),
        of_asked=addresses_of(found, **filters.asked()),
        whole=addresses_of(found),
        themes=[(name, addresses_of(found, tema=slug)) for slug, name in choices.themes],
        municipalities=[(name, addresses_of(found, comune=name)) for name in choices.municipalities],
        preview=open_graph.of_programme(found),
    )


@blueprint.get("/calendari/<key>.ics")
def facilitator_feed(key: str) -> ResponseReturnValue:
    """All that somebody leads in the half-years that are published; whoever knows the address reads it."""
    leader = db.session.scalars(select(Facilitator).where(Facilitator.calendar_key == key)).one_or_none() or abort(404)
    content = calendar.of_facilitator(leader, catalogue.led_by(leader), g.lang)
    response = file_answer(content, CALENDAR, "calendario.ics", shown=True)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return unless_known(response, content)


def unless_known(response: Response, content: bytes) -> ResponseReturnValue:
    """``response``, or 304 for a reader who says that it has these bytes already.

    By the bytes alone and no date: a venue that moves changes them and the date of no edition.
    """
    response.vary.add("Accept-Language")
    response.set_etag(hashlib.sha256(content).hexdigest())
    return response.make_conditional(request)


@dataclass(frozen=True)
class Addresses:
    """Where one calendar is read: its address, the same for the calendar of this device, and for Google's."""

    https: str
    webcal: str
    google: str


def addresses_of(programme: Programme, **filters: str) -> Addresses:
    """The addresses of a half-year's calendar; programs that read it have no language of their own, so it is said."""
    language = g.lang if g.lang != SOURCE else None
    query: dict[str, Any] = {**filters, "lang": language}
    path = url_for("programme.feed", programme=programme.slug, **query)
    https = f"{current_app.config['PUBLIC_URL']}{path}"
    webcal = f"webcal://{https.split('://', 1)[1]}"
    return Addresses(https, webcal, f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}")
