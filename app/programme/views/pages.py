"""The programme as everybody sees it."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.db import db
from app.lib.clock import now
from app.programme import catalogue, event_data, open_graph
from app.programme.models import Programme, ProgrammeStatus
from app.programme.views.blueprint import blueprint
from app.registration.second_chance import second_chances


@blueprint.get("/programmi/")
def index() -> ResponseReturnValue:
    public = select(Programme).where(Programme.status != ProgrammeStatus.DRAFT).order_by(Programme.first_on.desc())
    return render_template("programme/index.html", programmes=db.session.scalars(public).all())


@blueprint.get("/programmi/<programme>/")
def show(programme: str) -> ResponseReturnValue:
    return programme_page(catalogue.public_programme(programme) or abort(404))


def programme_page(programme: Programme) -> str:
    """The list of a half-year's editions, as the front page and its own page show it."""
    editions = catalogue.public_editions(programme)
    filters = catalogue.Filters.of(request.args)
    found = [edition for edition in editions if filters.keep(edition)]
    days = catalogue.by_day(found)
    postponed = [edition for edition in found if edition.is_postponed and not edition.is_cancelled]
    return render_template(
        "programme/show.html",
        programme=programme,
        days=days,
        postponed=postponed,
        count=len(postponed) + sum(len(of_day) for of_day in days.values()),
        over=sum(edition.has_ended(now()) for edition in editions),
        filters=filters,
        choices=catalogue.Choices.of(editions),
        now=now(),
        preview=open_graph.of_programme(programme),
    )


@blueprint.get("/programmi/<programme>/<edition>")
def edition(programme: str, edition: str) -> ResponseReturnValue:
    found = catalogue.edition_of(programme, edition)
    if found is None or not found.is_public:
        abort(404)
    second = second_chances(found) if found.is_full and found.accepts_sign_ups(now()) else None
    shown_above = second.same_lab if second else []
    return render_template(
        "programme/edition.html",
        edition=found,
        now=now(),
        second=second,
        other_dates=[other for other in catalogue.other_dates(found) if other not in shown_above],
        event_data=event_data.of(found),
        preview=open_graph.of_edition(found),
    )
