"""Certificates of an edition, in the office: issue, look, revoke."""

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from app.attendance.register import register_of
from app.certificates import render, words
from app.certificates.issue import certificates_of, is_enough, issue, valid_certificates
from app.certificates.models import Certificate
from app.certificates.revoke import revoke
from app.db import db, transaction
from app.errors import Refused
from app.lib.clock import now
from app.programme.models import Edition
from app.registration.models import Registration
from app.web.attempt import attempt
from app.web.downloads import PDF, file_answer
from app.web.found import edition_or_404

blueprint = Blueprint("certificates", __name__)
PATH = "/programmi/<programme>/<edition>/attestati"


@blueprint.get(PATH)
def index(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    holders = {certificate.registration_id for certificate in valid_certificates(found)}
    entitled = [line for line in register_of(found) if is_enough(line.minutes, found)]
    return render_template(
        "certificates/office/index.html",
        edition=found,
        certificates=certificates_of(found),
        due=sum(line.registration.id not in holders for line in entitled),
        words=words,
        now=now(),
    )


@blueprint.post(PATH)
def create_issue(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    try:
        with transaction():
            issued = len(issue(found, by=g.staff.email))
    except Refused as refusal:
        flash(str(refusal), "danger")
    else:
        said = ngettext("%(num)d attestato emesso.", "%(num)d attestati emessi.", issued)
        flash(said if issued else _("Nessun attestato nuovo da emettere."), "success" if issued else "info")
    return redirect(url_for("office.certificates.index", programme=programme, edition=edition), 303)


@blueprint.get(PATH + "/<int:certificate>.pdf")
def download(programme: str, edition: str, certificate: int) -> Response:
    found = _certificate(edition_or_404(programme, edition), certificate)
    return file_answer(render.ensure_pdf(found), PDF, found.file_name, shown=True)


@blueprint.get(PATH + "/<int:certificate>/revoca")
def new_revocation(programme: str, edition: str, certificate: int) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    return render_template(
        "certificates/office/revocation.html", edition=found, certificate=_certificate(found, certificate), error=None
    )


@blueprint.post(PATH + "/<int:certificate>/revoca")
def create_revocation(programme: str, edition: str, certificate: int) -> ResponseReturnValue:
    found = _certificate(edition_or_404(programme, edition), certificate)
    reason = request.form.get("motivo", "")
    if not reason.strip():
        error = _("Scrivi perché revochi l'attestato.")
        page = render_template(
            "certificates/office/revocation.html", edition=found.registration.edition, certificate=found, error=error
        )
        return page, 422
    return attempt(
        lambda: revoke(found, reason, by=g.staff.email),
        _("Attestato n. %(number)s revocato.", number=found.full_number),
        url_for("office.certificates.index", programme=programme, edition=edition),
    )


def _certificate(edition: Edition, number: int) -> Certificate:
    """The certificate of this number in the half-year, if it is of this edition."""
    named = (
        select(Certificate)
        .join(Registration)
        .where(Registration.edition_id == edition.id, Certificate.number == number)
    )
    return db.session.scalars(named).one_or_none() or abort(404)
