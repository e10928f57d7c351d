"""Half-years, in the office: the list of them, their editions, publishing."""

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, select

from app.db import db
from app.lib.clock import now
from app.lib.names import folded
from app.programme import catalogue
from app.programme.models import Edition, Programme
from app.programme.publish import publish
from app.web.attempt import attempt
from app.web.found import programme_or_404

blueprint = Blueprint("programme", __name__, url_prefix="/programmi")

ORDERS = {
    "data": lambda edition: (edition.starts_at is None, edition.starts_at),
    "codice": lambda edition: (edition.code,),
    "riempimento": lambda edition: (-(edition.confirmed_count + edition.waiting_count) / max(edition.seats, 1),),
}


@blueprint.get("/")
def index() -> ResponseReturnValue:
    programmes = db.session.scalars(select(Programme).order_by(Programme.first_on.desc())).all()
    counts = select(
        Edition.programme_id, func.count(), func.sum(Edition.confirmed_count), func.sum(Edition.waiting_count)
    )
    figures = {row[0]: row for row in db.session.execute(counts.group_by(Edition.programme_id))}
    return render_template("programme/office/index.html", programmes=programmes, figures=figures)


@blueprint.get("/<programme>/")
def show(programme: str) -> ResponseReturnValue:
    found = programme_or_404(programme)
    words, order = folded(request.args.get("cerca", "")), request.args.get("ordine", "data")
    editions = [edition for edition in catalogue.editions_of(found) if _matches(edition, words)]
    editions.sort(key=ORDERS.get(order, ORDERS["data"]))
    return render_template(
        "programme/office/show.html",
        programme=found,
        editions=editions,
        order=order,
        now=now(),
        words=request.args.get("cerca", ""),
    )


@blueprint.post("/<programme>/pubblicazione")
def create_publication(programme: str) -> ResponseReturnValue:
    found = programme_or_404(programme)
    back = url_for("office.programme.show", programme=programme)
    return attempt(lambda: publish(found, by=g.staff.email), _("Il programma è pubblicato."), back)


def _matches(edition: Edition, words: str) -> bool:
    text = folded(
        " ".join([edition.code, edition.title, edition.activity.theme.name, *(m.place for m in edition.meetings)])
    )
    return all(word in text for word in words.split())
