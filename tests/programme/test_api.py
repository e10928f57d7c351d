"""What other programs read: public facts, names that stay, and a description that is true."""

import json
from datetime import date, datetime, time
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from app.db import transaction
from app.lib import clock
from app.lib.clock import from_rome, now
from app.programme.models import AgendaItem, Funding, Partner
from tests.world import World

API = "/api/v1"
EDITIONS = f"{API}/programmes/2027-1/editions"


def found(client: FlaskClient, address: str, schema: str) -> Any:
    """The answer of ``address``, once it is what the description says."""
    description = client.get(f"{API}/openapi.json").get_json()
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    what = {"$ref": f"#/components/schemas/{schema}", "components": description["components"]}
    faults = [fault.message for fault in Draft202012Validator(what).iter_errors(answer.get_json())]
    assert faults == []
    return answer.get_json()


def a_rich_half_year(world: World) -> None:
    morning = world.edition(title="Giornata", code="NET-1", networking=True, summary="Incontro", audience="Enti")
    with transaction() as session:
        day = date(2027, 1, 14)
        morning.agenda = [
            AgendaItem(starts_at=from_rome(day, time(9, 30)), ends_at=from_rome(day, time(10)), title="A")
        ]
        morning.partners = [Partner(name="Adecco", name_key="adecco")]
        morning.funding = Funding(name="Città Metropolitane")
        session.flush()
    world.three_meetings()
    off, later = world.edition(code="CV-8"), world.edition(code="CV-9")
    with transaction():
        off.cancelled_at = later.postponed_at = now()


def test_the_description_is_itself_well_formed(client: FlaskClient) -> None:
    description = client.get(f"{API}/openapi.json").get_json()

    assert description["openapi"] == "3.1.0" and description["servers"] == [{"url": "http://127.0.0.1:8000/api/v1"}]
    for schema in description["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_every_address_of_the_description_is_there_and_no_other(client: FlaskClient) -> None:
    described = set(client.get(f"{API}/openapi.json").get_json()["paths"])
    routes = {
        rule.rule.removeprefix(API).replace("<", "{").replace(">", "}")
        for rule in client.application.url_map.iter_rules()
        if rule.rule.startswith(API)
    }

    assert routes - {"/openapi.json"} == described


def test_answers_are_what_the_description_says(world: World, client: FlaskClient) -> None:
    a_rich_half_year(world)

    half_years = found(client, f"{API}/programmes", "Programmes")["programmes"]
    listed = found(client, EDITIONS, "Editions")

    assert [one["slug"] for one in half_years] == ["2027-1"] and listed["count"] == 4
    assert found(client, f"{API}/programmes/2027-1", "Programme") == half_years[0]
    for one in listed["editions"]:
        assert found(client, f"{EDITIONS}/{one['slug']}", "Edition") == one


def test_an_edition_says_when_where_and_how_to_sign_up(world: World, client: FlaskClient) -> None:
    edition = world.edition(code="CV-1", seats=10)
    world.sign_up(edition, "ada")

    said = found(client, f"{EDITIONS}/cv-1", "Edition")

    assert said["starts_at"] == "2027-01-14T09:30:00+01:00" and said["status"] == "scheduled"
    assert (said["seats"], said["seats_left"], said["sign_up"]["status"]) == (10, 9, "open")
    assert said["sign_up"]["url"] == "http://127.0.0.1:8000/programmi/2027-1/cv-1/iscrizione"
    assert said["meetings"][0]["room"] == "Sala incontri" and said["meetings"][0]["venue"]["municipality"] == "Bologna"
    assert client.get(said["sign_up"]["url"].removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_what_is_off_or_put_off_or_full_says_so(world: World, client: FlaskClient) -> None:
    a_rich_half_year(world)
    full = world.edition(code="CV-7", seats=1)
    world.sign_up(full, "ada")
    closed = world.edition(code="CV-6", sign_up_closes_on=date(2027, 1, 10))
    not_yet = world.edition(code="CV-5", sign_up_opens_on=date(2027, 1, 13))
    assert closed.slug == "cv-6" and not_yet.slug == "cv-5"

    said = {one["slug"]: one for one in found(client, EDITIONS, "Editions")["editions"]}

    states = {slug: (one["status"], one["sign_up"]["status"]) for slug, one in said.items()}
    assert states["cv-8"] == ("cancelled", "closed") and said["cv-8"]["meetings"][0]["is_cancelled"]
    assert states["cv-9"] == ("postponed", "closed") and said["cv-9"]["starts_at"] is None
    assert states["cv-7"] == ("scheduled", "waiting_list") and states["cv-6"] == ("scheduled", "closed")
    assert states["cv-5"] == ("scheduled", "not_yet_open")
    with clock.at(datetime(2027, 1, 15, 9, tzinfo=clock.ROME)):
        assert found(client, f"{EDITIONS}/cv-7", "Edition")["status"] == "over"


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", {"web-1", "net-1", "cv-8", "cv-9"}),
        ("kind=networking_day", {"net-1"}),
        ("kind=lab&month=2027-02", {"web-1"}),
        ("kind=nonsense", set()),
        ("theme=curriculum-e-candidature&part_of_day=morning", {"web-1", "net-1", "cv-8", "cv-9"}),
        ("part_of_day=evening", set()),
        ("municipality=Imola", set()),
        ("with_seats=true", {"web-1", "net-1"}),
        ("past=false", {"web-1", "net-1", "cv-8", "cv-9"}),
    ],
)
def test_filters_have_names_in_english(world: World, client: FlaskClient, query: str, slugs: set[str]) -> None:
    a_rich_half_year(world)

    assert {one["slug"] for one in found(client, f"{EDITIONS}?{query}", "Editions")["editions"]} == slugs


