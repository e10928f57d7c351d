"""«Le persone che ho iscritto»: for each, whether they came, and nothing more."""

from collections.abc import Sequence

from flask import Response, abort, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app.attendance.came import whether_they_came
from app.db import db, transaction
from app.journal.note import note
from app.lib.clock import rome
from app.lib.tables import write_csv
from app.programme.models import Programme
from app.registration import search
from app.registration.models import Registration
from app.registration.office.desk import blueprint
from app.web import words
from app.web.downloads import CSV, file_answer
from app.web.paging import page_of


@blueprint.get("/persone")
def index() -> ResponseReturnValue:
    half_year = request.args.get("semestre", "")[:20]
    page = page_of(search.signed_up_at_the_hand_of(g.staff.email, half_year))
    return render_template(
        "registration/office/desk/index.html",
        page=page,
        came=whether_they_came(page.items),
        half_year=half_year,
        half_years=_half_years(),
    )


@blueprint.post("/persone/esportazione")
def create_export() -> Response:
    """The same as a file; who took it is written down."""
    half_year = request.form.get("semestre", "")
    if half_year and half_year not in _half_years():
        abort(404)
    with transaction():
        people = db.session.scalars(search.signed_up_at_the_hand_of(g.staff.email, half_year)).all()
        rows = _rows(people)
        note(f"staff/{g.staff.email}", "staff.people_exported", g.staff.email, rows=len(rows))
    headings = [_("Cognome"), _("Nome"), _("Codice"), _("Laboratorio"), _("Primo incontro"), _("È venuta?")]
    name = "-".join(part for part in ("persone-inviate", half_year) if part)
    return file_answer(write_csv(rows, headings), CSV, f"{name}.csv")


def _half_years() -> Sequence[str]:
    return db.session.scalars(select(Programme.slug).order_by(Programme.slug.desc())).all()


def _rows(people: Sequence[Registration]) -> list[list[object]]:
    """A reserved lab is not named: files go further than pages."""
    came = whether_they_came(people)
    return [
        [
            one.participant.last_name,
            one.participant.first_name,
            one.edition.discreet_code,
            one.edition.discreet_title,
            rome(one.edition.starts_at).date() if one.edition.starts_at else None,
            words.came(came[one.id]),
        ]
        for one in people
    ]
