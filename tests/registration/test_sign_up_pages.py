"""The sign-up of several people, and to several labs, as pages that need no script."""

import re
from datetime import date, time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db
from app.registration.models import Registration
from tests.registration.counting import statements
from tests.world import World

HERE = "/programmi/2027-1"
FORM, SEVERAL = f"{HERE}/cv-1/iscrizione", f"{HERE}/iscrizione"
ADA = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org", "request_key": "k1"}
TWO = ADA | {"others-0-first_name": "Byron", "others-0-last_name": "Lovelace"}
THREE = TWO | {"others-1-first_name": "Anne", "others-1-last_name": "Lovelace"}


def registrations() -> list[Registration]:
    return list(db.session.scalars(select(Registration).order_by(Registration.id)))


def test_a_button_adds_a_row_and_loses_nothing(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")

    page = client.post(FORM, data=TWO | {"passo": "dati", "persone": "aggiungi"}).text

    assert 'value="Byron"' in page and 'value="Ada"' in page
    assert re.search(r'<input[^>]*autofocus[^>]*name="others-1-first_name"', page)
    assert "Errore:" not in page


def test_another_takes_one_away(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")

    page = client.post(FORM, data=THREE | {"passo": "dati", "persone": "togli-2"}).text

    assert "Byron" not in page and re.search(r'name="others-0-first_name"[^>]*value="Anne"', page)


def test_there_are_at_most_eight(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")
    seven = {f"others-{number}-first_name": "Chi" for number in range(7)}

    page = client.post(FORM, data=ADA | seven | {"passo": "dati", "persone": "aggiungi"}).text

    assert "others-6-" in page and "others-7-" not in page and "aggiungi" not in page


def test_a_mistake_says_whose_it_is(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")

    answer = client.post(FORM, data=ADA | {"others-0-first_name": "Byron", "passo": "dati"})

    assert answer.status_code == 422
    assert "Persona 2: Scrivi il cognome" in answer.text and 'href="#others-0-last_name"' in answer.text


def test_the_summary_gives_everything_back_and_the_result_lists_all_tickets(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")
    typed = THREE | {
        "others-0-access_needs": ["wheelchair"],
        "other_need": "una sedia comoda",
        "together": "ognuno",
        "language": "en",
        "referral": "friends",
    }

    summary = client.post(FORM, data=typed | {"passo": "dati"}).text
    for kept in ("una sedia comoda", "Posto per sedia a rotelle", "English", "Amici o famiglia", "Ognuno per sé"):
        assert kept in summary
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', summary))
    answer = client.post(FORM, data=hidden | {"passo": "invia"})
    page = client.get(answer.location).text

    assert answer.status_code == 303 and "3 iscrizioni fatte" in page
    assert page.count('href="/iscrizioni/') == 3 and "Byron Lovelace" in page
    ada, byron, _anne = registrations()
    assert ada.access_needs == ["una sedia comoda"] and byron.access_needs == ["wheelchair"]
    assert {one.language for one in (ada, byron)} == {"en"} and byron.referral == "friends" and not byron.group_key


def test_a_double_among_them_is_named_and_hears_again(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")
    client.post(FORM, data=ADA | {"passo": "invia"})
    sent(world)

    answer = client.post(FORM, data=TWO | {"request_key": "k2", "first_name": "Anne", "others-0-first_name": "Ada"})
    again = client.post(
        FORM, data=TWO | {"request_key": "k2", "first_name": "Anne", "others-0-first_name": "Ada", "passo": "invia"}
    )

    assert answer.status_code == 200 and again.status_code == 409
    assert "Persona 2:" in again.text and "risulta già" in again.text and 'value="Anne"' in again.text
    assert len(registrations()) == 1 and len(world.mails("confirmed")) == 2


def sent(world: World) -> None:
    """All that was promised has gone."""
    for mail in world.mails():
        mail.status = "sent"
    db.session.commit()


def test_the_programme_leads_to_the_choice_and_keeps_its_filter(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")
    world.edition(code="LET-1", title="Lettere", meetings=[(date(2027, 2, 3), time(9), time(12))])

    assert f"{SEVERAL}?mese=2027-02" in client.get(f"{HERE}/?mese=2027-02").text
    page = client.get(f"{SEVERAL}?mese=2027-02").text
    assert "Settimana dal 1 febbraio" in page and 'value="let-1"' in page and 'value="cv-1"' not in page
    assert 'name="mese" value="2027-02"' in page


@pytest.mark.parametrize("query", ["", "edizione=nessuna", "edizione=bozza-1"])
def test_nothing_chosen_is_said(world: World, client: FlaskClient, query: str) -> None:
    world.edition(code="CV-1")
    world.edition(code="BOZZA-1", is_draft=True)

    answer = client.get(f"{SEVERAL}?passo=informativa&{query}")

    assert answer.status_code == 422 and "Scegli almeno un laboratorio" in answer.text


def test_one_alone_is_the_usual_sign_up(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")

    assert client.get(f"{SEVERAL}?passo=informativa&edizione=cv-1").location == FORM


def test_several_labs_are_signed_up_to_once_and_each_says_how_it_went(world: World, client: FlaskClient) -> None:
    cv, full = world.edition(code="CV-1"), world.edition(code="PIENO-1", seats=1)
    world.edition(code="GIA-1")
    world.sign_up(full, "grace")
    client.post(f"{HERE}/gia-1/iscrizione", data=ADA | {"passo": "invia"})
    where = f"{SEVERAL}?edizione=cv-1&edizione=pieno-1&edizione=gia-1"

    assert "Come usiamo i tuoi dati" in client.get(f"{where}&passo=informativa").text
    assert 'name="first_name"' in client.get(f"{where}&passo=dati").text
    summary = client.post(where, data=ADA | {"passo": "dati", "request_key": "k2"}).text
    assert summary.count("Alla stessa ora hai scelto anche") == 3
    answer = client.post(where, data=ADA | {"passo": "invia", "request_key": "k2"})
    page = client.get(answer.location).text

    assert answer.status_code == 303 and "2 iscrizioni fatte" in page
    assert "Il posto è tuo" in page and "al posto numero 1" in page and "risulta già" in page
    assert (cv.confirmed_count, full.waiting_count, len(registrations())) == (1, 1, 4)
    again = client.post(where, data=ADA | {"passo": "invia", "request_key": "k2"})
    assert again.location == answer.location and len(registrations()) == 4


def test_when_nothing_came_of_it_the_form_is_still_full(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")
    world.edition(code="CV-2")
    where = f"{SEVERAL}?edizione=cv-1&edizione=cv-2"
    client.post(where, data=ADA | {"passo": "invia"})

    answer = client.post(where, data=ADA | {"passo": "invia", "request_key": "k2"})

    assert answer.status_code == 409 and 'value="Lovelace"' in answer.text


def test_the_page_of_outcomes_says_no_words_of_its_address(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")
    page = client.get(f"{SEVERAL}/esito?no=cv-1:CHIAMA+899&no=altrove:gia&t=0000&scritto=<b>").text

    assert "899" not in page.split("<main")[1] and "Non è stato possibile" in page
    assert client.get(f"{SEVERAL}/esito?t=falso").status_code == 404


def test_the_choice_asks_once_for_all(world: World, client: FlaskClient) -> None:
    def cost() -> int:
        db.session.remove()
        with statements() as said:
            assert client.get(SEVERAL).status_code == 200
        return len(said)

    world.edition()
    client.get(SEVERAL)
    few = cost()
    for _more in range(3):
        world.edition()
    assert cost() == few
