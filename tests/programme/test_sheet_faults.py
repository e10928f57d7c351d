"""Every mistake that people make in a sheet is one sentence: where it is, what it is, what to do."""

from datetime import datetime, time
from pathlib import Path

import pytest
from flask import Flask

from tests.programme.sheets import HEADINGS, OTHER, faults_of, sheet_with, three_meetings

pytestmark = pytest.mark.one_database
SAMPLES = Path(__file__).parent.parent / "data"


@pytest.fixture(autouse=True)
def sentences_in_italian(app: Flask) -> None:
    """Sentences are translated by the application."""


def test_the_sample_with_mistakes_is_refused_one_sentence_each() -> None:
    where = "programma-con-errori.xlsx, foglio «Programma», riga"

    assert faults_of(SAMPLES / "programma-con-errori.xlsx") == [
        f"{where} 5, colonna «Alle»: finisce alle 9:30 ma comincia alle 12:30. Correggi l'ora d'inizio o di fine.",
        f"{where} 6, colonna «Data»: il giorno «30/02/2027» non esiste: febbraio 2027 ha 28 giorni. Correggi la data.",
        f"{where} 9, colonna «Data»: il 06/01/2027 è festa o chiusura (Epifania). Scegli un altro giorno.",
        (
            f"{where} 10, colonna «Sala»: la sala è già di CV-1 (riga 4), il 14/01/2027 dalle 9:30 alle 12:30, mentre "
            "CV-2 è dalle 11:00 alle 13:00. Cambia la sala, il giorno o l'orario."
        ),
        f"{where} 11, colonna «Posti»: «trenta posti» non è un numero. Scrivi solo la cifra, come 16.",
        f"{where} 12, colonna «Titolo»: manca il titolo. Scrivilo.",
        (
            f"{where} 13, colonna «Codice»: CV-1 è già il codice di «Il curriculum che si fa leggere» (riga 4), ma qui "
            "il titolo è «Un altro titolo». Scrivi un altro codice, o correggi il titolo."
        ),
        (
            f"{where} 14, colonna «Iscrizioni entro»: le iscrizioni chiudono il 19/01/2027, prima di aprire "
            "(22/02/2027). Correggi una delle due date."
        ),
    ]


@pytest.mark.parametrize(
    ("changes", "column", "says"),
    [
        ([{"Codice": None}], "Codice", "manca il codice"),
        ([{"Codice": "CV 1"}], "Codice", "non va in un indirizzo web"),
        ([{"Codice": "CV/1"}], "Codice", "non va in un indirizzo web"),
        ([{"Codice": "CÀV-1"}], "Codice", "non va in un indirizzo web"),
        ([{"Codice": "C" * 31}], "Codice", "31 caratteri, il massimo è 30"),
        ([{"Tipo": None}], "Tipo", "manca il tipo"),
        ([{"Tipo": "Conferenza"}], "Tipo", "non è un tipo"),
        ([{"Titolo": None}], "Titolo", "manca il titolo"),
        ([{"Titolo": "x" * 201}], "Titolo", "201 caratteri"),
        ([{"Titolo": "#RIF!"}], "Titolo", "errore di Excel"),
        ([{"Tema": " "}], "Tema", "manca il tema"),
        ([{"Descrizione": "x" * 2_001}], "Descrizione", "2001 caratteri"),
        ([{"Data": None}], "Data", "manca la data"),
        ([{"Data": "30/02/2027"}], "Data", "febbraio 2027 ha 28 giorni"),
        ([{"Data": "da definire"}], "Data", "non è una data"),
        ([{"Data": "14/01"}], "Data", "manca l'anno"),
        ([{"Data": datetime(2027, 1, 6)}], "Data", "Epifania"),
        ([{"Data": datetime(2027, 3, 29)}], "Data", "Lunedì dell'Angelo"),
        ([{}, OTHER | {"Data": datetime(2028, 1, 20)}], "Data", "fuori dal semestre 2027-1"),
        ([{"Dalle": None}], "Dalle", "manca l'ora d'inizio"),
        ([{"Alle": None}], "Alle", "manca l'ora di fine"),
        ([{"Dalle": "di mattina"}], "Dalle", "non è un'ora"),
        ([{"Dalle": 9.5}], "Dalle", "due modi"),
        ([{"Alle": "25:00"}], "Alle", "non esiste"),
        ([{"Dalle": "12.30", "Alle": "9.30"}], "Alle", "finisce alle 9:30 ma comincia alle 12:30"),
        ([{"Alle": time(9, 30)}], "Alle", "finisce alle 9:30"),
        ([{"Sede": None}], "Sede", "manca la sede"),
        ([{"Posti": None}], "Posti", "manca il numero dei posti"),
        ([{"Posti": "trenta posti"}], "Posti", "non è un numero"),
        ([{"Posti": 0}], "Posti", "serve almeno 1"),
        ([{"Posti": -5}], "Posti", "serve almeno 1"),
        ([{"Posti": 16.5}], "Posti", "non è un numero intero"),
        ([{"Iscrizioni dal": "31/11/2026"}], "Iscrizioni dal", "novembre 2026 ha 30 giorni"),
        (
            [{"Iscrizioni dal": datetime(2027, 1, 13), "Iscrizioni entro": "10/12/2026"}],
            "Iscrizioni entro",
            "prima di aprire",
        ),
        ([{"Riservato": "forse"}], "Riservato", "né sì né no"),
        ([{}, OTHER | {"Data": datetime(2027, 1, 14)}], "Sala", "la sala è già di CV-1"),
        ([{}, OTHER | {"Codice": "CV-1"}], "Codice", "CV-1 è già il codice di"),
        ([{}, OTHER | {"Codice": "cv-1"}], "Codice", "è già il codice di"),
        ([{}, {}], None, "ripete la riga 4"),
        ([{}, {"Data": datetime(2027, 1, 21)}], "Incontro", "l'incontro 1 c'è già alla riga 4"),
        ([{}, {"Incontro": "2/2", "Dalle": "11.00"}], "Data", "si sovrappone a quello della riga 4"),
        ([{}, {"Incontro": "2/2", "Data": datetime(2027, 1, 21), "Posti": 20}], "Posti", "alla riga 4 «16»"),
        ([{}, {"Incontro": "2/2", "Data": datetime(2027, 1, 21), "Tipo": "Networking"}], "Tipo", "alla riga 4"),
        ([{"Incontro": "4/3"}], "Incontro", "4 di 3"),
        ([{}, {"Codice": "Totale", **dict.fromkeys(HEADINGS[1:])}], None, "la riga è incompleta"),
        ([{}, OTHER | {"Indirizzo": "Via Altrove 5"}], "Indirizzo", "«Vicolo Bolognetti 2»"),
        ([{}, OTHER | {"Comune": "Imola"}], "Comune", "sta a «Bologna»"),
        ([{"Collegamento": "stanza 5"}], "Collegamento", "non è un collegamento"),
        ([{"Collegamento": "javascript:alert(1)"}], "Collegamento", "non è un collegamento"),
        ([{"Conduce": "x" * 130}], "Conduce", "al massimo 120"),
        ([{"Sala": "x" * 130}], "Sala", "130 caratteri"),
    ],
)
def test_one_mistake_is_one_sentence(tmp_path: Path, changes: list, column: str | None, says: str) -> None:
    faults = faults_of(sheet_with(tmp_path, *changes, headings=[*HEADINGS, "Collegamento"]))

    row = 3 + len(changes)
    assert len(faults) == 1, faults
    where = f"programma.xlsx, foglio «Programma», riga {row}" + (f", colonna «{column}»: " if column else ": ")
    assert faults[0].startswith(where)
    assert says in faults[0]


