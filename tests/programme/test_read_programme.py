from datetime import date, datetime, time
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import Workbook, load_workbook

from app.lib.clock import from_rome, rome
from app.lib.sheets import FaultySheet
from app.programme.draft import DraftProgramme
from app.programme.known import Known
from app.programme.models import ActivityKind
from app.programme.read_programme import read_programme
from tests.programme.sheets import HEADINGS, MORNING, OTHER, ROOM, sheet_with, three_meetings

pytestmark = pytest.mark.one_database
SAMPLES = Path(__file__).parent.parent / "data"


@pytest.fixture(autouse=True)
def sentences_in_italian(app: Flask) -> None:
    """Sentences are translated by the application."""


def read(path: Path, name: str | None = None) -> DraftProgramme:
    return read_programme(path, Known(), name)


def test_the_office_s_half_year() -> None:
    draft = read(SAMPLES / "programma-2027-1.xlsx")

    assert (draft.half_year.slug, len(draft.editions), draft.meetings_count) == ("2027-1", 24, 34)
    assert draft.title == "Bussola del lavoro — Programma del primo semestre 2027"
    assert draft.warnings == []
    assert len(draft.venues) == 7 and draft.venues["online"].is_online
    assert not draft.venues["municipio di ozzano"].is_step_free and draft.venues["online"].is_step_free is None
    web = draft.editions[2]
    assert [rome(meeting.starts_at).strftime("%d/%m %H:%M") for meeting in web.meetings] == [
        *("26/01 09:30", "28/01 09:30", "02/02 09:30")
    ]
    assert [edition.code for edition in draft.editions if edition.is_reserved] == ["L68-1", "L68-2"]
    networking = [edition for edition in draft.editions if edition.kind == ActivityKind.NETWORKING_DAY]
    assert [len(edition.agenda or []) for edition in networking] == [8, 8]


def test_headings_in_any_order_case_and_spacing(tmp_path: Path) -> None:
    path = sheet_with(tmp_path, {})
    plain = read(path).editions
    book = Workbook()
    page = book.active
    page.title = " PROGRAMMA "
    for line in (["Programma 2027-1"], ["aggiornato a dicembre"], [], []):
        page.append(line)
    backwards = list(reversed(HEADINGS))
    dressed = [f" {heading.upper()} ".replace("IN COLLAB", "in  collab") for heading in backwards]
    page.append(["Interno", *dressed])
    row = dict(zip(HEADINGS, _cells(path), strict=True))
    page.append(["da rivedere", *(row[heading] for heading in backwards)])
    page.append([])
    book.save(tmp_path / "mosso.xlsx")

    moved = read(tmp_path / "mosso.xlsx").editions

    assert moved[0].meetings[0].row == 6
    moved[0].row = moved[0].meetings[0].row = 4
    assert moved == plain


def _cells(path: Path) -> list[object]:
    return [cell.value for cell in load_workbook(path)["Programma"][4]]


def test_rows_of_one_code_are_the_meetings_of_one_edition_and_their_blanks_the_first_row_s(tmp_path: Path) -> None:
    (edition,) = read(sheet_with(tmp_path, *three_meetings(Dalle=time(9, 30), Alle=12.3))).editions

    assert (edition.code, edition.seats, edition.theme) == ("WEB-1", 16, "Competenze digitali")
    assert [(meeting.starts_at, meeting.venue, meeting.room) for meeting in edition.meetings] == [
        (from_rome(day, time(9, 30)), "sportello lavoro", "sala incontri")
        for day in (date(2027, 1, 26), date(2027, 1, 28), date(2027, 2, 2))
    ]


def test_a_later_meeting_elsewhere_does_not_inherit_the_room(tmp_path: Path) -> None:
    first, second, third = three_meetings()
    elsewhere = {**second, "Sede": "Biblioteca", "Indirizzo": "Piazza 1"}

    (edition,) = read(sheet_with(tmp_path, first, elsewhere, third)).editions

    assert [(meeting.venue, meeting.room) for meeting in edition.meetings] == [
        *(("sportello lavoro", "sala incontri"), ("biblioteca", None), ("sportello lavoro", "sala incontri"))
    ]


def test_who_leads_and_who_helps_are_several(tmp_path: Path) -> None:
    draft = read(
        sheet_with(tmp_path, {"Conduce": "Ada Lovelace; Grace Hopper", "In collaborazione con": "Randstad;\nAdecco"})
    )

    assert draft.editions[0].facilitators == ["Ada Lovelace", "Grace Hopper"]
    assert draft.editions[0].partners == ["Randstad", "Adecco"]


