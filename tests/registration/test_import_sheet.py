"""A list of sign-ups from a file: 400 people as they really are, and what the rules say to each."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner
from openpyxl import Workbook
from sqlalchemy import func, select

from app.db import db, transaction
from app.lib import clock
from app.people.models import Organisation, Participant
from app.programme.models import Edition, Programme
from tests.registration.desk import ADA, HEADINGS, Desk, people
from tests.world import World

SAMPLES = Path(__file__).parent.parent / "data"


@pytest.fixture
def desk(runner: FlaskCliRunner, tmp_path: Path) -> Desk:
    return Desk(runner, tmp_path)


def test_the_sample_s_400_people_are_signed_or_waiting(desk: Desk, runner: FlaskCliRunner) -> None:
    runner.invoke(args=["programme", "import", str(SAMPLES / "programma-2027-1.xlsx"), "--publish"])

    said = desk.types(str(SAMPLES / "iscrizioni-2027-1.csv"))

    assert said == ("400 iscrizioni: 357 confermate, 43 in lista d'attesa, 0 rifiutate", [])
    editions = db.session.scalars(select(Edition)).all()
    assert all(edition.confirmed_count <= edition.seats for edition in editions)
    assert all(edition.confirmed_count == edition.seats for edition in editions if edition.waiting_count)
    full = max(editions, key=lambda edition: edition.waiting_count)
    waiting = [one for one in people() if one.edition_id == full.id and one.is_waiting]
    assert [one.queue_number for one in waiting] == sorted(one.queue_number or 0 for one in waiting)
    assert db.session.scalar(select(func.count()).select_from(Organisation)) == 21
    assert desk.types(str(SAMPLES / "iscrizioni-2027-1.csv"))[0] == (
        "400 iscrizioni: 0 confermate, 0 in lista d'attesa, 400 rifiutate"
    )


def test_the_window_does_not_hold_for_a_list_but_seats_and_queue_do(desk: Desk, world: World) -> None:
    world.edition(code="CV-1", seats=1, sign_up_closes_on=datetime(2027, 1, 2).date())

    last, _errors = desk.imports(ADA, "CV-1,Grace,Hopper,grace@example.org,,,,,")

    assert last == "2 iscrizioni: 1 confermata, 1 in lista d'attesa, 0 rifiutate"
    assert [one.status for one in people()] == ["confirmed", "waiting"]


def test_every_column_is_kept(desk: Desk, world: World) -> None:
    world.edition(code="CV-1")

    desk.imports(
        "cv-1, Nicolò ,D’Angelo,Nicolo@Example.org,333 1302255,UK,"
        "interprete LIS; sedia a rotelle; ombra,Ente 02,Direzione"
    )

    (one,) = people()
    assert (one.participant.first_name, one.participant.last_name) == ("Nicolò", "D’Angelo")
    assert (one.email, one.phone, one.language) == ("nicolo@example.org", "+393331302255", "uk")
    assert one.access_needs == ["sign_language", "wheelchair", "ombra"]
    assert (one.participant.organisation.name, one.participant.job_title) == ("Ente 02", "Direzione")
    assert one.source == "sheet"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_list_as_programs_write_it(desk: Desk, world: World, separator: str, encoding: str) -> None:
    world.edition(code="CV-1")

    last, _errors = desk.imports(
        "", separator.join(["D'Angelò", "x@example.org", "CV-1", "Nicolò", "altro"]),
        headings=separator.join([" COGNOME", "email", "codice ", "NOME", "Interno"]),
        encoding=encoding,
    )  # fmt: skip

    assert last == "1 iscrizione: 1 confermata, 0 in lista d'attesa, 0 rifiutate"
    assert people()[0].participant.name == "Nicolò D'Angelò"


def test_a_list_in_a_workbook(desk: Desk, world: World, tmp_path: Path) -> None:
    world.edition(code="CV-1")
    book = Workbook()
    book.active.append(["Iscrizioni raccolte allo sportello"])
    book.active.append(["Codice", "Nome", "Cognome", "Telefono"])
    book.active.append(["CV-1", "Ada", "Lovelace", 3331302255])
    book.save(tmp_path / "elenco.xlsx")

    assert desk.types(str(tmp_path / "elenco.xlsx"))[0].startswith("1 iscrizione: 1 confermata")
    assert people()[0].phone == "+393331302255"


def test_a_double_is_counted_and_named_and_stops_nobody(desk: Desk, world: World) -> None:
    world.edition(code="CV-1")

    last, errors = desk.imports(ADA, "CV-1, ada ,LOVELACE,Ada@example.org,,,,,", "CV-1,Grace,Hopper,,051 123456,,,,")

    assert last == "3 iscrizioni: 2 confermate, 0 in lista d'attesa, 1 rifiutata"
    assert errors == ["Rifiutata: iscrizioni.csv, riga 3, CV-1, ada LOVELACE: è già iscritta a questa edizione."]


def test_a_double_adds_no_contact_to_anybody(desk: Desk, world: World) -> None:
    world.edition(code="CV-1")

    desk.imports(ADA, "CV-1,Ada,Lovelace,ada@example.org,333 1302255,,,,")

    (ada,) = db.session.scalars(select(Participant)).all()
    assert [contact.value for contact in ada.contacts] == ["ada@example.org"]


def test_what_is_cancelled_or_over_is_counted_and_named(desk: Desk, world: World) -> None:
    world.edition(code="CV-1")
    cancelled = world.edition(code="CV-2")
    with transaction() as session:
        session.merge(cancelled).cancelled_at = clock.now()

    with clock.at(datetime(2027, 1, 20, 9, tzinfo=clock.ROME)):
        last, errors = desk.imports(ADA, "CV-2,Grace,Hopper,grace@example.org,,,,,")

    assert last == "2 iscrizioni: 0 confermate, 0 in lista d'attesa, 2 rifiutate"
    assert [error.split(": ")[-1] for error in errors] == ["l'edizione è finita.", "l'edizione è stata annullata."]


def test_the_published_half_year_is_meant(desk: Desk, world: World) -> None:
    world.edition(code="CV-1")
    world.programme("2027-2", published=False)

    assert desk.imports(ADA)[0].startswith("1 iscrizione: 1 confermata")


def test_no_published_half_year_or_several_need_a_choice(desk: Desk, world: World) -> None:
    world.programme("2027-1", published=False)
    assert "Nessun programma è pubblicato" in desk.imports(ADA, status=2)[1][0]

    publish_all()
    world.programme("2027-2")
    assert "più programmi pubblicati: 2027-1, 2027-2" in desk.imports(ADA, status=2)[1][0]


def publish_all() -> None:
    with transaction() as session:
        for programme in session.scalars(select(Programme)):
            programme.status = "published"


def test_a_half_year_is_chosen_by_name(desk: Desk, world: World, tmp_path: Path) -> None:
    world.edition(code="CV-1")
    world.edition(code="CV-1", programme="2026-2", meetings=meetings_of(2026))
    file = tmp_path / "elenco.csv"
    file.write_text(f"{HEADINGS}\n{ADA}\n")

    assert desk.types(str(file), "--programme", "2027-1")[0].startswith("1 iscrizione: 1 confermata")
    assert "«2031-1» non c'è. Ci sono: 2026-2, 2027-1" in desk.types(str(file), "--programme", "2031-1", status=2)[1][0]


def meetings_of(year: int) -> Iterable:
    day = datetime(year, 12, 9)
    return [(day.date(), day.replace(hour=9).time(), day.replace(hour=12).time())]


def test_a_list_without_its_columns(desk: Desk, world: World) -> None:
    world.edition(code="CV-1")

    assert "manca la colonna «Cognome»" in desk.imports("CV-1,Ada,x", headings="Codice,Nome,E-mail", status=2)[1][0]
    assert "«E-mail» o «Telefono»" in desk.imports("CV-1,Ada,x", headings="Codice,Nome,Cognome", status=2)[1][0]
    assert "non c'è nessuna riga" in desk.imports(status=2)[1][0]
    assert "il file non c'è" in desk.types("/niente.csv", status=2)[1][0]
