"""Files that are sent as sheets, and those that are taken away: the wrong ones are told what they are."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from app.db import db, transaction
from app.lib import clock
from app.lib.tables import LARGEST_FILE, OLD_OFFICE_FILE
from app.privacy.forget import forget
from app.programme.known import known
from app.programme.models import SheetUpload
from app.programme.read_programme import read_upload
from app.staff.models import Role
from tests.programme.conftest import Upload
from tests.programme.office import how_many
from tests.programme.sheets import sheet_with
from tests.world import World

IMPORT = "/ufficio/programmi/importa"
SAMPLES = Path(__file__).parent.parent / "data"


def _ods() -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("vecchio.xls", OLD_OFFICE_FILE + b"\0" * 600, "è in un formato vecchio (.xls)"),
        ("chiuso.xlsx", OLD_OFFICE_FILE + "EncryptedPackage".encode("utf-16-le"), "è protetto da una password"),
        ("libero.ods", _ods(), "è un foglio di LibreOffice (.ods)"),
        ("elenco.csv", b"Codice;Titolo\nCV-1;x", "è un CSV"),
        ("foto.xlsx", b"\x89PNG" + b"x" * 99, "non è un foglio .xlsx"),
        ("vuoto.xlsx", b"", "il file è vuoto"),
        ("grande.xlsx", b"x" * (LARGEST_FILE + 1), "al massimo 10 MB"),
    ],
)
def test_every_wrong_file_is_told_what_it_is(upload: Upload, name: str, content: bytes, why: str) -> None:
    page = upload(content=content, name=name)

    assert page.status_code == 422 and why in page.text and how_many(SheetUpload) == 0


def test_no_file_and_far_too_large_a_file(browser: FlaskClient, upload: Upload) -> None:
    assert "Scegli il foglio da caricare" in browser.post(IMPORT, data={}).text
    assert upload(content=b"x" * (33 * 1024 * 1024)).status_code == 413


def test_a_sheet_larger_than_a_form_comes_in_and_only_here(
    browser: FlaskClient, upload: Upload, tmp_path: Path
) -> None:
    large = BytesIO(sheet_with(tmp_path).read_bytes())
    with ZipFile(large, "a") as archive:
        archive.writestr("media/foto.jpg", b"x" * (3 * 1024 * 1024))

    assert "Che cosa cambierebbe" in upload(content=large.getvalue()).text
    assert browser.post("/ufficio/programmi/2027-1/pubblicazione", data={"x": "x" * 3_000_000}).status_code == 413


def test_a_key_that_is_over_or_was_never_there(browser: FlaskClient, upload: Upload) -> None:
    page = upload({})
    with transaction():
        db.session.scalars(select(SheetUpload)).one().created_at -= timedelta(hours=25)

    gone = browser.get(page.request.path)

    assert gone.status_code == 410 and "Carica di nuovo" in gone.text
    assert browser.post(f"{IMPORT}/mai-vista").status_code == 410


def test_by_night_old_sheets_go(upload: Upload) -> None:
    upload({})
    with clock.at(clock.now() + timedelta(hours=23)), transaction():
        forget()
    assert how_many(SheetUpload) == 1

    with clock.at(clock.now() + timedelta(hours=25)), transaction():
        forget()
    assert how_many(SheetUpload) == 0


def test_the_model_imports_as_it_is_and_explains_itself(browser: FlaskClient) -> None:
    content = browser.get(f"{IMPORT}/modello.xlsx").data

    assert load_workbook(BytesIO(content)).sheetnames == ["Programma", "Spiegazioni", "Scaletta", "Sedi"]
    draft = read_upload("modello.xlsx", content, known())
    assert (draft.half_year.slug, [one.code for one in draft.editions], draft.warnings) == ("2027-1", ["CV-1"], [])


def test_the_sheet_of_a_half_year_is_taken_out(world: World, browser: FlaskClient) -> None:
    world.edition()

    answer = browser.get("/ufficio/programmi/2027-1/2027-1.xlsx")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="2027-1.xlsx"'
    assert load_workbook(BytesIO(answer.data))["Programma"]["A4"].value == "CV-1"
    assert browser.get("/ufficio/programmi/2027-1/altro.xlsx").status_code == 404
    page = browser.get("/ufficio/programmi/2027-1/foglio")
    assert "/ufficio/programmi/2027-1/2027-1.xlsx" in page.text and "Scarica per Excel" in page.text


@pytest.mark.parametrize("role", [Role.DESK, Role.FACILITATOR])
def test_only_the_office_brings_sheets_in(world: World, role: Role) -> None:
    assert world.signed_in(role).get(IMPORT).status_code == 404
    assert world.app.test_client().post(IMPORT).status_code == 302
