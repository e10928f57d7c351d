"""Lists of people as files: the right columns, no formulas, the reserved labs apart, and a line in the history."""

import csv
from datetime import datetime
from io import BytesIO, StringIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.attendance.close import close
from app.certificates.issue import issue
from app.checkin.scan import scan
from app.db import db, transaction
from app.journal.models import Entry
from app.journal.words import sentence
from app.lib import clock
from app.lib.tables import FORMULA_STARTS
from app.programme.models import Edition
from app.registration.models import Source
from app.registration.sign_up import Person, sign_up
from app.staff.models import Role
from tests.checkin.conftest import phone_of
from tests.world import World

HALF_YEAR = "/ufficio/programmi/2027-1/esportazione"
NASTY = [
    "=cmd|' /C calc'!A0",
    "+SUM(1,1)",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20A1",
    "  =1+1",
    "|calc",
    "%0A=1",
]


@pytest.fixture
def browser(world: World) -> FlaskClient:
    return world.signed_in()


def of(edition: Edition) -> str:
    return f"/ufficio/programmi/2027-1/{edition.slug}/esportazione"


def asked(
    browser: FlaskClient, address: str, content: str = "iscritti", kind: str = "csv", **more: str
) -> TestResponse:
    return browser.post(address, data={"contenuto": content, "formato": kind, **more})


def rows(answer: TestResponse) -> list[list[str]]:
    assert answer.status_code == 200 and answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(answer.data.decode("utf-8-sig"), newline=""), delimiter=";"))


def cells(answer: TestResponse) -> list[list[object]]:
    assert answer.status_code == 200
    return [list(row) for row in load_workbook(BytesIO(answer.data)).worksheets[0].iter_rows(values_only=True)]


def test_the_people_of_an_edition_with_all_the_office_needs(world: World, browser: FlaskClient) -> None:
    edition = world.edition(seats=1)
    body = Person("Rosa", "Bianchi", phone="+390516543810", organisation="Ente Uno", job_title="Tutor")
    with transaction():
        sign_up(edition.id, body, source=Source.STAFF).access_needs = ["wheelchair"]
    world.sign_up(edition, "grace")

    found = rows(asked(browser, of(edition)))

    assert found[0] == [
        *("Cognome", "Nome", "E-mail", "Telefono", "Stato", "Posto in lista", "Iscrizione arrivata", "Iscrizione del"),
        *("Ente", "Ruolo", "Chi l'ha inviata", "Chi l'ha iscritta", "Esigenze"),
    ]
    assert found[1][:6] == ["Bianchi", "Rosa", "", "051 654 3810", "Ha il posto", ""]
    assert found[1][7:] == ["11/01/2027 09:00", "Ente Uno", "Tutor", "", "", "Posto per sedia a rotelle"]
    assert found[2][:6] == ["Hopper", "Grace", "grace@example.org", "", "In lista d'attesa", "1"]
    assert found[2][6] == "dal sito"


def test_in_a_workbook_moments_are_moments(world: World, browser: FlaskClient) -> None:
    edition = world.edition()
    world.sign_up(edition, "ada")

    answer = asked(browser, of(edition), kind="xlsx")

    assert cells(answer)[1][7] == datetime(2027, 1, 11, 9, 0)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="iscritti-cv-1-2027-1.xlsx"'


@pytest.mark.parametrize("content", ["iscritti", "presenze"])
@pytest.mark.parametrize("nasty", NASTY)
def test_no_cell_can_run(world: World, browser: FlaskClient, nasty: str, content: str) -> None:
    edition = world.edition(title=f"{nasty} lab", code="CV-1")
    registration = world.sign_up(edition, "ada")
    with transaction():
        person = registration.participant
        person.last_name, person.first_name, person.job_title = nasty, f"x {nasty}", nasty
        registration.access_needs = [nasty]

    for address in (of(edition), HALF_YEAR):
        for row in rows(asked(browser, address, content)):
            assert not [cell for cell in row if cell.startswith(FORMULA_STARTS)]
        book = load_workbook(BytesIO(asked(browser, address, content, "xlsx").data))
        assert "f" not in {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row}


