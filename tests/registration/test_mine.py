"""«Le mie iscrizioni», as whoever lost a ticket uses it."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.db import db, transaction
from app.lib import clock
from app.lib.clock import now
from app.outbox.models import Channel
from app.outbox.render import letter
from app.people.prove import is_proven
from app.registration.links import token_of
from app.registration.sign_up import Person, sign_up
from tests.world import World

ADA = "ada@example.org"


def ask(client: FlaskClient, contact: str = ADA) -> str:
    answer = client.post("/mie", data={"contact": contact})
    assert answer.status_code == 303
    return client.get(answer.location).text


def sent(world: World) -> dict[str, str]:
    return world.mails("access")[-1].facts


def link_of(world: World) -> str:
    return "/mie/accesso/" + sent(world)["link_url"].rsplit("/", 1)[1]


def opened(world: World, client: FlaskClient, contact: str = ADA) -> str:
    ask(client, contact)
    return client.post("/mie/codice", data={"code": sent(world)["code"]}, follow_redirects=True).text


def test_the_code_opens_the_page_where_it_was_asked_for(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition())
    world.edition()  # the same lab on another date

    page = opened(world, client)

    assert "Il curriculum che si fa leggere" in page and "Il posto è tuo" in page
    for part in ("", "/biglietto.pdf", "/spostamento", "/annullamento"):
        assert f"/iscrizioni/{token_of(ada)}{part}" in page


def test_the_link_shows_a_button_and_only_the_button_opens(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())
    ask(client)
    another_browser = world.app.test_client()
    for _scanner in range(3):
        assert "Apri le mie iscrizioni" in another_browser.get(link_of(world)).text

    page = another_browser.post(link_of(world), follow_redirects=True).text

    assert "Il curriculum che si fa leggere" in page
    assert another_browser.get("/mie").location == "/mie/elenco"


def test_opening_it_shows_whose_the_address_is(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())
    ask(client)
    assert not is_proven(ADA)

    opened(world, client)

    assert is_proven(ADA)


def test_a_family_on_one_address_is_there_with_all_its_names(world: World, client: FlaskClient) -> None:
    edition = world.edition()
    with transaction():
        for name in ("Ada", "Bea"):
            sign_up(edition.id, Person(name, "Rossi", email="famiglia@example.org"))
    world.sign_up(edition, "grace")

    page = opened(world, client, " Famiglia@Example.org")

    assert "Ada Rossi" in page and "Bea Rossi" in page and "Hopper" not in page


def test_what_is_over_comes_after(world: World, client: FlaskClient) -> None:
    edition = world.edition()
    world.sign_up(edition)
    with clock.at(edition.meetings[0].ends_at):
        page = opened(world, client)

    assert page.index("Non hai iscrizioni in programma") < page.index("Avevi il posto")
    assert "/annullamento" not in page


def test_after_an_hour_it_is_closed(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())
    opened(world, client)

    with clock.at(now() + timedelta(minutes=59)):
        assert client.get("/mie/elenco").status_code == 200
    with clock.at(now() + timedelta(minutes=61)):
        assert client.get("/mie/elenco").location == "/mie"


def test_leaving_closes_it_also_for_who_copied_the_cookie(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())
    opened(world, client)
    thief = world.app.test_client()
    thief.set_cookie("bussola_mie", client.get_cookie("bussola_mie").value)  # type: ignore[union-attr]
    assert thief.get("/mie/elenco").status_code == 200

    client.post("/mie/uscita")

    assert thief.get("/mie/elenco").location == "/mie"
    assert client.get("/mie/elenco").location == "/mie"


def test_the_mail_says_until_when_and_names_nobody(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())
    ask(client)

    said = letter("access", sent(world), "it")

    assert "Vale fino alle 9:10, una volta sola" in said.text and "Ada" not in said.text
    assert re.search(r"\b\d{6}\b", said.text) and sent(world)["link_url"] in said.text


def test_a_mobile_telephone_gets_the_code_as_a_text_message(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition(), "nicolo")
    world.app.config["SMS_URL"] = "file:"
    try:
        page = ask(client, "333 1302255")
        message = world.mails("access")[-1]
    finally:
        world.app.config["SMS_URL"] = ""

    assert "ti abbiamo mandato un SMS" in page
    assert (message.channel, message.to_phone, message.to_email) == (Channel.SMS, "+393331302255", None)
    assert "D’Angelo" in client.post(
        "/mie/codice", data={"code": message.facts["code"]}, follow_redirects=True
    ).text or ("Il curriculum che si fa leggere" in client.get("/mie/elenco").text)


@pytest.mark.parametrize("number", ["051 6543810", "333 1302255"])
def test_without_text_messages_a_telephone_is_asked_to_call(world: World, client: FlaskClient, number: str) -> None:
    world.sign_up(world.edition(), "alan")

    page = ask(client, number)

    assert "Chiamaci" in page and "051 000 000" in page
    assert world.mails("access") == []


@pytest.mark.parametrize("contact", ["", "ada", "ada@", "12"])
def test_what_is_no_contact_is_said(client: FlaskClient, contact: str) -> None:
    answer = client.post("/mie", data={"contact": contact})

    assert answer.status_code == 422 and "Scrivi l'e-mail o il telefono" in answer.text


def test_it_is_written_in_the_language_of_who_asked(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())
    client.post("/mie?lang=en", data={"contact": ADA})

    assert world.mails("access")[-1].language == "en"


def test_what_was_cancelled_is_there_without_a_ticket(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition())
    client.post(f"/iscrizioni/{token_of(ada)}/annullamento")

    page = opened(world, client)

    assert "L’iscrizione è annullata" in page and "biglietto.pdf" not in page
    db.session.expire_all()
    assert ada.is_cancelled


def test_another_date_is_offered_only_where_there_is_one(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())

    assert "Cambia data" not in opened(world, client)
