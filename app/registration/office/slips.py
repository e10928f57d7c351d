"""The slips, to print: one alone, or four to a sheet."""

from flask import Blueprint, Response, abort, request

from app.registration import slips
from app.registration.office.blueprint import registration_or_404
from app.registration.office.reach import within_reach
from app.web.downloads import PDF, file_answer

blueprint = Blueprint("slips", __name__)


@blueprint.get("/iscrizioni/<int:registration>/foglietto.pdf")
def show(registration: int) -> Response:
    found = registration_or_404(registration)
    if found.is_cancelled:
        abort(404)
    return file_answer(slips.slip_pdf(found), PDF, slips.FILE_NAME, shown=True)


@blueprint.get("/sportello/foglietti.pdf")
def sheet() -> Response:
    asked = within_reach(request.args.getlist("iscrizione"))
    found = [registration for registration in asked if not registration.is_cancelled]
    if not found:
        abort(404)
    return file_answer(slips.sheets_pdf(found), PDF, slips.FILE_NAME, shown=True)
