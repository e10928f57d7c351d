"""The box that looks for everything."""

import pytest
from flask.testing import FlaskClient

from app.attendance.close import close
from app.certificates.issue import issue
from app.db import transaction
from app.lib import clock
from app.lib.codes import in_groups, voice
from app.lib.names import folded
from app.people.models import Organisation
from app.programme.models import Facilitator
from app.registration.models import Registration, Source
from app.registration.sign_up import Person, sign_up
from app.staff.models import Role
from tests.papers import AFTER_ALL, came
from tests.world import World


@pytest.fixture
def ada(world: World) -> Registration:
    """Ada at CV-1; Nicolò, with a telephone too, at WEB-1, led by Rosa Luxemburg in three meetings."""
    lab = world.three_meetings()
    with transaction() as session:
        rosa = "Rosa Luxemburg"
        lab.facilitators.append(Facilitator(name=rosa, name_key=folded(rosa), is_person=True))
        session.add(Organisation(name="Oasi Formazione", name_key=folded("Oasi Formazione")))
    world.sign_up(lab, "nicolo")
    return world.sign_up(world.edition(code="CV-1"), "ada")


def found(client: FlaskClient, words: str) -> str:
    answer = client.get("/ufficio/cerca", query_string={"cerca": words})
    assert answer.status_code == 200
    return answer.text.partition("<main")[2].replace(f"«{words}»", "")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("lovelace ADA", "Lovelace Ada"),
        ("Lovelase", "Lovelace Ada"),
        ("ada@example.org", "Lovelace Ada"),
        ("nicolo", "D’Angelo Nicolò"),
        ("d'angelo", "D’Angelo Nicolò"),
        ("333.130.22.55", "D’Angelo Nicolò"),
        ("+39 333 1302255", "D’Angelo Nicolò"),
        ("302255", "D’Angelo Nicolò"),
    ],
)
def test_people_are_found_by_name_and_contact(world: World, ada: Registration, words: str, name: str) -> None:
    page = found(world.signed_in(), words)

    assert name in page and page.count('<a href="/ufficio/persone/') == 1


def test_tickets_are_found_by_code_and_by_what_is_read_aloud(world: World, ada: Registration) -> None:
    office = world.signed_in()

    for words in (ada.ticket_code, in_groups(ada.ticket_code).lower(), voice(ada.ticket_code)):
        page = found(office, words)
        assert "Il biglietto" in page and "Ada Lovelace" in page, words


def test_certificates_are_found_by_number_and_code(world: World) -> None:
    ada = world.sign_up(world.three_meetings(), "ada")
    came(ada, *ada.edition.meetings)
    with clock.at(AFTER_ALL):
        with transaction():
            close(ada.edition, by="ufficio")
        with transaction():
            code = issue(ada.edition, by="ufficio")[0].code
        office = world.signed_in()
        for words in ("2027-1/0001", "2027-1/1", "0001", code):
            assert "n. 2027-1/0001, Ada Lovelace" in found(office, words), words


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("cv-1", "CV-1"),
        ("CV 1", "CV-1"),
        ("cv1", "CV-1"),
        ("cercare lavoro", "WEB-1"),
        ("rosa luxemburg", "WEB-1"),
        ("14/1", "CV-1"),
        ("giovedì 14 gennaio 2027", "CV-1"),
        ("28 gennaio", "WEB-1"),
        ("14/1/2026", ""),
        ("sportello bologna", "CV-1 WEB-1"),
        ("sala incontri curriculum", "CV-1"),
        ("31/2", ""),
    ],
)
def test_editions_are_found_by_what_one_remembers(world: World, ada: Registration, words: str, codes: str) -> None:
    page = found(world.signed_in(), words)

    assert {code for code in ("CV-1", "WEB-1") if f"{code} ·" in page} == set(codes.split())


def test_an_exact_code_comes_before_people(world: World, ada: Registration) -> None:
    with transaction():
        sign_up(ada.edition_id, Person("Cv", "Cvetkova", email="cv1@example.org"), source=Source.STAFF)

    page = found(world.signed_in(), "cv1")
    assert page.index("Edizioni") < page.index("Persone</h2>") < page.index("Cvetkova")


def test_bodies_are_found_too(world: World, ada: Registration) -> None:
    assert "Oasi Formazione" in found(world.signed_in(), "oasi")


def test_two_letters_find_only_who_is_called_so(world: World, ada: Registration) -> None:
    with transaction():
        sign_up(ada.edition_id, Person("Wei", "Li", phone="+390516543899"), source=Source.STAFF)
    office = world.signed_in()

    assert "Li Wei" in found(office, "li")
    assert "Scrivi almeno 3 lettere" in found(office, "ad") and "Scrivi almeno" not in found(office, "  ")
    assert "Nessun risultato" in found(office, "%%%zz_") and "Lovelace" not in found(office, "___")


def test_the_desk_finds_the_people_it_signed_up_and_no_others(world: World, ada: Registration) -> None:
    desk = world.staff(Role.DESK)
    with transaction():
        sign_up(ada.edition_id, world.person("grace"), source=Source.STAFF, by=desk.email)
    client = world.signed_in(Role.DESK)

    assert "Grace Hopper" in found(client, "hopper") and "/ufficio/persone/" not in found(client, "hopper")
    for words in ("lovelace", "ada@example.org", ada.ticket_code, "oasi"):
        assert "Nessun risultato" in found(client, words), words


def test_who_leads_finds_the_editions_they_were_given(world: World, ada: Registration) -> None:
    world.grant(world.staff(Role.FACILITATOR), ada.edition.about)
    client = world.signed_in(Role.FACILITATOR)

    assert "CV-1 ·" in found(client, "sportello") and "WEB-1" not in found(client, "sportello")
    assert "Nessun risultato" in found(client, "lovelace")


def test_who_went_into_another_record_or_was_forgotten_is_not_found(world: World, ada: Registration) -> None:
    with transaction():
        ada.participant.forgotten_at = clock.now()

    assert "Nessun risultato" in found(world.signed_in(), "lovelace")
