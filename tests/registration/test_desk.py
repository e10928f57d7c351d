"""The desk: signs up the person in front of it, prints a slip, and later sees whether they came."""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.lib import clock
from app.staff.models import Role
from tests.world import World

EDITION = "/ufficio/programmi/2027-1/cv-1"
OLGA = {"first_name": "Olga", "last_name": "Bianchi", "phone": "051 123456", "language": "it"}


def signs_up(desk: FlaskClient) -> TestResponse:
    return desk.post(f"{EDITION}/iscrizioni/nuova", data=OLGA, follow_redirects=True)


def test_the_desk_gets_from_the_half_year_to_a_printed_ticket(world: World) -> None:
    world.edition(code="CV-1")
    desk = world.signed_in(Role.DESK)

    assert f'href="{EDITION}/iscrizioni/nuova"' in desk.get("/ufficio/programmi/2027-1/").text
    page = signs_up(desk)

    assert page.status_code == 200 and "Olga Bianchi ha il posto." in page.text
    assert desk.get(f"{page.request.path}/biglietto.pdf").mimetype == "application/pdf"


def test_the_desk_finds_again_whom_it_signed_up(world: World) -> None:
    world.sign_up(world.edition(code="CV-1"), "ada")
    desk = world.signed_in(Role.DESK)
    signed_up = signs_up(desk).request.path

    page = desk.get("/ufficio/").text

    assert "Olga Bianchi" in page and f'href="{signed_up}"' in page and "Lovelace" not in page


def test_no_page_of_the_desk_leads_where_it_may_not_go(world: World) -> None:
    world.edition(code="CV-1")
    desk = world.signed_in(Role.DESK)

    for page in (desk.get("/ufficio/"), desk.get("/ufficio/programmi/2027-1/"), signs_up(desk)):
        assert f'href="{EDITION}"' not in page.text


def test_of_who_it_sent_the_desk_sees_only_whether_they_came(world: World) -> None:
    edition = world.edition(code="CV-1")
    desk = world.signed_in(Role.DESK)
    page = signs_up(desk)

    with clock.at(edition.meetings[0].ends_at):
        olga = world.signed_in(Role.DESK).get(page.request.path).text

    assert "Non ha ingressi" in olga and "051" not in olga.split("<main")[1].split("</main>")[0]


def test_people_whom_others_signed_up_are_not_the_desk_s_to_see(world: World) -> None:
    ada = world.sign_up(world.edition(code="CV-1"), "ada")

    assert world.signed_in(Role.DESK).get(f"/ufficio/iscrizioni/{ada.id}").status_code == 404


def test_signing_up_the_same_person_twice_is_said_to_staff_in_their_words(world: World) -> None:
    world.edition(code="CV-1")
    office = world.signed_in()
    signs_up(office)

    page = signs_up(office)

    assert page.status_code == 409 and "si ristampa" in page.text and "hai ricevuto" not in page.text
    assert f'href="{EDITION}?cerca=Bianchi"' in page.text
