"""The half-year as a spreadsheet, in the office: taken out, looked over, brought in."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.db import transaction
from app.errors import Refused
from app.lib import sheet_view
from app.lib.sheets import FaultySheet
from app.programme import uploads
from app.programme.draft import DraftProgramme
from app.programme.forms.sheet import SheetForm
from app.programme.known import known
from app.programme.model_sheet import model_sheet
from app.programme.models import SheetUpload
from app.programme.read_programme import read_upload
from app.programme.write_sheet import write_sheet
from app.registration.import_preview import Preview, clashes_before, fingerprint, look_over
from app.registration.import_programme import counts, import_programme
from app.staff import sessions
from app.web.downloads import XLSX, file_answer
from app.web.found import programme_or_404

blueprint = Blueprint("sheets", __name__, url_prefix="/programmi")

LARGEST_REQUEST = 32 * 1024 * 1024  # bytes: a file somewhat too large is still told so in its own words


class OnlyLookedOver(Exception):
    """Ends the transaction of a preview, so that nothing of it is kept."""


class ChangedSince(Exception):
    """The half-year is no longer what the preview showed."""


@blueprint.url_value_preprocessor
def let_sheets_in(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Before the form is read, for then it is too late; only of somebody who is staff."""
    if endpoint == "office.sheets.create_import" and sessions.staff_of(request.cookies.get(sessions.cookie_name(), "")):
        request.max_content_length = LARGEST_REQUEST


@blueprint.get("/<programme>/foglio")
def show(programme: str) -> ResponseReturnValue:
    found = programme_or_404(programme)
    reserved = [edition for edition in found.editions if edition.is_reserved]
    return render_template("programme/office/sheets/show.html", programme=found, form=SheetForm(), reserved=reserved)


@blueprint.get("/<programme>/<name>.xlsx")
def download(programme: str, name: str) -> Response:
    if name != programme:
        abort(404)
    return file_answer(write_sheet(programme_or_404(programme)), XLSX, f"{programme}.xlsx")


@blueprint.get("/importa/modello.xlsx")
def model() -> Response:
    return file_answer(model_sheet(), XLSX, "modello-programma.xlsx")


@blueprint.get("/importa")
def new_import() -> ResponseReturnValue:
    return render_template("programme/office/sheets/new.html", form=SheetForm())


@blueprint.post("/importa")
def create_import() -> ResponseReturnValue:
    form = SheetForm()
    if not form.validate():
        return render_template("programme/office/sheets/new.html", form=form), 422
    with transaction():
        key = uploads.keep(form.file_name, form.content, by=g.staff.email).key
    return redirect(url_for("office.sheets.show_import", key=key, semestre=form.half_year.data or None), 303)


@blueprint.get("/importa/<key>")
def show_import(key: str) -> ResponseReturnValue:
    upload = uploads.kept(key)
    return _read_and(_preview_page, upload) if upload else _gone()


@blueprint.post("/importa/<key>")
def confirm_import(key: str) -> ResponseReturnValue:
    upload = uploads.kept(key)
    return _read_and(_import, upload) if upload else _gone()


def _read_and(then: Callable[[SheetUpload, DraftProgramme], ResponseReturnValue], upload: SheetUpload) -> Any:
    """Do ``then`` with what the sheet says; when it has faults, or a rule says no, show those instead."""
    name, content = upload.file_name, upload.content
    try:
        return then(upload, read_upload(name, content, known(), request.args.get("semestre")))
    except FaultySheet as error:
        every_row, key, half_year = request.args.get("righe") == "tutte", upload.key, request.args.get("semestre")
        rows = None if every_row else "tutte"
        return render_template(
            "programme/office/sheets/faults.html",
            file_name=name,
            found=[(fault, *sheet_view.where(fault, error.sheets)) for fault in error.found],
            views=sheet_view.views_of(error.found, error.sheets, every_row),
            every_row=every_row,
            other_rows=url_for("office.sheets.show_import", key=key, semestre=half_year, righe=rows),
            anchor=sheet_view.anchor,
        )
    except Refused as refusal:
        reasons = str(refusal).splitlines()
        return render_template("programme/office/sheets/refused.html", file_name=name, reasons=reasons)


def _preview_page(upload: SheetUpload, draft: DraftProgramme, changed: bool = False) -> str:
    key, name, by = upload.key, upload.file_name, upload.by
    there = clashes_before(draft.half_year)
    shown: list[Preview] = []
    try:
        with transaction():
            shown.append(look_over(import_programme(draft, by=g.staff.email), there))
            raise OnlyLookedOver
    except OnlyLookedOver:
        pass
    return render_template(
        "programme/office/sheets/preview.html", preview=shown[0], key=key, file_name=name, by=by, changed=changed
    )


def _import(upload: SheetUpload, draft: DraftProgramme) -> ResponseReturnValue:
    """Bring in what was looked over; when that would now be something else, show it again."""
    key = upload.key
    try:
        with transaction():
            uploads.lock(upload)
            done = import_programme(draft, by=g.staff.email)
            if done.changes and fingerprint(done) != request.form.get("fingerprint"):
                raise ChangedSince
            slug, size, changed, told = done.programme.slug, counts(done), bool(done.changes), done.told
    except ChangedSince:
        still = uploads.kept(key)
        return (_preview_page(still, draft, changed=True), 409) if still else _gone()
    if changed:
        flash(_("Il foglio è importato: %(slug)s ha %(counts)s.", slug=slug, counts=size), "success")
    else:
        flash(_("Il programma %(slug)s è già come dice il foglio: non è cambiato niente.", slug=slug), "info")
    if told:
        flash(
            ngettext("Avvisiamo %(num)d persona.", "Avvisiamo %(num)d persone.", told)
            + " "
            + _("Chi non ha un'e-mail è fra le persone da chiamare."),
            "info",
        )
    return redirect(url_for("office.programme.show", programme=slug), 303)


def _gone() -> ResponseReturnValue:
    return render_template("programme/office/sheets/gone.html"), 410
