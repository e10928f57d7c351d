"""The programme as everybody sees it."""

import hashlib

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.db import db
from app.lib.clock import now
from app.programme import catalogue, event_data
from app.programme import feed as calendar
from app.programme.models import Programme, ProgrammeStatus
from app.web.downloads import CALENDAR, file_answer

blueprint = Blueprint("programme", __name__, url_prefix="/programmi")

FEED_MAX_AGE = 900  # seconds; calendars ask far more seldom than that


@blueprint.get("/")
def index() -> ResponseReturnValue:
    public = select(Programme).where(Programme.status != ProgrammeStatus.DRAFT).order_by(Programme.first_on.desc())
    return render_template("programme/index.html", programmes=db.session.scalars(public).all())


@blueprint.get("/<programme>/")
def show(programme: str) -> ResponseReturnValue:
    return programme_page(catalogue.public_programme(programme) or abort(404))


def programme_page(programme: Programme) -> str:
    """The list of a half-year's editions, as the front page and its own page show it."""
    editions = catalogue.public_editions(programme)
    filters = catalogue.Filters.of(request.args)
    shown = [edition for edition in editions if filters.keep(edition)]
    return render_template(
        "programme/show.html",
        programme=programme,
        days=catalogue.by_day(shown),
        postponed=[edition for edition in shown if edition.is_postponed and not edition.is_cancelled],
        count=len(shown),
        over=sum(edition.has_ended(now()) for edition in editions),
        filters=filters,
        choices=catalogue.Choices.of(editions),
        now=now(),
    )


@blueprint.get("/<programme>.ics")
def feed(programme: str) -> ResponseReturnValue:
    found = catalogue.public_programme(programme) or abort(404)
    filters = catalogue.Filters.of({**request.args, "passati": "si"})
    editions = [edition for edition in catalogue.public_editions(found, with_agenda=True) if filters.keep(edition)]
    content = calendar.feed(found, editions, g.lang)
    response = file_answer(content, CALENDAR, f"{found.slug}.ics", shown=True)
    response.headers["Cache-Control"] = f"public, max-age={FEED_MAX_AGE}, stale-while-revalidate=3600"
    response.vary.add("Accept-Language")
    response.set_etag(hashlib.sha256(content).hexdigest())
    response.last_modified = max([found.updated_at, *(edition.updated_at for edition in editions)])
    return response.make_conditional(request)


@blueprint.get("/<programme>/<edition>")
def edition(programme: str, edition: str) -> ResponseReturnValue:
    found = catalogue.edition_of(programme, edition)
    if found is None or not found.is_public:
        abort(404)
    return render_template(
        "programme/edition.html",
        edition=found,
        now=now(),
        other_dates=catalogue.other_dates(found),
        event_data=event_data.of(found),
    )
