"""Moving a meeting from the board: looked at first, told, and taken back."""

from datetime import date, time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db, transaction
from app.journal.models import Entry
from app.programme.models import Edition, Room
from tests.world import World

BOARD = "/ufficio/programmi/2027-1/tabellone"
MORNING = (date(2027, 1, 14), time(9, 30), time(12, 30))
AFTERNOON = (date(2027, 1, 14), time(14, 30), time(17, 30))
THERE = {"day": "2027-01-14", "starts": "09:30", "ends": "12:30", "place": "1-1"}


def where(code: str = "CV-1") -> tuple[date, int, str]:
    db.session.expire_all()
    meeting = db.session.scalars(select(Edition).where(Edition.code == code)).one().meetings[0]
    return meeting.day, meeting.starts_at.hour + 1, meeting.place


def moved(office: FlaskClient, number: int = 1, **to: str):  # type: ignore[no-untyped-def]
    return office.post(f"{BOARD}/{number}", data=THERE | to)


def test_a_draft_moves_at_once_and_back(world: World) -> None:
    world.programme(published=False)
    world.edition(code="CV-1")
    office = world.signed_in()

    page = office.post(f"{BOARD}/1", data=THERE | {"day": "2027-01-21", "starts": "14:30", "ends": "17:30"}).location
    assert where() == (date(2027, 1, 21), 14, "Sala incontri, Sportello Lavoro") and page.endswith("/tabellone#m1")
    page = office.get(BOARD).text
    assert "Spostato: incontro: 14/01/2027 9:30–12:30" in page and "CV-1 era: 14/01/2027, 9:30–12:30" in page
    assert "Annulla lo spostamento" not in office.get(BOARD).text, "said once"

    moved(office, starts="09:30:00", ends="12:30:00")

    assert where()[:2] == (date(2027, 1, 14), 9)
    assert [entry.by for entry in db.session.scalars(select(Entry).where(Entry.what == "edition.changed"))] == [
        "office@example.org"
    ] * 2


def test_a_move_that_clashes_is_looked_at_first(world: World) -> None:
    world.programme(published=False)
    world.edition(code="CV-1", meetings=[AFTERNOON])
    world.edition(code="COL-1", title="Il colloquio", theme="Colloquio", meetings=[MORNING])
    office = world.signed_in()

    answer = moved(office)
    assert answer.status_code == 200 and "Sposta lo stesso" in answer.text and "nella stessa sala" in answer.text
    assert where()[1] == 14, "nothing has moved yet"

    assert moved(office, step="conferma").status_code == 303
    assert where()[1] == 9


def test_what_everybody_sees_does_not_move_onto_another(world: World) -> None:
    world.edition(code="CV-1", meetings=[AFTERNOON])
    world.edition(code="COL-1", title="Il colloquio", theme="Colloquio", meetings=[MORNING])
    office = world.signed_in()

    looked, sent = moved(office, step="guarda"), moved(office, step="conferma")

    assert "Così non si può spostare" in looked.text and "Sposta lo stesso" not in looked.text
    assert sent.status_code == 409 and "cambia sala o orario" in sent.text and where()[1] == 14


def test_an_error_that_was_there_does_not_hold_a_meeting_where_it_is(world: World) -> None:
    world.edition(code="CV-1", seats=50, meetings=[AFTERNOON])

    assert moved(world.signed_in()).status_code == 303


def test_people_are_told_only_after_a_look(world: World) -> None:
    edition = world.edition(code="CV-1", meetings=[AFTERNOON])
    world.sign_up(edition, "ada")
    office = world.signed_in()

    looked = moved(office)
    assert looked.status_code == 200 and "Conferma e avvisa" in looked.text
    assert where()[1] == 14 and not world.mails("changed")

    assert moved(office, step="conferma").status_code == 303
    assert where()[1] == 9 and "Annulla lo spostamento" in office.get(BOARD).text


def test_only_looking_changes_nothing_and_shows_what_is_solved(world: World) -> None:
    world.programme(published=False)
    world.edition(code="CV-1")
    world.edition(code="COL-1", title="Il colloquio", theme="Colloquio")

    page = moved(world.signed_in(), step="guarda", starts="14:30", ends="17:30").text

    assert "Scontri che si risolvono" in page and "nessuno viene avvisato" in page and where()[1] == 9


def test_a_link_fills_the_form_with_another_week_and_room(world: World) -> None:
    edition = world.edition(code="CV-1")
    with transaction() as session:
        session.add(Room(venue_id=edition.meetings[0].venue_id, name="Aula piccola", name_key="aula piccola"))

    page = world.signed_in().get(f"{BOARD}/1?settimana=2027-02-01&luogo=1-2&righe=temi").text

    assert "Andrebbe a giovedì 4 febbraio 2027, dalle 9:30 alle 12:30, in: Aula piccola, Sportello Lavoro." in page
    assert 'value="2027-02-04"' in page and "tabellone/1?righe=temi" in page and where()[0] == date(2027, 1, 14)


@pytest.mark.parametrize("query", ["", "?settimana=ieri&luogo=99-1"])
def test_a_link_that_says_nothing_leaves_the_form_as_the_meeting_is(world: World, query: str) -> None:
    world.edition(code="CV-1")

    page = world.signed_in().get(f"{BOARD}/1{query}").text

    assert 'value="2027-01-14"' in page and "Andrebbe" not in page


def test_an_impossible_hour_is_said_beside_its_field(world: World) -> None:
    world.edition(code="CV-1")

    answer = moved(world.signed_in(), ends="8:00", day="31/02/2027")

    assert answer.status_code == 422 and "La fine deve venire dopo" in answer.text and "Scrivi la data" in answer.text


def test_what_is_off_elsewhere_or_archived_does_not_move(world: World) -> None:
    edition = world.edition(code="CV-1")
    world.programme("2027-2")
    office = world.signed_in()
    assert office.get("/ufficio/programmi/2027-2/tabellone/1").status_code == 404
    with transaction() as session:
        session.merge(edition).programme.status = "archived"
    assert "archiviato" in moved(office, starts="10:00", step="conferma").text and where()[1] == 9
    with transaction() as session:
        session.merge(edition).cancelled_at = edition.updated_at
    assert office.get(f"{BOARD}/1").status_code == 404
