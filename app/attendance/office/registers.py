"""Presences of an edition, in the office: the grid, the sheet to sign, closing the registers and opening them again."""

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.attendance import forms
from app.attendance.close import close
from app.attendance.record import record
from app.attendance.register import register_of
from app.attendance.register_sheet import file_name, register_sheet
from app.certificates.issue import valid_certificates
from app.certificates.reopen import reopen
from app.db import db, transaction
from app.errors import Refused
from app.lib.clock import now
from app.programme.models import Edition
from app.registration.models import Registration
from app.web.attempt import attempt
from app.web.downloads import PDF, file_answer
from app.web.found import edition_or_404

blueprint = Blueprint("attendance", __name__)
EDITION = "/programmi/<programme>/<edition>"


@blueprint.get(EDITION + "/presenze")
def index(programme: str, edition: str) -> ResponseReturnValue:
    return _page(edition_or_404(programme, edition))


@blueprint.post(EDITION + "/presenze")
def update(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    meetings = {meeting.id: meeting for meeting in found.held_meetings if meeting.starts_at <= now()}
    try:
        changed = list(forms.changes(request.form, {id: meeting.minutes for id, meeting in meetings.items()}))
    except forms.NotMinutes as error:
        return _page(found, _("«%(typed)s» non è un numero di minuti.", typed=str(error)[:20])), 422
    except ValueError:
        abort(400)
    try:
        with transaction():
            for change in changed:
                registration = db.session.get(Registration, change.registration_id)
                if registration is None or registration.edition_id != found.id:
                    abort(404)
                reason = request.form.get("motivo", "")
                record(registration, meetings[change.meeting_id], change.minutes, reason, by=g.staff.email)
    except Refused as refusal:
        return _page(edition_or_404(programme, edition), str(refusal)), refusal.status
    said = ngettext("%(num)d presenza scritta.", "%(num)d presenze scritte.", len(changed))
    flash(said if changed else _("Nessuna presenza è cambiata."), "success" if changed else "info")
    return redirect(url_for("office.attendance.index", programme=programme, edition=edition), 303)


@blueprint.post(EDITION + "/presenze/chiusura")
def create_closing(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    done = _("I registri sono chiusi. Ora puoi emettere gli attestati.")
    back = url_for("office.attendance.index", programme=programme, edition=edition)
    return attempt(lambda: close(found, by=g.staff.email), done, back)


@blueprint.post(EDITION + "/presenze/riapertura")
def create_reopening(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    done = _("I registri sono riaperti: le presenze si possono correggere.")
    back = url_for("office.attendance.index", programme=programme, edition=edition)
    return attempt(lambda: reopen(found, by=g.staff.email), done, back)


@blueprint.get(EDITION + "/foglio-firme/<int:meeting>.pdf")
def sheet(programme: str, edition: str, meeting: int) -> Response:
    found = edition_or_404(programme, edition)
    held = next((held for held in found.held_meetings if held.id == meeting), None) or abort(404)
    return file_answer(register_sheet(held), PDF, file_name(held), shown=True)


def _page(edition: Edition, error: str | None = None) -> str:
    """The grid; after a refusal, with what was typed still in it."""
    lines = register_of(edition)
    return render_template(
        "attendance/office/index.html",
        edition=edition,
        lines=lines,
        shown=request.form.get("mostrate") or forms.shown(lines),
        typed=request.form if error else None,
        error=error,
        has_certificates=bool(valid_certificates(edition)),
        now=now(),
    )
