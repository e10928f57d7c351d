"""What cannot be at once: rooms, persons, closed days."""

from datetime import date, datetime
from pathlib import Path

import pytest
from flask import Flask

from app.programme.known import Known
from app.programme.models import Closure, PatronDay
from app.programme.read_programme import read_programme
from tests.programme.sheets import OTHER, faults_of, sheet_with

pytestmark = pytest.mark.one_database
FULL = {"Codice": "UFF-1", "Titolo": "Il lavoro d'ufficio", "Data": datetime(2027, 3, 9), "Iscrizioni entro": None}


@pytest.fixture(autouse=True)
def sentences_in_italian(app: Flask) -> None:
    """Sentences are translated by the application."""


def test_three_labs_in_one_room_blame_each_newcomer_once(tmp_path: Path) -> None:
    day = datetime(2027, 1, 14)
    third = FULL | {"Data": day}

    faults = faults_of(sheet_with(tmp_path, {}, OTHER | {"Data": day}, third))

    assert [fault.split(":")[0].split("riga ")[1] for fault in faults] == ["5, colonna «Sala»", "6, colonna «Sala»"]


def test_one_after_the_other_in_a_room_is_no_mistake(tmp_path: Path) -> None:
    after = OTHER | {"Data": datetime(2027, 1, 14), "Dalle": "12.30", "Alle": "14.00", "Iscrizioni entro": None}

    assert len(read_programme(sheet_with(tmp_path, {}, after), Known()).editions) == 2


def test_two_at_once_online_are_no_mistake(tmp_path: Path) -> None:
    online = {"Sede": "Online", "Sala": None, "Indirizzo": None, "Comune": None}

    draft = read_programme(sheet_with(tmp_path, online, OTHER | online | {"Data": datetime(2027, 1, 14)}), Known())

    assert len(draft.editions) == 2


def test_a_function_may_lead_twice_at_once_a_person_may_not(tmp_path: Path) -> None:
    elsewhere = OTHER | {"Data": datetime(2027, 1, 14), "Sala": "Altra sala", "Conduce": "ada lovelace; Altri"}
    path = sheet_with(tmp_path, {"Conduce": "Ada Lovelace"}, elsewhere)

    assert len(read_programme(path, Known()).editions) == 2
    (fault,) = faults_of(path, Known(persons=frozenset({"ada lovelace"})))
    assert "riga 5, colonna «Conduce»: chi conduce COL-1 conduce anche CV-1 (riga 4)" in fault


def test_the_patron_of_the_venue_s_town_is_a_closed_day(tmp_path: Path) -> None:
    patron = Known(patron_days=(PatronDay(municipality="Bologna", month=1, day=14, name="San Tale"),))
    path = sheet_with(tmp_path, {})

    (fault,) = faults_of(path, patron)

    assert "San Tale, patrono di Bologna" in fault
    assert read_programme(sheet_with(tmp_path, {"Comune": "Imola"}), patron)


def test_the_office_s_own_closures_are_closed_days(tmp_path: Path) -> None:
    closed = Closure(first_on=date(2027, 1, 11), last_on=date(2027, 1, 15), reason="trasloco")

    (fault,) = faults_of(sheet_with(tmp_path, {}), Known(closures={"2027-1": (closed,)}))

    assert "chiusura dell'ufficio: trasloco" in fault


def test_a_sunday_is_a_day_like_any_other(tmp_path: Path) -> None:
    sunday = {"Data": datetime(2027, 1, 17)}

    assert read_programme(sheet_with(tmp_path, sunday), Known())
