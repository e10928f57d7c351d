from datetime import date

from sqlalchemy import select

from app.db import db, transaction
from app.lib.codes import in_groups, voice
from app.registration.models import Registration, Source
from app.registration.sign_up import Person, sign_up
from app.staff.models import Role
from tests.world import World

EDITION = "/ufficio/programmi/2027-1/cv-1"
OLGA = {"first_name": "Olga", "last_name": "Bianchi", "phone": "051 123456", "language": "it"}


def test_the_list_finds_people_by_name_contact_and_code(world: World) -> None:
    edition = world.edition(code="CV-1")
    ada = world.sign_up(edition, "ada")
    world.sign_up(edition, "nicolo")
    client = world.signed_in()

    assert "Lovelace" not in client.get(f"{EDITION}?cerca=d'angelo").text
    code = ada.ticket_code
    for words in ("lovelace ada", "ADA@", code[:6].lower(), voice(code), in_groups(code)):
        page = client.get(f"{EDITION}?cerca={words}").text
        assert "Lovelace" in page and "Angelo" not in page


def test_a_search_that_finds_nobody_says_so(world: World) -> None:
    world.sign_up(world.edition(code="CV-1"), "ada")

    page = world.signed_in().get(f"{EDITION}?cerca=zzz_%25").text

    assert "Nessuna iscrizione" in page and "Lovelace" not in page


def test_staff_sign_somebody_up_beyond_the_window(world: World) -> None:
    world.edition(code="CV-1", sign_up_closes_on=date(2027, 1, 5))

    answer = world.signed_in(Role.DESK).post(f"{EDITION}/iscrizioni/nuova", data=OLGA)

    assert answer.status_code == 303
    assert db.session.scalars(select(Registration)).one().source == "staff"


def test_a_person_without_any_contact_is_signed_up_only_on_purpose(world: World) -> None:
    world.edition(code="CV-1")
    nobody = {"first_name": "Olga", "last_name": "Bianchi", "language": "it"}
    client = world.signed_in()

    assert client.post(f"{EDITION}/iscrizioni/nuova", data=nobody).status_code == 422
    assert client.post(f"{EDITION}/iscrizioni/nuova", data=nobody | {"no_contact_at_all": "y"}).status_code == 303


def test_staff_promote_out_of_turn_and_it_is_written_down(world: World) -> None:
    edition = world.edition(seats=1, code="CV-1")
    world.sign_up(edition, "ada")
    world.sign_up(edition, "grace")
    alan = world.sign_up(edition, "alan")
    client = world.signed_in()

    client.post(f"/ufficio/iscrizioni/{alan.id}/promozione")

    db.session.expire_all()
    assert alan.is_confirmed and edition.confirmed_count == 2 and edition.waiting_count == 1
    assert "per scelta dell" in client.get("/ufficio/cronologia/").text


def test_cancelling_from_the_list_returns_to_the_list(world: World) -> None:
    ada = world.sign_up(world.edition(code="CV-1"), "ada")

    answer = world.signed_in().post(f"/ufficio/iscrizioni/{ada.id}/annullamento", data={"da": "elenco"})

    assert answer.location == EDITION
    db.session.expire_all()
    assert ada.is_cancelled


def test_the_list_stays_as_it_was_asked_and_shows_places_in_the_queue(world: World) -> None:
    edition = world.edition(seats=1, code="CV-1")
    world.sign_up(edition, "ada")
    grace, alan = world.sign_up(edition, "grace"), world.sign_up(edition, "alan")
    client = world.signed_in()
    asked = {"da": "elenco", "cerca": "", "stato": "in-attesa", "ordine": "stato"}

    answer = client.post(f"/ufficio/iscrizioni/{grace.id}/promozione", data=asked)

    assert answer.location == f"{EDITION}?stato=in-attesa&ordine=stato"
    page = client.get(answer.location).text
    assert "Turing" in page and "posto numero 1" in page and "Hopper ha il posto: parte la mail" in page
    assert (
        "da chiamare per dirglielo"
        in client.post(f"/ufficio/iscrizioni/{alan.id}/promozione", data=asked, follow_redirects=True).text
    )


def test_promoting_who_does_not_wait_says_why_not(world: World) -> None:
    ada = world.sign_up(world.edition(), "ada")

    answer = world.signed_in().post(f"/ufficio/iscrizioni/{ada.id}/promozione", follow_redirects=True)

    assert "non è in lista d" in answer.text


def test_the_person_page_tells_the_whole_story(world: World) -> None:
    ada = world.sign_up(world.edition(), "ada")

    page = world.signed_in().get(f"/ufficio/iscrizioni/{ada.id}").text

    assert "ada@example.org" in page and "Iscrizione confermata" in page and "Il posto è tuo" in page


def test_people_stand_in_alphabetical_order_whatever_their_letters(world: World) -> None:
    edition = world.edition(code="CV-1")
    for surname in ("Zanotti", "Đorđević", "Esposito", "Șerban", "degli Esposti"):
        with transaction():
            sign_up(edition.id, Person("Anna", surname, email=f"{len(surname)}@example.org"), source=Source.STAFF)

    page = world.signed_in().get(EDITION).text

    places = [page.index(f"{name} Anna") for name in ("degli Esposti", "Đorđević", "Esposito", "Șerban", "Zanotti")]
    assert places == sorted(places)
