"""What other sites, calendars and papers show: nothing hidden, nothing that a stranger wrote into the address."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.programme.printed import KEPT_PAPERS
from tests.papers import text
from tests.world import World

HERE = "/programmi/2027-1"
POSTER, LEAFLET = f"{HERE}/manifesto.pdf", f"{HERE}/volantino.pdf"
SENTENCE = "Chiama subito 899 123456"
HIDDEN, SECRET = "Laboratorio ancora segreto", "segreto-1"
LISTS = (
    "/",
    "/programmi/",
    f"{HERE}/",
    f"{HERE}.ics",
    f"{HERE}/calendari",
    f"{HERE}/incorpora",
    f"{HERE}/per-il-tuo-sito",
    "/api/v1/programmes",
    "/api/v1/programmes/2027-1",
    "/api/v1/programmes/2027-1/editions",
)
KEPT_BY_ALL = (f"{HERE}.ics", f"{HERE}/incorpora", "/api/v1/programmes", "/anteprima.png", POSTER)


def shelf(world: World) -> list[Path]:
    return list(Path(world.app.config["INSTANCE_PATH"], "papers").glob("*"))


@pytest.mark.one_database
@pytest.mark.parametrize("address", [POSTER, LEAFLET])
def test_no_address_prints_a_sentence_on_a_paper_of_ours_or_fills_the_shelf(
    world: World, client: FlaskClient, address: str
) -> None:
    world.edition()
    first = client.get(address, query_string={"comune": SENTENCE})
    kept = len(shelf(world))
    second = client.get(address, query_string={"comune": "Altrove", "tema": SENTENCE, "mese": SENTENCE})

    assert "899" not in text(first.data) and "Curriculum" not in text(first.data)
    assert second.data == first.data
    assert len(shelf(world)) == kept <= KEPT_PAPERS


@pytest.mark.one_database
@pytest.mark.parametrize("name", ["comune", "tema", "mese", "fascia", "tipo"])
def test_no_address_says_a_sentence_on_a_page_or_in_a_calendar_of_ours(
    world: World, client: FlaskClient, name: str
) -> None:
    world.edition()
    calendar = client.get(f"{HERE}.ics", query_string={name: SENTENCE})
    page = client.get(f"{HERE}/calendari", query_string={name: SENTENCE})

    assert "899" not in calendar.text
    assert SENTENCE not in page.text


@pytest.mark.one_database
def test_a_draft_is_nowhere_in_a_half_year_that_everybody_sees(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1", title="Quello che si vede")
    world.edition(code=SECRET.upper(), title=HIDDEN, theme="Tema segreto", is_draft=True)

    for address in LISTS:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "segreto" not in answer.text.lower(), address
    for address in (POSTER, LEAFLET):
        assert "segreto" not in text(client.get(address).data).lower()


@pytest.mark.one_database
@pytest.mark.parametrize("is_draft", [True, False])
def test_a_draft_has_no_page_no_drawing_and_no_sign_up(world: World, client: FlaskClient, is_draft: bool) -> None:
    slug = "2027-1" if is_draft else "2027-2"
    world.programme("2027-2", published=False)
    world.edition(code=SECRET.upper(), title=HIDDEN, programme=slug, is_draft=is_draft)
    there = f"/programmi/{slug}/{SECRET}"
    ada = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org", "passo": "invia"}

    for address in (there, f"{there}/anteprima.png", f"/api/v1{there.replace('programmi', 'programmes')}"):
        answer = client.get(address)
        assert (answer.status_code, HIDDEN in answer.text) == (404, False), address
    assert client.get(f"{there}/iscrizione").status_code == 404
    assert client.post(f"{there}/iscrizione", data=ada).status_code == 404
    assert world.mails() == []


@pytest.mark.one_database
def test_no_machine_learns_when_somebody_signs_up_for_a_reserved_lab(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1", seats=7)
    world.edition(code="L68-1", title="Legge 68", seats=7, reserved=True)

    assert '"remainingAttendeeCapacity": 7' in client.get(f"{HERE}/cv-1").text
    assert "remainingAttendeeCapacity" not in client.get(f"{HERE}/l68-1").text


@pytest.mark.one_database
@pytest.mark.parametrize("address", KEPT_BY_ALL)
def test_what_anybody_keeps_is_the_same_for_staff_and_sets_no_cookie(
    world: World, client: FlaskClient, address: str
) -> None:
    world.edition()
    public, staff = client.get(address), world.signed_in().get(address)

    assert public.headers["Cache-Control"].startswith("public")
    assert staff.data == public.data
    assert "Set-Cookie" not in public.headers and "Set-Cookie" not in staff.headers