@pytest.mark.parametrize("missing", ["Codice", "Tipo", "Titolo", "Tema", "Data", "Dalle", "Alle", "Sede", "Posti"])
def test_a_missing_column_is_one_sentence(tmp_path: Path, missing: str) -> None:
    headings = [heading for heading in HEADINGS if heading != missing]

    assert faults_of(sheet_with(tmp_path, {}, OTHER, headings=headings)) == [
        f"programma.xlsx, foglio «Programma», riga 3: manca la colonna «{missing}». Aggiungila."
    ]


def test_a_column_twice_is_one_sentence(tmp_path: Path) -> None:
    (fault,) = faults_of(sheet_with(tmp_path, {}, headings=[*HEADINGS, "DATA"]))

    assert "la colonna «Data» c'è due volte" in fault


def test_the_same_bad_cell_in_all_rows_of_a_code_is_one_mistake(tmp_path: Path) -> None:
    rows = [row | {"Posti": "trenta", "Tema": None, "Dalle": "boh"} for row in three_meetings()]

    faults = faults_of(sheet_with(tmp_path, *rows))

    assert [fault.split("colonna ")[1].split(":")[0] for fault in faults if "riga 4" in fault] == [
        *("«Tema»", "«Dalle»", "«Posti»")
    ]
    assert len([fault for fault in faults if "«Posti»" in fault or "«Tema»" in fault]) == 2


def test_all_mistakes_of_a_sheet_are_said_at_once_in_its_order(tmp_path: Path) -> None:
    faults = faults_of(sheet_with(tmp_path, {"Posti": "x", "Titolo": None}, OTHER | {"Data": "ieri", "Tema": None}))

    assert [fault.split(", riga ")[1].split(":")[0] for fault in faults] == [
        *("4, colonna «Titolo»", "4, colonna «Posti»", "5, colonna «Tema»", "5, colonna «Data»")
    ]


def test_all_dates_outside_the_half_year_are_one_mistake(tmp_path: Path) -> None:
    (fault,) = faults_of(sheet_with(tmp_path, {}, OTHER, title="Programma del primo semestre 2026"))

    assert "nessuna data cade nel semestre 2026-1" in fault


def test_a_name_that_is_no_half_year(tmp_path: Path) -> None:
    (fault,) = faults_of(sheet_with(tmp_path, {}), name="primavera")

    assert "«primavera» non è il nome di un semestre" in fault


def test_a_sheet_of_another_name(tmp_path: Path) -> None:
    (fault,) = faults_of(sheet_with(tmp_path, {}, sheet="Foglio1"))

    assert fault.startswith("programma.xlsx: manca il foglio «Programma» (ci sono: «Foglio1»)")


def test_no_headings_and_no_rows(tmp_path: Path) -> None:
    (no_headings,) = faults_of(sheet_with(tmp_path, {}, headings=["uno", "due"]))
    (no_rows,) = faults_of(sheet_with(tmp_path, dict.fromkeys(HEADINGS)))

    assert "non trovo la riga delle intestazioni. Scrivi in una riga in alto: Codice, Tipo" in no_headings
    assert "non c'è nessuna riga" in no_rows


def test_files_that_are_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "finto.xlsx").write_text("ciao")
    (tmp_path / "elenco.csv").write_text("Codice,Data")

    assert "finto.xlsx: non è un foglio .xlsx" in faults_of(tmp_path / "finto.xlsx")[0]
    assert "elenco.csv: il programma si importa da un foglio .xlsx" in faults_of(tmp_path / "elenco.csv")[0]
    assert "niente.xlsx: il file non c'è" in faults_of(tmp_path / "niente.xlsx")[0]