@pytest.mark.parametrize("place", ["Online", "ONLINE", "on-line", "Online (Zoom)"])
def test_online_is_a_place_without_an_address(tmp_path: Path, place: str) -> None:
    draft = read(sheet_with(tmp_path, {"Sede": place, "Sala": None, "Indirizzo": None, "Comune": None}))

    assert draft.venues[draft.editions[0].meetings[0].venue].is_online


def test_optional_columns_say_who_pays_and_where_to_connect(tmp_path: Path) -> None:
    headings = [*HEADINGS, "Finanziamento", "Collegamento"]
    paid = {"Finanziamento": "PN Metro Plus", "Collegamento": "https://example.org/stanza"}

    (edition,) = read(sheet_with(tmp_path, paid, headings=headings)).editions

    assert (edition.funding, edition.facts["online_url"]) == ("PN Metro Plus", "https://example.org/stanza")


def test_a_column_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    needed = ["Codice", "Tipo", "Titolo", "Tema", "Data", "Dalle", "Alle", "Sede", "Posti"]

    (edition,) = read(sheet_with(tmp_path, {}, headings=needed)).editions

    assert (edition.facts, edition.partners, edition.facilitators, edition.agenda) == ({}, None, None, None)
    assert edition.is_reserved is None and not edition.says_funding


@pytest.mark.parametrize(
    ("title", "name", "slug"),
    [
        ("Programma del secondo semestre 2027", "2027-1", "2027-1"),
        ("bozza", "2027-1", "2027-1"),
        ("bozza", None, "2027-1"),
        (None, None, "2027-1"),
        ("Programma del primo semestre 2027", None, "2027-1"),
    ],
)
def test_the_half_year_is_given_or_in_the_title_or_in_the_dates(
    tmp_path: Path, title: str | None, name: str | None, slug: str
) -> None:
    assert read(sheet_with(tmp_path, {}, title=title), name).half_year.slug == slug


def test_dates_in_two_half_years_need_a_name(tmp_path: Path) -> None:
    autumn = OTHER | {"Data": datetime(2027, 9, 14), "Iscrizioni entro": None, "Iscrizioni dal": None}

    with pytest.raises(FaultySheet, match=r"non si capisce di quale semestre.*--name"):
        read(sheet_with(tmp_path, {}, autumn, title="bozza"))


def test_a_spreadsheet_s_own_date_for_one_of_three_is_understood(tmp_path: Path) -> None:
    first, second, third = three_meetings(Incontro=datetime(2027, 3, 1))

    assert read(sheet_with(tmp_path, first, second, third)).warnings == []


@pytest.mark.parametrize(
    ("changes", "extra", "says"),
    [
        ([{"Iscrizioni entro": datetime(2027, 1, 20)}], {}, "chiudono dopo l'inizio"),
        ([{"Iscrizioni dal": datetime(2027, 1, 20), "Iscrizioni entro": None}], {}, "aprono dopo il primo incontro"),
        ([{"Incontro": "1/3"}], {}, "dice 3 incontri, le righe sono 1"),
        ([{"Incontro": "primo"}], {}, "non dice quale incontro è"),
        ([{"Posti": 35}], {"venues": [ROOM]}, "in «Sala incontri» ce ne sono 30"),
        ([{}, OTHER | {"Titolo": "Il curriculum che si fa leggere"}], {}, "tengo quello"),
        ([{}, OTHER | {"Titolo": "Il curriculum che si fa leggere", "Riservato": "sì"}], {}, "riservato dappertutto"),
    ],
)
def test_what_is_odd_is_said_and_stops_nothing(tmp_path: Path, changes: list, extra: dict, says: str) -> None:
    warnings = read(sheet_with(tmp_path, *changes, **extra)).warnings

    assert any(says in warning for warning in warnings), warnings


def test_reserved_once_is_reserved_everywhere(tmp_path: Path) -> None:
    same_lab = OTHER | {"Titolo": "Il curriculum che si fa leggere", "Riservato": "sì"}

    assert [edition.is_reserved for edition in read(sheet_with(tmp_path, {}, same_lab)).editions] == [True, True]


def test_the_agenda_of_a_morning_with_blank_codes(tmp_path: Path) -> None:
    agenda = [
        {"Codice": "NET-1", "Dalle": "9.00", "Alle": "9.30", "Titolo": "Accoglienza", "Intervengono": None},
        {"Codice": None, "Dalle": "9.30", "Alle": "10.00", "Titolo": "Apertura", "Intervengono": "Comune"},
    ]

    (edition,) = read(sheet_with(tmp_path, MORNING, agenda=agenda)).editions

    assert [(item.title, item.speakers) for item in edition.agenda or []] == [
        ("Accoglienza", None),
        ("Apertura", "Comune"),
    ]