def test_reserved_labs_stay_out_of_a_half_year_s_list_unless_asked_for(world: World, browser: FlaskClient) -> None:
    world.sign_up(world.edition(code="CV-1"), "ada")
    world.sign_up(world.edition(code="L68-1", title="Collocamento mirato", reserved=True), "grace")

    without = rows(asked(browser, HALF_YEAR))
    among = rows(asked(browser, HALF_YEAR, riservati="si"))

    assert [row[0] for row in without[1:]] == ["CV-1"] and "Esigenze" not in without[0]
    assert [row[0] for row in among[1:]] == ["CV-1", "L68-1"]
    page = browser.get("/ufficio/programmi/2027-1/foglio").text
    assert "Anche il laboratorio riservato" in page and "dice già qualcosa della salute" in page
    said = [(entry.by, sentence(entry.what, entry.facts)) for entry in exported()]
    assert said == [
        (
            "office@example.org",
            "Iscritti del semestre scaricati (csv): 1 righe, 0 di laboratori riservati",
        ),
        (
            "office@example.org",
            "Iscritti del semestre scaricati (csv): 2 righe, 1 di laboratori riservati",
        ),
    ]


def test_the_file_of_a_reserved_lab_has_a_neutral_name(world: World, browser: FlaskClient) -> None:
    edition = world.edition(code="L68-1", title="Collocamento mirato", reserved=True)
    world.sign_up(edition, "ada")

    answer = asked(browser, of(edition), kind="xlsx")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="iscritti-2027-1.xlsx"'
    assert [entry.what for entry in exported()] == ["edition.people_exported"]


def test_presences_with_minutes_share_and_certificate(world: World, browser: FlaskClient) -> None:
    edition = world.three_meetings()
    ada = world.sign_up(edition, "ada")
    world.sign_up(edition, "grace")
    for day in (datetime(2027, 1, 26, 9, 20), datetime(2027, 1, 28, 9, 20)):
        with clock.at(day.replace(tzinfo=clock.ROME)):
            phone = phone_of(edition)
            with transaction():
                scan(phone, f"{day:%d}", ada.ticket_code)
    with clock.at(datetime(2027, 2, 3, 9, tzinfo=clock.ROME)):
        with transaction():
            close(edition, by="prove")
        with transaction():
            issue(edition, by="prove")
        found = cells(asked(world.signed_in(), of(edition), "presenze", "xlsx"))
        listed = cells(asked(world.signed_in(), HALF_YEAR, "presenze", "xlsx"))

    assert found[0][3:6] == ["26/01/2027 9.30, minuti", "28/01/2027 9.30, minuti", "02/02/2027 9.30, minuti"]
    assert found[1] == ["Hopper", "Grace", None, 0, 0, 0, 0, 540, 0, None]
    assert found[2] == ["Lovelace", "Ada", None, 180, 180, 0, 360, 540, 67, "2027-1/0001"]
    assert listed[0][:3] == ["Codice", "Laboratorio", "Primo incontro"] and listed[2][3:] == found[2]


def test_meetings_to_come_have_no_minutes_yet(world: World, browser: FlaskClient) -> None:
    edition = world.edition()
    world.sign_up(edition, "ada")

    assert cells(asked(browser, of(edition), "presenze", "xlsx"))[1][3:5] == [None, 0]


def test_the_buttons_are_where_the_lists_are(world: World, browser: FlaskClient) -> None:
    edition = world.edition()
    world.sign_up(edition, "ada")

    for page in (f"/ufficio/programmi/2027-1/{edition.slug}", f"/ufficio/programmi/2027-1/{edition.slug}/presenze"):
        assert f'action="{of(edition)}"' in browser.get(page).text


@pytest.mark.parametrize("role", [Role.DESK, Role.FACILITATOR])
def test_only_the_office_takes_lists_out(world: World, role: Role) -> None:
    edition = world.edition()
    world.sign_up(edition, "ada")
    if role == Role.FACILITATOR:
        world.grant(world.staff(role), edition.about)
    browser = world.signed_in(role)

    assert asked(browser, of(edition)).status_code == 404 and asked(browser, HALF_YEAR).status_code == 404
    assert f'action="{of(edition)}"' not in browser.get(f"/ufficio/programmi/2027-1/{edition.slug}").text


def test_nonsense_is_a_bad_request_and_reading_takes_nothing(world: World, browser: FlaskClient) -> None:
    edition = world.edition()

    assert asked(browser, of(edition), "stipendi").status_code == 400
    assert asked(browser, of(edition), kind="pdf").status_code == 400
    assert browser.get(of(edition)).status_code in (404, 405) and not exported()


def exported() -> list[Entry]:
    db.session.expire_all()
    return list(db.session.scalars(select(Entry).where(Entry.what.contains("exported")).order_by(Entry.id)))
