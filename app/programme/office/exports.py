"""Lists of people that leave the office as files: each is written down, with who took it and how many rows it has.

They are asked for by POST, because the history grows by a line.
"""

from collections.abc import Sequence

from flask import Blueprint, Response, abort, g, request

from app.db import transaction
from app.journal.note import note
from app.lib.tables import write_csv, write_xlsx
from app.programme import catalogue
from app.programme.models import Edition, Programme
from app.registration.list_of_people import Row, Words, people_of, people_of_all
from app.reports.presences import presences_of, presences_of_all
from app.web import words
from app.web.downloads import CSV, XLSX, file_answer
from app.web.found import edition_or_404, programme_or_404
from app.web.referrals import referral

blueprint = Blueprint("exports", __name__, url_prefix="/programmi")

WORDS = Words(words.registration_status, lambda source: str(words.SOURCES.get(source, source)), words.needs, referral)
FORMATS = {"xlsx": (write_xlsx, XLSX), "csv": (write_csv, CSV)}
CONTENTS = {"iscritti": "people_exported", "presenze": "presences_exported"}  # as the history says it


@blueprint.post("/<programme>/<edition>/esportazione")
def create_of_edition(programme: str, edition: str) -> Response:
    content, kind = _asked()
    found = edition_or_404(programme, edition)
    with transaction() as session:
        one = session.get_one(Edition, found.id)
        headings, rows = people_of(one, WORDS) if content == "iscritti" else presences_of(one)
        note(one.about, f"edition.{CONTENTS[content]}", g.staff.email, format=kind, rows=len(rows))
        name = _file_name(content, one.discreet_code.lower(), one.programme.slug)
    return _file(headings, rows, kind, name)


@blueprint.post("/<programme>/esportazione")
def create_of_programme(programme: str) -> Response:
    content, kind = _asked()
    found = programme_or_404(programme)
    with transaction() as session:
        half_year = session.get_one(Programme, found.id)
        editions = _editions(half_year)
        headings, rows = people_of_all(editions, WORDS) if content == "iscritti" else presences_of_all(editions)
        codes = {edition.code for edition in editions if edition.is_reserved}
        facts = {"format": kind, "rows": len(rows), "reserved": sum(row[0] in codes for row in rows)}
        note(half_year.about, f"programme.{CONTENTS[content]}", g.staff.email, **facts)
    return _file(headings, rows, kind, _file_name(content, programme))


def _asked() -> tuple[str, str]:
    content, kind = request.form.get("contenuto", ""), request.form.get("formato", "")
    if content not in CONTENTS or kind not in FORMATS:
        abort(400)
    return content, kind


def _editions(programme: Programme) -> list[Edition]:
    """Without the reserved labs, unless they were asked for: to be on their lists says something of one's health."""
    with_reserved = "riservati" in request.form
    return [edition for edition in catalogue.editions_of(programme) if with_reserved or not edition.is_reserved]


def _file(headings: list[str], rows: Sequence[Row], kind: str, name: str) -> Response:
    write, media_type = FORMATS[kind]
    return file_answer(write(rows, headings), media_type, f"{name}.{kind}")


def _file_name(content: str, *parts: str) -> str:
    """«iscritti-cv-1-2027-1»; of a reserved lab «iscritti-2027-1»."""
    return "-".join([content, *(part for part in parts if part)])
