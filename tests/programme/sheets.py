"""Little workbooks for tests: a good one, and the same with one cell changed."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.lib.sheets import FaultySheet
from app.programme.known import Known
from app.programme.read_programme import read_programme

TITLE = "Bussola del lavoro — Programma del primo semestre 2027"
HEADINGS = [
    *("Codice", "Tipo", "Titolo", "Tema", "Descrizione", "Incontro", "Data", "Dalle", "Alle", "Sede", "Sala"),
    *("Indirizzo", "Comune", "Posti", "In collaborazione con", "Conduce", "Iscrizioni dal", "Iscrizioni entro"),
    *("Rivolto a", "Riservato", "Note"),
]
FIRST_ROW = 4  # of the meetings, in the sheets made here
GOOD = {
    "Codice": "CV-1",
    "Tipo": "Laboratorio",
    "Titolo": "Il curriculum che si fa leggere",
    "Tema": "Curriculum e candidature",
    "Incontro": "1/1",
    "Data": datetime(2027, 1, 14),
    "Dalle": "9.30",
    "Alle": "12.30",
    "Sede": "Sportello Lavoro",
    "Sala": "Sala incontri",
    "Indirizzo": "Vicolo Bolognetti 2",
    "Comune": "Bologna",
    "Posti": 16,
    "In collaborazione con": "Randstad",
    "Conduce": "Operatrice Sportello Lavoro",
    "Iscrizioni dal": datetime(2026, 12, 10),
    "Iscrizioni entro": datetime(2027, 1, 13),
}
OTHER = {
    "Codice": "COL-1",
    "Titolo": "Il colloquio di lavoro",
    "Tema": "Colloquio",
    "Data": datetime(2027, 1, 21),
    "Iscrizioni entro": datetime(2027, 1, 20),
}
MORNING = {
    "Codice": "NET-1",
    "Tipo": "Giornata di networking",
    "Titolo": "Giornata di networking",
    "Tema": "Networking",
    "Data": datetime(2027, 3, 18),
    "Dalle": "9.00",
    "Alle": "13.00",
    "Iscrizioni entro": None,
}
ROOM = {"Sede": "Sportello Lavoro", "Sala": "Sala incontri", "Senza barriere": "sì", "Posti": 30, "Capienza": 40}
Rows = Sequence[dict[str, object]]


def sheet_with(
    folder: Path,
    *changes: dict[str, object],
    title: str | None = TITLE,
    headings: Sequence[str] = HEADINGS,
    agenda: Rows = (),
    venues: Rows = (),
    name: str = "programma.xlsx",
    sheet: str = "Programma",
) -> Path:
    """A workbook with one row for each of ``changes``: a good row, and what is different in it."""
    book = Workbook()
    page = book.active
    page.title = sheet
    page.append([title])
    page.append([])
    page.append(list(headings))
    for change in changes or ({},):
        page.append([(GOOD | change).get(heading) for heading in headings])
    for called, rows in (("Scaletta", agenda), ("Sedi", venues)):
        if rows:
            extra = book.create_sheet(called)
            columns = list(dict.fromkeys(heading for row in rows for heading in row))
            extra.append(columns)
            for row in rows:
                extra.append([row.get(column) for column in columns])
    path = folder / name
    book.save(path)
    return path


def three_meetings(**facts: object) -> list[dict[str, object]]:
    """WEB-1: the first row says everything, the others only their number and date."""
    first = {"Codice": "WEB-1", "Titolo": "Cercare lavoro online", "Tema": "Competenze digitali", "Incontro": "1/3"}
    blank: dict[str, object] = dict.fromkeys(HEADINGS)
    days = [date(2027, 1, 26), date(2027, 1, 28), date(2027, 2, 2)]
    return [
        {**first, "Data": days[0], "Iscrizioni entro": date(2027, 1, 25), **facts},
        {**blank, "Codice": "WEB-1", "Incontro": "2/3", "Data": days[1]},
        {**blank, "Codice": "WEB-1", "Incontro": "3/3", "Data": days[2]},
    ]


def faults_of(path: Path, known: Known | None = None, name: str | None = None) -> list[str]:
    with pytest.raises(FaultySheet) as refused:
        read_programme(path, known or Known(), name)
    return refused.value.faults
