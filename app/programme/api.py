"""The programme for other programs: see docs/api.md and the description that /api/v1/openapi.json gives."""

from collections.abc import Mapping

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.db import db
from app.programme import catalogue, public_record
from app.programme.models import ActivityKind, Programme, ProgrammeStatus
from app.web.api import answer

programmes = Blueprint("programmes", __name__, url_prefix="/programmes")
editions = Blueprint("editions", __name__, url_prefix="/programmes/<programme>/editions")

NAMES = {"theme": "tema", "municipality": "comune", "month": "mese"}
PARTS = {"morning": "mattina", "afternoon": "pomeriggio", "evening": "sera"}
KINDS: dict[str, str] = {ActivityKind.LAB: "laboratorio", ActivityKind.NETWORKING_DAY: "networking"}
YES = {"true": "si", "1": "si"}


@programmes.get("")
def index() -> ResponseReturnValue:
    """The half-years that are public, the latest first."""
    public = select(Programme).where(Programme.status != ProgrammeStatus.DRAFT).order_by(Programme.first_on.desc())
    return answer({"programmes": [public_record.of_programme(found) for found in db.session.scalars(public)]})


@programmes.get("/<programme>")
def show(programme: str) -> ResponseReturnValue:
    return answer(public_record.of_programme(catalogue.public_programme(programme) or abort(404)))


@editions.get("", endpoint="index")
def editions_index(programme: str) -> ResponseReturnValue:
    """The editions of a half-year by their first meeting, those that are over too unless the address says otherwise."""
    found = catalogue.public_programme(programme) or abort(404)
    filters = filters_of(request.args)
    listed = [one for one in catalogue.public_editions(found, in_full=True) if filters.keep(one)]
    return answer(
        {"programme": found.slug, "count": len(listed), "editions": [public_record.of_edition(one) for one in listed]}
    )


@editions.get("/<edition>", endpoint="show")
def editions_show(programme: str, edition: str) -> ResponseReturnValue:
    found = catalogue.edition_of(programme, edition)
    if found is None or not found.is_public:
        abort(404)
    return answer(public_record.of_edition(found))


def filters_of(query: Mapping[str, str]) -> catalogue.Filters:
    """The filters of an address in this language of names; unknown values find nothing rather than fail."""
    asked = {ours: query.get(theirs, "") for theirs, ours in NAMES.items()}
    asked["fascia"] = _known(query.get("part_of_day", ""), PARTS)
    asked["tipo"] = _known(query.get("kind", ""), KINDS)
    asked["posti"] = YES.get(query.get("with_seats", ""), "")
    asked["passati"] = "" if query.get("past") in ("false", "0") else "si"
    return catalogue.Filters.of(asked)


def _known(value: str, words: Mapping[str, str]) -> str:
    return words.get(value, "-") if value else ""
