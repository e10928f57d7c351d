"""Mistakes in the optional sheets «Sedi» and «Scaletta»."""

from pathlib import Path

import pytest
from flask import Flask

from tests.programme.sheets import MORNING, ROOM, faults_of, sheet_with

pytestmark = pytest.mark.one_database
AGENDA = {"Codice": "NET-1", "Dalle": "9.00", "Alle": "9.30", "Titolo": "Accoglienza"}


@pytest.fixture(autouse=True)
def sentences_in_italian(app: Flask) -> None:
    """Sentences are translated by the application."""


@pytest.mark.parametrize(
    ("change", "column", "says"),
    [
        ({"Senza barriere": "forse"}, "Senza barriere", "né sì né no"),
        ({"Posti": "molti"}, "Posti", "non è un numero"),
        ({"Capienza": 0}, "Capienza", "serve almeno 1"),
        ({"Posti": 50}, "Posti", "più della capienza (40)"),
        ({"Latitudine": "nord", "Longitudine": 11.3}, "Latitudine", "non è una coordinata"),
        ({"Latitudine": 444946, "Longitudine": 11.3}, "Latitudine", "non è una coordinata"),
        ({"Latitudine": 144.9, "Longitudine": 11.3}, "Latitudine", "non è sulla Terra"),
        ({"Latitudine": 44.5, "Longitudine": None}, "Longitudine", "solo una delle due"),
        ({"Indirizzo": "Via Altrove 5"}, "Indirizzo", "foglio «Programma», riga 4 sta a «Vicolo Bolognetti 2»"),
        ({"Sede": None}, "Sede", "manca il nome della sede"),
    ],
)
def test_a_mistake_among_the_venues_is_one_sentence(tmp_path: Path, change: dict, column: str, says: str) -> None:
    (fault,) = faults_of(sheet_with(tmp_path, {}, venues=[ROOM | change]))

    assert fault.startswith(f"programma.xlsx, foglio «Sedi», riga 2, colonna «{column}»: ") and says in fault


def test_a_room_twice_among_the_venues(tmp_path: Path) -> None:
    (fault,) = faults_of(sheet_with(tmp_path, {}, venues=[ROOM, ROOM]))

    assert "riga 3" in fault and "la sala è già alla riga 2" in fault


def test_more_seats_than_the_fire_limit(tmp_path: Path) -> None:
    (fault,) = faults_of(sheet_with(tmp_path, {"Posti": 41}, venues=[ROOM]))

    assert "riga 4, colonna «Posti»: CV-1 ha 41 posti, ma la capienza di «Sala incontri» è 40" in fault


@pytest.mark.parametrize(
    ("change", "column", "says"),
    [
        ({"Codice": "NET-9"}, "Codice", "non è nel foglio «Programma»"),
        ({"Codice": None}, "Codice", "manca il codice"),
        ({"Dalle": "8.00"}, "Dalle", "fuori dall'orario dell'incontro di NET-1 (dalle 9:00 alle 13:00)"),
        ({"Alle": "13.30"}, "Dalle", "fuori dall'orario"),
        ({"Alle": "8.30"}, "Alle", "finisce prima di cominciare"),
        ({"Titolo": None}, "Titolo", "manca il titolo"),
        ({"Dalle": None}, "Dalle", "manca l'ora"),
        ({"Dalle": "presto"}, "Dalle", "non è un'ora"),
    ],
)
def test_a_mistake_in_the_agenda_is_one_sentence(tmp_path: Path, change: dict, column: str, says: str) -> None:
    (fault,) = faults_of(sheet_with(tmp_path, MORNING, agenda=[AGENDA | change]))

    assert fault.startswith(f"programma.xlsx, foglio «Scaletta», riga 2, colonna «{column}»: ") and says in fault


def test_the_agenda_of_a_morning_with_a_bad_date_is_not_blamed(tmp_path: Path) -> None:
    (fault,) = faults_of(sheet_with(tmp_path, MORNING | {"Data": "ieri"}, agenda=[AGENDA]))

    assert "colonna «Data»" in fault
