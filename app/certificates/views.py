"""A person's certificate, and the public page that says whether one is genuine."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from app.certificates import render, verify, words
from app.certificates.issue import certificate_of, was_revoked
from app.certificates.models import Certificate
from app.certificates.refusals import CertificateRevoked, TooManyNames
from app.db import transaction
from app.lib.codes import CODE_LETTERS, normalised
from app.lib.names import LONGEST_NAME, tidy
from app.registration import links
from app.web.downloads import PDF, file_answer

blueprint = Blueprint("certificates", __name__)
verification = Blueprint("verification", __name__)


@blueprint.get("/iscrizioni/<token>/attestato.pdf")
def download(token: str) -> Response:
    registration = links.registration_of(token) or abort(404)
    certificate = certificate_of(registration)
    if certificate is None:
        if was_revoked(registration):
            raise CertificateRevoked()
        abort(404)
    response = file_answer(render.ensure_pdf(certificate), PDF, certificate.file_name)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@verification.after_request
def keep_out_of_search(response: BaseResponse) -> BaseResponse:
    """Nobody should find a certificate by searching the web."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@verification.get("/verifica")
@verification.get("/VERIFICA", alias=True)
def new() -> ResponseReturnValue:
    asked, typed = "codice" in request.args, request.args.get("codice", "")
    code = normalised(typed)
    if len(code) == CODE_LETTERS and code.isalnum():
        return redirect(url_for("verification.show", code=code))
    error = _("Il codice ha %(letters)s lettere e cifre: controlla di averle scritte tutte.", letters=CODE_LETTERS)
    return render_template("verification/new.html", typed=typed, error=error if asked else None), 422 if asked else 200


@verification.get("/verifica/<code>")
@verification.get("/VERIFICA/<code>", alias=True)
def show(code: str) -> ResponseReturnValue:
    certificate = verify.certificate_of_code(code)
    if certificate is None:
        return render_template("verification/unknown.html", typed=code[: 2 * CODE_LETTERS]), 404
    return _page(certificate)


@verification.post("/verifica/<code>")
def check(code: str) -> ResponseReturnValue:
    certificate = verify.certificate_of_code(code) or abort(404)
    name = tidy(request.form.get("nome", ""))[: 2 * LONGEST_NAME + 1]
    if not any(letter.isalpha() for letter in name):
        return _page(certificate, name=name, error=_("Scrivi il nome e il cognome che leggi sull'attestato.")), 422
    try:
        with transaction():
            matches = verify.is_name_of(certificate, name)
    except TooManyNames as refusal:
        return _page(certificate, name=name, error=str(refusal)), refusal.status
    return _page(certificate, name=name, matches=matches)


def _page(certificate: Certificate, name: str = "", matches: bool | None = None, error: str | None = None) -> str:
    return render_template(
        "verification/show.html",
        certificate=certificate,
        replacement=verify.replacement_of(certificate),
        facts=certificate.facts,
        words=words,
        name=name,
        matches=matches,
        error=error,
    )
