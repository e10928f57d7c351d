from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.checkin import pair
from app.checkin.models import Device, Scan
from app.db import db, transaction
from app.lib import clock
from app.programme.models import Edition
from tests.checkin.conftest import QUARTER_PAST_NINE, door_of, on_the_day
from tests.world import World

pytestmark = pytest.mark.usefixtures("database")

AS_JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def _at_the_door(at_the_door: None) -> None:
    """Every test here happens at a quarter past nine of the day, unless it moves the clock."""


def send(door: FlaskClient, read: str, scan_id: str | None = None, **fields: object):  # type: ignore[no-untyped-def]
    data = {"read": read, "scan_id": scan_id or str(uuid4()), "means": "camera"} | fields
    return door.post("/accoglienza/letture", data=data, headers=AS_JSON)


def test_a_phone_without_a_link_is_told_how_to_get_one(client: FlaskClient) -> None:
    answer = client.get("/accoglienza/")
    assert answer.status_code == 200
    assert "serve un link dell’ufficio" in answer.text


def test_the_link_asks_before_it_opens_the_door(world: World, edition: Edition, client: FlaskClient) -> None:
    with transaction():
        _device, token = pair.make_device(edition, "Telefono di Marta", "office@example.org")
    page = client.get(f"/accoglienza/dispositivo/{token}")
    assert f"Apri l’accoglienza di {edition.code}" in page.text
    assert db.session.scalar(select(Device.paired_at)) is None
    answer = client.post(f"/accoglienza/dispositivo/{token}")
    assert answer.status_code == 303
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "Path=/accoglienza/" in cookie
    assert "Entrati 0 su 0" in client.get("/accoglienza/").text


def test_a_revoked_link_is_gone_and_an_invented_one_never_was(edition: Edition, client: FlaskClient) -> None:
    with transaction():
        device, token = pair.make_device(edition, "Telefono di Marta", "office@example.org")
        pair.revoke(device, "office@example.org")
    assert client.get(f"/accoglienza/dispositivo/{token}").status_code == 410
    assert client.post(f"/accoglienza/dispositivo/{token}").status_code == 410
    assert client.get("/accoglienza/dispositivo/inventato").status_code == 404


def test_a_scan_is_answered_with_a_verdict(world: World, edition: Edition) -> None:
    ada, scan_id = world.sign_up(edition), str(uuid4())
    said = send(door_of(world, edition), ada.ticket_code, scan_id).json
    assert (said["id"], said["outcome"], said["tone"]) == (scan_id, "admitted", "good")
    assert "Può entrare" in said["html"]
    assert "Ada Lovelace" in said["html"]
    assert said["counter"].strip() == "Entrati 1 su 1"


def test_a_scan_sent_again_is_the_same_scan(world: World, edition: Edition) -> None:
    ada, door, scan_id = world.sign_up(edition), door_of(world, edition), str(uuid4())
    answers = [send(door, ada.ticket_code, scan_id).json["outcome"] for _ in range(2)]
    assert answers == ["admitted", "admitted"]
    assert db.session.scalar(select(func.count(Scan.id))) == 1


def test_a_late_scan_counts_from_when_the_phone_read_it(world: World, edition: Edition) -> None:
    ada, door = world.sign_up(edition), door_of(world, edition)
    with clock.at(on_the_day(9, 25)):
        send(door, ada.ticket_code, age=10 * 60 * 1000)
    assert ada.admitted_at == QUARTER_PAST_NINE


@pytest.mark.parametrize("age", ["-5000", "9e99", "ieri"])
def test_a_mad_clock_reads_now(world: World, edition: Edition, age: str) -> None:
    ada = world.sign_up(edition)
    send(door_of(world, edition), ada.ticket_code, age=age)
    assert ada.admitted_at == QUARTER_PAST_NINE


@pytest.mark.parametrize("wrong", [{"scan_id": "1"}, {"means": "walk_in"}])
def test_a_scan_without_an_id_or_with_strange_means_is_not_understood(
    world: World, edition: Edition, wrong: dict[str, str]
) -> None:
    assert send(door_of(world, edition), "K7QM3F", **wrong).status_code == 400


def test_without_scripts_the_code_leads_to_a_page_with_the_verdict(world: World, edition: Edition) -> None:
    ada, door = world.sign_up(edition), door_of(world, edition)
    form = {"read": ada.ticket_code[:6], "scan_id": str(uuid4()), "means": "code"}
    page = door.post("/accoglienza/letture", data=form, follow_redirects=True)
    assert "Può entrare" in page.text
    assert "Può entrare" in door.post("/accoglienza/letture", data=form, follow_redirects=True).text
    other = door.post("/accoglienza/letture", data=form | {"read": "ZZZZZZ"}, follow_redirects=True)
    assert "Nessuno ha questo codice" in other.text


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("waiting", "Posizione 1. Può entrare"),
        ("cancelled", "Iscrizione annullata"),
        ("other", "«Cercare lavoro online», martedì 26 gennaio, 9:30"),
        ("forged", "Biglietto non valido"),
        ("no_ticket", "Non è un biglietto della Bussola"),
    ],
)
def test_every_no_says_why(world: World, case: str, words: str) -> None:
    edition = world.edition(seats=1)
    registrations = {
        "cancelled": world.sign_up(edition),
        "waiting": world.sign_up(edition, "grace"),
        "other": world.sign_up(world.three_meetings(), "alan"),
    }
    if case == "cancelled":
        with transaction():
            registrations["cancelled"].status = "cancelled"
            edition.confirmed_count -= 1
    codes = {"forged": "K7QM3F2PK7QM3F2P", "no_ticket": "https://example.org/menu"}
    code = codes.get(case) or registrations[case].ticket_code
    assert words in send(door_of(world, edition), code).json["html"]