def test_nothing_that_is_not_public_is_told(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1", online_url="https://meet.example.org/x", notes="chiavi da Marta")
    hidden = world.edition(code="CV-2")
    world.programme("2027-2", published=False)
    with transaction():
        hidden.is_draft = True

    for address in (f"{API}/programmes/2027-2", f"{API}/programmes/2027-2/editions", f"{EDITIONS}/cv-2"):
        assert client.get(address).status_code == 404
    text = client.get(EDITIONS).text + client.get(f"{API}/programmes").text
    assert "cv-2" not in text and "2027-2" not in text and "meet.example" not in text and "Marta" not in text


def test_of_a_reserved_lab_nobody_learns_when_somebody_signs_up(world: World, client: FlaskClient) -> None:
    reserved = world.edition(code="L68-1", title="Legge 68/99", reserved=True)
    before = client.get(f"{EDITIONS}/l68-1").get_json()
    world.sign_up(reserved, "ada")

    after = client.get(f"{EDITIONS}/l68-1").get_json()

    assert after == before and after["seats_left"] is None


@pytest.mark.parametrize("address", ["/programmes/1999-1", "/programmes/2027-1/editions/xx-9", "/nothing"])
def test_what_is_not_there_is_said_in_json(world: World, client: FlaskClient, address: str) -> None:
    world.edition()

    answer = client.get(API + address, headers={"Accept": "text/html"})

    assert answer.status_code == 404 and set(answer.get_json()) == {"error"}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_it_is_read_from_any_site_without_cookies_and_only_read(world: World, client: FlaskClient) -> None:
    world.edition()

    answer = client.get(EDITIONS, headers={"Origin": "https://comune.example.org"})
    asked = client.options(EDITIONS, headers={"Access-Control-Request-Headers": "if-none-match"})

    assert answer.headers["Access-Control-Allow-Origin"] == "*" and "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert asked.status_code == 200 and asked.headers["Access-Control-Allow-Headers"] == "If-None-Match"
    assert client.post(EDITIONS).status_code == 405


@pytest.mark.parametrize("encoding", ["identity", "br", "gzip"])
def test_who_has_it_already_need_not_fetch_it_again(world: World, client: FlaskClient, encoding: str) -> None:
    edition = world.edition(code="CV-1")
    first = client.get(EDITIONS, headers={"Accept-Encoding": encoding})
    known = {"Accept-Encoding": encoding, "If-None-Match": first.headers["ETag"]}

    again = client.get(EDITIONS, headers=known)
    world.sign_up(edition, "ada")

    assert (again.status_code, again.data) == (304, b"")
    assert client.get(EDITIONS, headers=known).status_code == 200


@pytest.mark.parametrize(
    ("asked", "title"), [("?lang=en", "A CV that gets read"), ("", "Il curriculum che si fa leggere")]
)
def test_texts_are_in_the_language_that_is_asked(world: World, client: FlaskClient, asked: str, title: str) -> None:
    edition = world.edition(code="CV-1")
    with transaction():
        edition.activity.translations = {"en": {"title": "A CV that gets read"}}

    assert client.get(f"{EDITIONS}/cv-1{asked}").get_json()["title"] == title


def test_letters_are_letters(world: World, client: FlaskClient) -> None:
    world.edition(title="Più città")

    assert "Più città" in client.get(EDITIONS).text and json.loads(client.get(EDITIONS).text)
