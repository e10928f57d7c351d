"""What nobody types and attackers send: the answer is a refusal, never a crash."""

from urllib.parse import quote
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from app.checkin.models import Scan
from app.db import db
from app.lib import clock
from app.staff.models import Role
from tests.checkin.conftest import QUARTER_PAST_NINE, door_of
from tests.world import World

pytestmark = pytest.mark.usefixtures("database")

UNFOLDS = "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}"  # one letter that folds to eighteen
ADA = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org", "passo": "invia"}


@pytest.mark.parametrize(
    "query",
    ["endpoint=x", "_method=FOO", "_scheme=https", "_anchor=x", "_external=1&_scheme=javascript", "programme=x"],
)
def test_a_query_cannot_bend_the_links_of_a_page(world: World, query: str) -> None:
    world.edition()
    office = world.signed_in(Role.ADMIN)
    for path in ("/", "/programmi/2027-1/", "/ufficio/posta/", "/ufficio/programmi/2027-1/"):
        answer = office.get(f"{path}?{query}")

        assert answer.status_code == 200
        assert "javascript" not in answer.text


def test_the_other_language_keeps_what_was_asked(world: World, client: FlaskClient) -> None:
    world.edition()

    assert "/programmi/2027-1/?mese=2027-01&amp;lang=en" in client.get("/programmi/2027-1/?mese=2027-01").text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_foreign_host_is_refused_in_a_line(client: FlaskClient, method: str) -> None:
    answer = client.open("/", method=method, headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert "evil" not in answer.text


@pytest.mark.parametrize(
    "path",
    ["/programmi/%00/", "/programmi/2027-1/%00", "/t/%00", "/verifica/%00", "/iscrizioni/%00", "/?tema=%00"],
)
def test_a_nul_in_an_address_is_a_bad_request(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 400


def test_a_nul_in_a_form_is_a_bad_request(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")
    office = world.signed_in()
    sign_up = client.post("/programmi/2027-1/cv-1/iscrizione", data=ADA | {"request_key": "a\0b"})
    notes = office.post("/ufficio/programmi/2027-1/cv-1/modifica", data={"seats": "3", "notes": "a\0b"})
    sign_in = client.post("/ufficio/accesso", data={"email": "a\0b", "password": "x"})

    assert (sign_up.status_code, notes.status_code, sign_in.status_code) == (400, 400, 400)
    assert office.get("/ufficio/cronologia/?cerca=%00").status_code == 400
    assert office.get("/ufficio/posta/?cerca=%00").status_code == 400


@pytest.mark.parametrize("number", ["9999999999", "1" + "0" * 30])
def test_a_number_that_no_record_has_is_no_page(world: World, number: str) -> None:
    world.edition(code="CV-1")
    office = world.signed_in()
    for path in ("iscrizioni/{}", "posta/{}", "programmi/2027-1/cv-1/attestati/{}.pdf"):
        assert office.get("/ufficio/" + path.format(number)).status_code == 404
    for path in ("da-chiamare/{}", "iscrizioni/{}/annullamento"):
        assert office.post("/ufficio/" + path.format(number)).status_code == 404


def test_a_presence_of_a_number_that_nobody_has_is_a_bad_request(world: World) -> None:
    edition = world.edition(code="CV-1")
    meeting = edition.meetings[0].id
    with clock.at(QUARTER_PAST_NINE.replace(hour=11)):
        answer = world.signed_in().post(
            "/ufficio/programmi/2027-1/cv-1/presenze",
            data={"mostrate": f"{10**30}.{meeting}.0", f"presente-{10**30}-{meeting}": "x", "motivo": "prova"},
        )

    assert answer.status_code == 400


def test_a_proof_in_another_alphabet_opens_no_registration(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition())

    assert client.get("/iscrizioni/" + quote(ada.public_id + "é" * 16)).status_code == 404


def test_letters_that_unfold_make_no_crash(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")
    names = {"first_name": UNFOLDS * 60, "last_name": UNFOLDS * 60, "organisation": UNFOLDS * 200}

    assert client.post("/programmi/2027-1/cv-1/iscrizione", data=ADA | names).status_code == 303


def test_an_address_that_grows_in_lower_case_is_just_a_wrong_one(client: FlaskClient) -> None:
    assert client.post("/ufficio/accesso", data={"email": "İ" * 254, "password": "x"}).status_code in (401, 422)


@pytest.mark.parametrize("age", ["1" + "0" * 30, "-" + "9" * 30, "NaN", ""])
def test_a_scan_of_any_age_is_answered(world: World, age: str) -> None:
    with clock.at(QUARTER_PAST_NINE):
        edition = world.edition()
        ada = world.sign_up(edition)
        fields = {"read": ada.ticket_code, "scan_id": str(uuid4()), "means": "code", "age": age}

        assert door_of(world, edition).post("/accoglienza/letture", data=fields).status_code == 303


def test_a_walk_in_without_an_id_is_refused_and_one_in_another_spelling_is_the_same(world: World) -> None:
    with clock.at(QUARTER_PAST_NINE):
        door, born = door_of(world, world.edition()), uuid4()
        person = {"first_name": "Ada", "last_name": "Lovelace", "language": "it"}
        without = door.post("/accoglienza/senza-iscrizione", data=person)
        spelled = [
            door.post("/accoglienza/senza-iscrizione", data=person | {"scan_id": spelling})
            for spelling in (f"urn:uuid:{born}", str(born).upper(), f"{{{born}}}")
        ]

    assert without.status_code == 422
    assert [answer.status_code for answer in spelled] == [303, 303, 303]
    assert db.session.get(Scan, str(born)) is not None and db.session.query(Scan).count() == 1


@pytest.mark.parametrize(
    "path",
    [
        "cronologia/?dal=0001-01-01&al=9999-12-31",
        "programmi/2027-1/cv-1/messaggi/nuovo?testo=1" + "0" * 30,
        "temi/?stato=ritirati",
        "programmi/importa/nessuno?semestre=2027-9",
    ],
)
def test_a_query_that_makes_no_sense_asks_nothing(world: World, path: str) -> None:
    world.edition(code="CV-1")

    assert world.signed_in().get(f"/ufficio/{path}").status_code in (200, 410)


def test_a_day_outside_our_times_is_refused(world: World) -> None:
    world.programme()
    office = world.signed_in(Role.ADMIN)
    patron = {"municipality": "Imola", "name": "San Cassiano", "month": "8", "day": "1" + "0" * 30}
    rules = {"title": "Semestre", "first_on": "2027-01-01", "last_on": "9999-12-31", "certificate_share": "2/3"}

    assert office.post("/ufficio/patroni/nuovo", data=patron).status_code == 422
    assert office.post("/ufficio/programmi/2027-1/regole", data=rules).status_code == 422