def test_at_another_door_a_reserved_lab_is_not_named(world: World, edition: Edition) -> None:
    reserved = world.edition(title="Collocamento mirato", code="L68-1", reserved=True)
    ada = world.sign_up(reserved)
    html = send(door_of(world, edition), ada.ticket_code).json["html"]
    assert "Collocamento" not in html
    assert "Ada" not in html


def test_an_admission_is_taken_back_by_the_phone_that_gave_it(world: World, edition: Edition) -> None:
    ada, door, scan_id = world.sign_up(edition), door_of(world, edition), str(uuid4())
    send(door, ada.ticket_code, scan_id)
    undo = f"/accoglienza/letture/{scan_id}/annullamento"
    assert door_of(world, edition, "Telefono di Luca").post(undo).status_code == 404
    assert door.post(undo, headers=AS_JSON).json["outcome"] == "undone"
    assert "Ingresso annullato" in door.post(undo, follow_redirects=True).text
    assert ada.admitted_at is None


def test_who_waits_can_be_let_in_from_the_verdict(world: World) -> None:
    edition = world.edition(seats=1)
    world.sign_up(edition)
    grace, door, scan_id = world.sign_up(edition, "grace"), door_of(world, edition), str(uuid4())
    assert "Fai entrare lo stesso" in send(door, grace.ticket_code, scan_id).json["html"]
    let_in = {"scan_id": str(uuid4())}
    page = door.post(f"/accoglienza/letture/{scan_id}/ammissione", data=let_in, follow_redirects=True)
    assert "Può entrare" in page.text


def test_the_name_search_shows_people_and_lets_them_in(world: World, edition: Edition) -> None:
    ada, door = world.sign_up(edition), door_of(world, edition)
    page = door.get("/accoglienza/?cerca=love").text
    assert "Lovelace Ada" in page
    assert ada.ticket_code in page
    assert "Nessuno con questo nome" in door.get("/accoglienza/?cerca=turing").text


def test_a_walk_in_is_signed_up_and_let_in(world: World, edition: Edition) -> None:
    door = door_of(world, edition)
    form = {"first_name": "Samira", "last_name": "Haddad", "contact": "333 1302255", "scan_id": str(uuid4())}
    page = door.post("/accoglienza/senza-iscrizione", data=form | {"language": "en"}, follow_redirects=True)
    assert "Può entrare" in page.text
    assert "Samira Haddad" in page.text


def test_the_form_of_a_walk_in_keeps_what_was_typed(world: World, edition: Edition) -> None:
    door = door_of(world, edition)
    form = {"first_name": "Samira", "last_name": "", "contact": "samira@", "scan_id": str(uuid4()), "language": "it"}
    answer = door.post("/accoglienza/senza-iscrizione", data=form)
    assert answer.status_code == 422
    assert "Scrivi il cognome" in answer.text
    assert 'value="samira@"' in answer.text


def test_a_full_lab_and_a_namesake_are_asked_about_one_after_the_other(world: World) -> None:
    edition = world.edition(seats=1)
    world.sign_up(edition)
    door = door_of(world, edition)
    form = {"first_name": "Ada", "last_name": "Lovelace", "scan_id": str(uuid4()), "language": "it"}
    answer = door.post("/accoglienza/senza-iscrizione", data=form)
    assert (answer.status_code, "È un’altra persona" in answer.text) == (409, True)
    answer = door.post("/accoglienza/senza-iscrizione", data=form | {"other_person": "si"})
    assert (answer.status_code, "Falla entrare lo stesso" in answer.text) == (409, True)
    yes = form | {"other_person": "si", "over_seats": "si"}
    assert "Può entrare" in door.post("/accoglienza/senza-iscrizione", data=yes, follow_redirects=True).text


def test_a_phone_knows_nobody_of_another_lab(world: World, edition: Edition) -> None:
    ada = world.sign_up(edition)
    stranger = door_of(world, world.three_meetings())
    assert "Lovelace" not in stranger.get("/accoglienza/?cerca=lovelace").text
    assert send(stranger, ada.ticket_code).json["outcome"] == "other_edition"
    assert ada.admitted_at is None


@pytest.mark.parametrize("how", ["revoked", "expired", "never"])
def test_a_closed_phone_finds_every_door_shut(world: World, edition: Edition, how: str) -> None:
    ada = world.sign_up(edition)
    door = world.app.test_client() if how == "never" else door_of(world, edition)
    if how == "revoked":
        with transaction():
            pair.revoke(db.session.scalars(select(Device)).one(), "office@example.org")
    with clock.at(on_the_day(9, 15, day=16) if how == "expired" else QUARTER_PAST_NINE):
        assert send(door, ada.ticket_code).status_code == 404
        assert "Chiedi all'ufficio un link nuovo" in send(door, ada.ticket_code).json["error"]
        assert door.get("/accoglienza/senza-iscrizione").status_code == 404
        assert "serve un link" in door.get("/accoglienza/?cerca=ada").text
    assert db.session.scalar(select(func.count(Scan.id))) == 0


@pytest.mark.parametrize("address", ["?lettura=pippo", "?lettura=%00", f"?lettura={uuid4()}"])
def test_an_invented_scan_is_not_there(world: World, edition: Edition, address: str) -> None:
    assert door_of(world, edition).get(f"/accoglienza/{address}").status_code in (400, 404)
