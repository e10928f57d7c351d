"""Whoever knows a name and a contact learns from the public pages nothing of who is in a reserved lab."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db import db
from app.outbox.models import Delivery
from tests.registration.counting import statements
from tests.world import World

pytestmark = pytest.mark.usefixtures("database")

HERE = "/programmi/2027-1/l68-1"
BY_MAIL = {"email": "ada@example.org"}
BY_PHONE = {"phone": "051 6543810"}
CONTACTS = [BY_MAIL, BY_PHONE, BY_MAIL | BY_PHONE]


def send(client: FlaskClient, key: str, contact: dict[str, str], name: str = "Ada") -> TestResponse:
    typed = {"first_name": name, "last_name": "Lovelace", "request_key": key, "passo": "invia"}
    return client.post(f"{HERE}/iscrizione", data=typed | contact)


def gone(world: World) -> None:
    """All that was promised has reached whom it was for."""
    for mail in world.mails():
        mail.status = Delivery.SENT
    db.session.commit()


def shown(client: FlaskClient, answer: TestResponse) -> tuple[int, str, str]:
    page = client.get(answer.location or "")
    return answer.status_code, answer.location or "", page.text


@pytest.fixture
def reserved(world: World) -> None:
    world.edition(code="L68-1", title="Legge 68/99", reserved=True, seats=5)


@pytest.mark.usefixtures("reserved")
@pytest.mark.parametrize("contact", CONTACTS)
def test_the_second_time_looks_like_the_first(world: World, client: FlaskClient, contact: dict[str, str]) -> None:
    first = shown(client, send(client, "k1", contact))
    gone(world)
    again = shown(client, send(client, "k2", contact))

    assert first == again and first[0] == 303
    assert "/iscrizioni/" not in first[2], "the way to the ticket goes to the contact alone"
    assert "Ada" not in first[2] and "Legge" not in first[2]


@pytest.mark.usefixtures("reserved")
def test_the_ticket_goes_again_to_the_address_that_is_kept(world: World, client: FlaskClient) -> None:
    send(client, "k1", BY_MAIL)
    gone(world)
    send(client, "k2", BY_MAIL)

    first, again = world.mails("confirmed")
    assert again.to_email == first.to_email == "ada@example.org"
    assert again.facts["manage_url"] == first.facts["manage_url"]


@pytest.mark.usefixtures("reserved")
def test_a_stranger_s_address_is_answered_as_if_nobody_were_there(world: World, client: FlaskClient) -> None:
    """With Ada's telephone and an address of their own they get a place for a namesake, and learn nothing of Ada."""
    send(client, "k1", BY_MAIL | BY_PHONE)
    gone(world)
    send(client, "k2", BY_PHONE | {"email": "chi@example.org"})

    assert [mail.to_email for mail in world.mails("confirmed")] == ["ada@example.org", "chi@example.org"]


@pytest.mark.usefixtures("reserved")
def test_it_is_sent_again_a_few_times_a_day_and_not_while_it_is_on_its_way(world: World, client: FlaskClient) -> None:
    for number in range(9):
        send(client, f"k{number}", BY_MAIL)
    assert len(world.mails()) == 1
    for number in range(9):
        gone(world)
        send(client, f"again{number}", BY_MAIL)

    assert len(world.mails()) == 4


@pytest.mark.usefixtures("reserved")
def test_how_many_are_in_a_reserved_lab_is_not_said(world: World, client: FlaskClient) -> None:
    def said() -> list[str]:
        pages = (HERE, "/programmi/2027-1/", "/programmi/2027-1/iscrizione", "/programmi/2027-1/incorpora")
        return [re.sub(r'<svg class="icon-sprite".*?</svg>', "", client.get(page).text, flags=re.S) for page in pages]

    before = said()
    send(client, "k1", BY_MAIL)

    assert said() == before


@pytest.mark.usefixtures("reserved")
def test_the_page_of_an_ordinary_lab_names_no_reserved_one_at_the_same_hour(world: World, client: FlaskClient) -> None:
    send(client, "k1", BY_MAIL)
    world.edition(code="CV-1")
    typed = {"first_name": "Ada", "last_name": "Lovelace", "passo": "invia"} | BY_MAIL
    page = client.get(client.post("/programmi/2027-1/cv-1/iscrizione", data=typed).location).text

    assert "Il posto è tuo" in page and "alla stessa ora" not in page
    assert len(world.mails("confirmed")[-1].facts["clashes"]) == 1, "the mail, which only Ada reads, says it"


@pytest.mark.usefixtures("reserved")
def test_with_all_they_may_have_open_it_is_refused_enrolled_or_not(world: World, client: FlaskClient) -> None:
    send(client, "k1", BY_MAIL)
    world.programme().most_open_registrations = 1
    db.session.commit()
    enrolled = send(client, "k2", BY_MAIL)
    world.edition(code="L68-2", title="Legge 68/99", reserved=True)
    typed = {"first_name": "Ada", "last_name": "Lovelace", "passo": "invia"} | BY_MAIL
    elsewhere = client.post("/programmi/2027-1/l68-2/iscrizione", data=typed)

    assert enrolled.status_code == elsewhere.status_code == 409


@pytest.mark.usefixtures("reserved")
def test_both_are_about_as_much_work(world: World, client: FlaskClient) -> None:
    """As many statements, give or take: what takes the time is writing the message with its invitation."""

    def work(key: str) -> int:
        gone(world)
        with statements() as said:
            send(client, key, BY_MAIL)
        return len(said)

    first, again = work("k1"), work("k2")
    assert 0.6 < again / first <= 1.2, (first, again)


def test_an_ordinary_lab_answers_a_second_time_in_words_and_sends_the_ticket_again(
    world: World, client: FlaskClient
) -> None:
    world.edition(code="L68-1")
    send(client, "k1", BY_MAIL)
    gone(world)
    answer = send(client, "k2", BY_MAIL)

    assert answer.status_code == 409 and "risulta già" in answer.text and "/iscrizioni/" not in answer.text
    assert len(world.mails("confirmed")) == 2
