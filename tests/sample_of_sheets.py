"""Spreadsheets that somebody is looking over: one with changes, one with faults, one that a rule refuses."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from app.db import db, transaction
from app.programme import uploads
from app.programme.models import Programme
from app.programme.write_sheet import write_sheet

FAULTY = Path(__file__).parent / "data" / "programma-con-errori.xlsx"
NAME = "programma definitivo (2) corretto da Maria, ultimo davvero.xlsx"


def sheets_to_look_over(unbroken: str, by: str) -> dict[str, str]:
    """The keys of the three, as addresses have them."""
    programme = db.session.scalars(select(Programme).where(Programme.slug == "2027-1")).one()
    content = write_sheet(programme)
    changed = _edited(content, lambda book: _change(book, unbroken))
    refused = _edited(content, _without_col_2)
    same = _edited(content, lambda book: None)
    with transaction():
        return {
            "changed_sheet": uploads.keep(NAME, changed, by=by).key,
            "refused_sheet": uploads.keep("meno righe.xlsx", refused, by=by).key,
            "same_sheet": uploads.keep("uguale.xlsx", same, by=by).key,
            "faulty_sheet": uploads.keep(NAME, FAULTY.read_bytes(), by=by).key,
        }


def _edited(content: bytes, edit: Callable[[Workbook], object]) -> bytes:
    book, kept = load_workbook(BytesIO(content)), BytesIO()
    edit(book)
    book.save(kept)
    return kept.getvalue()


def _without_col_2(book: Workbook) -> None:
    """It has people, and a sheet calls off nobody."""
    page = book["Programma"]
    for number in [row[0].row for row in page.iter_rows(min_row=4) if row[0].value == "COL-2"][::-1]:
        page.delete_rows(number)


def _change(book: Workbook, unbroken: str) -> None:
    page = book["Programma"]
    columns = {cell.value: cell.column for cell in page[3]}
    for row in page.iter_rows(min_row=4):
        if row[0].value == "CON-2" and row[columns["Data"] - 1].value:
            page.cell(row[0].row, columns["Posti"]).value = 31
            page.cell(row[0].row, columns["Data"]).value = date(2027, 6, 16)
            page.cell(row[0].row, columns["Note"]).value = f"{unbroken}\nportare le chiavi"
    new = {
        "Codice": "NUO-1",
        "Tipo": "Laboratorio",
        "Titolo": unbroken,
        "Tema": "Colloquio",
        "Data": date(2027, 6, 17),
        "Dalle": "9.30",
        "Alle": "12.30",
        "Sede": "Sede nuova",
        "Posti": 12,
    }
    page.append({columns[heading]: value for heading, value in new.items()})
    book["Sedi"]["F2"] = "sì"
