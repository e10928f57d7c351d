"""What the office decides of an edition's dates, on its pages."""

from datetime import date, time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import transaction
from app.lib import clock
from app.lib.clock import from_rome
from app.programme.models import Edition
from app.registration.apply_changes import resize
from app.registration.models import Registration, Source
from tests.registration.changing import let_the_post_go, move, put_off
from tests.world import World

OFFICE = "/ufficio/programmi/2027-1/cv-1"
PUBLIC = "/programmi/2027-1/cv-1"


@pytest.fixture
def edition(world: World) -> Edition:
    found = world.edition(code="CV-1", seats=1)
    for who in ("ada", "alan"):
        world.sign_up(found, who, source=Source.STAFF)
    return found


def test_before_putting_off_the_office_sees_how_many_people_it_touches_and_what_they_are_offered(
    world: World, edition: Edition
) -> None:
    world.edition(code="CV-7", meetings=[(date(2027, 4, 1), time(9), time(12))])
    page = world.signed_in().get(f"{OFFICE}/rinvio").get_data(as_text=True)

    assert "Tocca 2 persone" in page and "1 riceve una mail" in page and "1 va chiamata" in page
    assert "CV-7" in page and "10 posti liberi" in page
    assert not edition.is_postponed, "looking changes nothing"


def test_put_off_the_public_page_says_so_and_closes_sign_up(
    world: World, edition: Edition, client: FlaskClient
) -> None:
    answer = world.signed_in().post(f"{OFFICE}/rinvio", follow_redirects=True)

    assert "Rinviata, nuova data da decidere" in answer.get_data(as_text=True)
    page = client.get(PUBLIC).get_data(as_text=True)
    assert "Rinviata, nuova data da decidere" in page and "Mettiti in lista" not in page
    assert client.get(f"{PUBLIC}/iscrizione").status_code == 302
    assert "Rinviati, nuova data da decidere" in client.get("/programmi/2027-1/").get_data(as_text=True)


def test_put_off_and_back(world: World, edition: Edition) -> None:
    office = world.signed_in()
    office.post(f"{OFFICE}/rinvio")
    page = office.get(f"{OFFICE}/rinvio").get_data(as_text=True)
    assert "valgono le date di prima" in page.lower()

    answer = office.post(f"{OFFICE}/rinvio/ritiro", follow_redirects=True)

    assert "Valgono di nuovo le date di prima" in answer.get_data(as_text=True)


def test_too_few_people_are_a_question_on_the_edition_s_page_with_three_answers(world: World) -> None:
    world.edition(code="CV-1", minimum_people=3, meetings=[(date(2027, 1, 14), time(9), time(12))])
    office = world.signed_in()
    page = office.get(OFFICE).get_data(as_text=True)
    assert "0 confermate, e il minimo è 3" in page
    for way in ("/si-tiene", "/rinvio", "/annullamento"):
        assert f"{OFFICE}{way}" in page

    answer = office.post(f"{OFFICE}/si-tiene", follow_redirects=True).get_data(as_text=True)

    assert "Deciso: CV-1 si tiene" in answer and "Da decidere" not in answer


def test_calling_off_shows_whom_it_touches(world: World, edition: Edition) -> None:
    page = world.signed_in().get(f"{OFFICE}/annullamento").get_data(as_text=True)

    assert "Tocca 2 persone" in page and "rinviarla senza una data nuova" in page


def test_fewer_seats_than_people_are_said(world: World, edition: Edition) -> None:
    with transaction() as session:
        resize(session.get_one(Edition, edition.id), 0, by="ufficio")

    page = world.signed_in().get(OFFICE).get_data(as_text=True)

    assert "1 confermate su 0 posti: nessuno perde il posto" in page


def test_in_one_tap_the_place_goes_to_the_next_and_staff_see_why(
    world: World, edition: Edition, client: FlaskClient
) -> None:
    move(edition, days=3)
    let_the_post_go()
    url = world.mails("changed")[0].facts["manage_url"].partition("/iscrizioni/")[2]
    page = client.get(f"/iscrizioni/{url}/annullamento?motivo=data").get_data(as_text=True)
    assert "Non puoi in questa data?" in page and page.count('<button class="btn btn-danger"') == 1

    answer = client.post(f"/iscrizioni/{url}/annullamento", data={"motivo": "data"})

    assert answer.status_code == 303
    ada, alan = _registrations()
    assert ada.is_cancelled and ada.cancel_reason == "data" and alan.is_confirmed
    page = world.signed_in().get(f"/ufficio/iscrizioni/{ada.id}").get_data(as_text=True)
    assert "non poteva nella data nuova" in page


def _registrations() -> list[Registration]:
    with transaction() as session:
        return list(session.scalars(select(Registration).order_by(Registration.id)))


def test_any_other_reason_is_not_taken(world: World, edition: Edition, client: FlaskClient) -> None:
    url = world.mails("confirmed")[0].facts["manage_url"].partition("/iscrizioni/")[2]

    client.post(f"/iscrizioni/{url}/annullamento", data={"motivo": "<b>qualunque</b>"})

    assert _registrations()[0].cancel_reason is None


def test_who_has_a_place_reads_that_it_is_put_off_and_finds_no_calendar(
    world: World, edition: Edition, client: FlaskClient
) -> None:
    put_off(edition)
    url = world.mails("confirmed")[0].facts["manage_url"].partition("/iscrizioni/")[2]
    page = client.get(f"/iscrizioni/{url}").get_data(as_text=True)

    assert "Questo incontro è rinviato" in page and "Aggiungi al calendario" not in page
    assert client.get(f"/iscrizioni/{url}/invito.ics").status_code == 404
    assert client.get(f"/iscrizioni/{url}/biglietto.pdf").status_code == 200


def test_nothing_of_it_is_on_today_s_page(world: World, edition: Edition) -> None:
    with clock.at(from_rome(date(2027, 1, 14), time(8))):
        office = world.signed_in()
        assert "CV-1" in office.get("/ufficio/").get_data(as_text=True)
        put_off(edition)
        assert f'href="{OFFICE}"' not in office.get("/ufficio/").get_data(as_text=True)
