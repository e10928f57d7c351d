import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db
from app.lib import clock
from app.programme import built_in_notice
from app.registration import links
from app.registration.models import Registration
from tests.conftest import A_DAY_IN_THE_SEASON
from tests.world import World

FORM = "/programmi/2027-1/cv-1/iscrizione"
ADA = {"first_name": "Ada", "last_name": "Lovelace", "email": "Ada@Example.org", "request_key": "k1", "passo": "invia"}


def test_signing_up_gives_a_ticket_at_once(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")

    answer = client.post(FORM, data=ADA)
    page = client.get(answer.location).text

    assert answer.status_code == 303
    registration = db.session.scalars(select(Registration)).one()
    assert "Il posto è tuo" in page and registration.email == "ada@example.org"
    assert "-".join(re.findall("....", registration.ticket_code)) in page


def test_the_notice_comes_first_and_stores_nothing(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")

    answer = client.get(FORM)

    assert "Come usiamo i tuoi dati" in answer.text and "Set-Cookie" not in answer.headers


def test_the_version_that_is_kept_is_the_one_that_is_read(client: FlaskClient) -> None:
    assert f"Versione {built_in_notice.VERSION}." in client.get("/informativa-privacy").text


def test_the_summary_shows_what_was_typed_and_gives_it_back(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")

    summary = client.post(FORM, data=ADA | {"passo": "dati", "access_needs": ["wheelchair"]}).text
    back = client.post(FORM, data=ADA | {"passo": "modifica", "access_needs": ["wheelchair"]}).text

    assert "Posto per sedia a rotelle" in summary and 'value="Lovelace"' in summary
    assert 'value="Lovelace"' in back and re.search(r'checked[^>]*value="wheelchair"', back)
    assert db.session.scalars(select(Registration)).all() == []


def test_mistakes_are_said_together_and_nothing_typed_is_lost(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")

    answer = client.post(FORM, data={"first_name": "Ada", "phone": "33", "passo": "dati"})

    assert answer.status_code == 422 and "Errore:" in answer.text
    assert 'href="#last_name"' in answer.text and 'href="#phone"' in answer.text and 'value="Ada"' in answer.text


def test_no_link_leads_out_of_the_form_into_another_language(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")

    assert "language-list" in client.get(f"{FORM}?passo=dati").text
    assert "language-list" not in client.post(FORM, data=ADA | {"passo": "dati"}).text


@pytest.mark.parametrize("contact", [{"email": "ada@example.org"}, {"phone": "051 6543810"}])
def test_one_contact_is_enough(world: World, client: FlaskClient, contact: dict[str, str]) -> None:
    world.edition(code="CV-1")

    answer = client.post(FORM, data={"first_name": "Ada", "last_name": "L", "passo": "invia", **contact})

    assert answer.status_code == 303


def test_no_contact_is_refused_with_what_to_do(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")

    answer = client.post(FORM, data={"first_name": "Ada", "last_name": "L", "passo": "invia"})

    assert answer.status_code == 422 and "basta uno dei due" in answer.text


def test_sending_twice_is_sending_once(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")

    first, again = client.post(FORM, data=ADA), client.post(FORM, data=ADA)

    assert first.location == again.location


def test_a_second_sign_up_of_the_same_person_is_refused_kindly(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition(code="CV-1"), "ada")

    answer = client.post(FORM, data=ADA)

    assert answer.status_code == 409 and "risulta già" in answer.text and 'value="Lovelace"' in answer.text


def test_hidden_fields_cannot_jump_the_queue(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition(seats=1, code="CV-1"), "grace")

    client.post(FORM, data=ADA | {"status": "confirmed", "queue_number": "0", "edition_id": "9", "source": "staff"})

    ada = db.session.scalars(select(Registration).where(Registration.email == "ada@example.org")).one()
    assert ada.is_waiting and ada.queue_number == 2


def test_sign_up_counts_to_the_last_second_of_the_last_day(world: World, client: FlaskClient) -> None:
    edition = world.edition(code="CV-1", sign_up_closes_on=A_DAY_IN_THE_SEASON.date())

    with clock.at(clock.end_of_day(A_DAY_IN_THE_SEASON.date())):
        assert edition.accepts_sign_ups(clock.now())
    with clock.at(A_DAY_IN_THE_SEASON.replace(day=12, hour=0, second=1)):
        assert client.post(FORM, data=ADA).status_code == 409


def test_a_waiting_person_sees_their_place(world: World, client: FlaskClient) -> None:
    edition = world.edition(seats=1)
    world.sign_up(edition, "grace")
    ada = world.sign_up(edition, "ada")

    assert "al posto numero 1" in client.get(f"/iscrizioni/{links.token_of(ada)}").text


def test_opening_the_cancellation_changes_nothing_and_posting_it_frees_the_seat(
    world: World, client: FlaskClient
) -> None:
    edition = world.edition(seats=1)
    grace, ada = world.sign_up(edition, "grace"), world.sign_up(edition, "ada")
    page = f"/iscrizioni/{links.token_of(grace)}/annullamento"

    client.get(page)
    assert grace.is_confirmed
    client.post(page)

    db.session.expire_all()
    assert grace.is_cancelled and ada.is_confirmed
    assert [mail.kind for mail in world.mails()][-2:] == ["cancelled", "promoted"]


def test_a_ticket_shows_itself_in_any_case_and_never_the_managing_link(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition(), "ada")

    for path in (f"/t/{ada.ticket_code.lower()}", f"/T/{ada.ticket_code}"):
        page = client.get(path).text
        assert "Biglietto valido" in page and links.token_of(ada) not in page and "Lovelace" not in page


@pytest.mark.parametrize("wrong", ["0" * 32, "x", "0" * 31])
def test_a_guessed_link_finds_nothing(world: World, client: FlaskClient, wrong: str) -> None:
    world.sign_up(world.edition(), "ada")

    assert client.get(f"/iscrizioni/{wrong}").status_code == 404


def test_a_new_version_kills_the_old_link(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition(), "ada")
    old = links.token_of(ada)
    ada.link_version += 1
    db.session.commit()

    assert client.get(f"/iscrizioni/{old}").status_code == 404
    assert client.get(f"/iscrizioni/{links.token_of(ada)}").status_code == 200


def test_a_reserved_lab_is_neutral_on_its_ticket(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition(title="Legge 68/99", reserved=True), "ada")

    for path in (f"/t/{ada.ticket_code}", f"/iscrizioni/{links.token_of(ada)}"):
        assert "Legge 68" not in client.get(path).text
