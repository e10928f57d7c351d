from datetime import date, time, timedelta

from flask.testing import FlaskClient

from app.db import db, transaction
from app.lib import clock
from app.lib.clock import now
from app.registration.cancel import cancel
from app.registration.links import token_of
from app.registration.models import Registration
from app.registration.sign_up import Person, sign_up
from tests.world import World

LATER = [(date(2027, 2, 11), time(9, 30), time(12, 30))]


def page_of(registration: Registration, part: str = "") -> str:
    return f"/iscrizioni/{token_of(registration)}{part}"


def test_the_page_of_who_has_cancelled_offers_the_way_back(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition())
    client.post(page_of(ada, "/annullamento"))

    assert "Puoi tornare indietro fino alle 9:10" in client.get(page_of(ada)).text
    answer = client.post(page_of(ada, "/ripristino"), follow_redirects=True)

    assert "l’iscrizione vale di nuovo" in answer.text and "Il posto è tuo" in answer.text


def test_looking_at_the_way_back_takes_it_not(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition())
    with transaction():
        cancel(ada)

    assert client.get(page_of(ada, "/ripristino")).status_code == 405
    db.session.expire_all()
    assert ada.is_cancelled


def test_too_late_it_says_what_to_do(world: World, client: FlaskClient) -> None:
    edition = world.edition(seats=1)
    ada = world.sign_up(edition)
    world.sign_up(edition, "grace")
    client.post(page_of(ada, "/annullamento"))

    taken = client.post(page_of(ada, "/ripristino"), follow_redirects=True).text
    with clock.at(now() + timedelta(minutes=11)):
        late = client.post(page_of(ada, "/ripristino"), follow_redirects=True).text

    assert "il posto è andato a un&#39;altra persona" in taken and "Iscriviti di nuovo" in taken
    assert "sono passati più di dieci minuti" in late and "Puoi tornare indietro" not in late


def test_one_of_a_family_is_asked_for_whom(world: World, client: FlaskClient) -> None:
    edition = world.edition()
    with transaction():
        ada, bea = (sign_up(edition.id, Person(name, "Rossi", email="famiglia@example.org")) for name in ("Ada", "Bea"))
        ada.group_key = bea.group_key = "rossi"

    asked = client.get(page_of(ada, "/annullamento")).text
    assert "Solo per Ada Rossi" in asked and "Per tutti noi: Ada Rossi, Bea Rossi" in asked

    client.post(page_of(ada, "/annullamento"), data={"chi": "tutti"})
    db.session.expire_all()
    assert ada.is_cancelled and bea.is_cancelled
    client.post(page_of(ada, "/ripristino"), data={"chi": "tutti"})
    db.session.expire_all()
    assert ada.is_confirmed and bea.is_confirmed

    client.post(page_of(ada, "/annullamento"), data={"chi": "me"})
    db.session.expire_all()
    assert ada.is_cancelled and bea.is_confirmed


def test_another_date_is_chosen_from_those_that_there_are(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition())
    world.edition(code="CV-8", meetings=LATER, seats=3)
    full = world.edition(code="CV-9", meetings=LATER, seats=1)
    world.sign_up(full, "grace")

    shown = client.get(page_of(ada, "/spostamento")).text
    answer = client.post(page_of(ada, "/spostamento"), data={"data": "cv-8"}, follow_redirects=True)

    assert "3 posti liberi" in shown and "Posti finiti, 0 persone in lista" in shown
    assert "giovedì 11 febbraio" in answer.text and "Il posto è tuo" in answer.text


def test_the_page_of_the_old_date_leads_to_the_new_one(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition())
    world.edition(code="CV-8", meetings=LATER)
    new = client.post(page_of(ada, "/spostamento"), data={"data": "cv-8"}).location

    old = client.get(page_of(ada)).text
    assert f'href="{new}"' in old and "Puoi tornare indietro" not in old


def test_who_awaits_another_date_reads_it_on_the_page_of_the_old_one(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition())
    full = world.edition(code="CV-9", meetings=LATER, seats=1)
    world.sign_up(full, "grace")

    answer = client.post(page_of(ada, "/spostamento"), data={"data": "cv-9"}, follow_redirects=True)

    assert "Sei in lista d’attesa, al posto numero 1" in answer.text
    assert "Aspetti un posto in un’altra data, giovedì 11 febbraio" in client.get(page_of(ada)).text
    assert "Aspetti già un posto" in client.get(page_of(ada, "/spostamento")).text


def test_what_is_no_other_date_is_not_found(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition())
    world.edition(code="ALTRO-1", title="Un altro laboratorio")

    assert client.post(page_of(ada, "/spostamento"), data={"data": "altro-1"}).status_code == 404
    assert client.post(page_of(ada, "/spostamento")).status_code == 303


def test_a_name_is_corrected_on_its_page(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition())
    written = {"first_name": "Adda", "last_name": "Lovelace"}

    answer = client.post(page_of(ada, "/nome"), data=written, follow_redirects=True)

    assert "Nome corretto." in answer.text and "Adda Lovelace" in answer.text


def test_another_name_is_refused_with_what_to_do(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition())

    refused = client.post(page_of(ada, "/nome"), data={"first_name": "Grace", "last_name": "Hopper"})
    empty = client.post(page_of(ada, "/nome"), data={})

    assert refused.status_code == 409 and "Sembra il nome di un&#39;altra persona" in refused.text
    assert empty.status_code == 422


def test_a_link_that_is_not_one_leads_nowhere(client: FlaskClient) -> None:
    for part in ("spostamento", "nome"):
        assert client.get(f"/iscrizioni/{'0' * 32}/{part}").status_code == 404
        assert client.post(f"/iscrizioni/{'0' * 32}/{part}").status_code == 404
    assert client.post(f"/iscrizioni/{'0' * 32}/ripristino").status_code == 404


def test_staff_take_somebody_to_another_date(world: World) -> None:
    ada = world.sign_up(world.edition())
    there = world.edition(code="CV-8", meetings=LATER, sign_up_closes_on=date(2027, 1, 10))
    office = world.signed_in()
    shown = office.get(f"/ufficio/iscrizioni/{ada.id}").text
    assert "CV-8" in shown and "Sposta in un’altra data" in shown

    answer = office.post(
        f"/ufficio/iscrizioni/{ada.id}/spostamento", data={"edizione": there.id}, follow_redirects=True
    )

    assert "Ada Lovelace passa a CV-8" in answer.text and "ha cambiato data" in answer.text
    db.session.expire_all()
    assert ada.is_cancelled and there.confirmed_count == 1
    assert office.post(f"/ufficio/iscrizioni/{ada.id}/spostamento", data={"edizione": 99}).status_code == 404
