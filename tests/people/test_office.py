"""The list of people, the file of each, and two records made one from it."""

from datetime import date, time

import pytest
from sqlalchemy import select

from app.attendance.close import close
from app.certificates.issue import issue
from app.db import db, transaction
from app.lib import clock
from app.people.models import Contact, Participant
from app.registration.models import Merge, Registration, Source
from app.registration.sign_up import Person, sign_up
from tests.papers import AFTER_ALL, came
from tests.world import World

PEOPLE = "/ufficio/persone/"
ADA_KING = Person("Ada", "King Lovelace", phone="+390516543810", email="ada@example.org")


def test_people_are_listed_by_surname_and_searched_in_any_spelling(world: World) -> None:
    edition = world.edition()
    for who in ("ada", "alan", "nicolo"):
        world.sign_up(edition, who)
    office = world.signed_in()

    page = office.get(PEOPLE).text
    assert page.index("D’Angelo Nicolò") < page.index("Lovelace Ada") < page.index("Turing Alan")
    for words in ("nicolo d'angelo", "famiglia@", "333 130 2255", "0039 333 1302255", "Dangelo"):
        found = office.get(PEOPLE, query_string={"cerca": words}).text
        assert "D’Angelo" in found and "Turing" not in found, words
        assert ("nome simile" in found) == (words == "Dangelo")
    assert "Nessuna persona" in office.get(PEOPLE, query_string={"cerca": "zzz"}).text


def test_people_of_one_half_year(world: World) -> None:
    world.sign_up(world.edition(), "ada")
    autumn = world.edition(programme="2027-2", meetings=[(date(2027, 9, 14), time(9), time(12))])
    world.sign_up(autumn, "grace")

    page = world.signed_in().get(PEOPLE, query_string={"programma": "2027-2"}).text
    assert "Hopper Grace" in page and "Lovelace" not in page


def test_a_file_tells_what_a_person_did_across_half_years(world: World) -> None:
    lab = world.three_meetings()
    ada = world.sign_up(lab, "ada")
    autumn = world.edition(programme="2027-2", code="OSS-1", meetings=[(date(2027, 9, 14), time(9), time(12))])
    world.sign_up(autumn, "ada")
    came(ada, *lab.meetings[:2])
    with clock.at(AFTER_ALL):
        with transaction():
            close(lab, by="ufficio")
        with transaction():
            issue(lab, by="ufficio")
        page = world.signed_in().get(f"{PEOPLE}{ada.participant_id}").text

    assert page.index("Programma 2027-2") < page.index("Programma 2027-1")
    assert "6 h su 9 h" in page and "26/01/2027: 3 h" in page and "02/02/2027: assente" in page
    assert "n. 2027-1/0001 (PDF)" in page and "OSS-1" in page and "ada@example.org" in page
    assert "Iscrizione confermata" in page


def test_access_needs_are_shown_while_they_are_of_use(world: World) -> None:
    ada = world.sign_up(world.edition(), "ada")
    with transaction():
        ada.access_needs = ["wheelchair"]
    office = world.signed_in()

    assert "sedia a rotelle" in office.get(f"{PEOPLE}{ada.participant_id}").text
    with clock.at(clock.from_rome(date(2027, 1, 14), time(13))):
        assert "sedia a rotelle" not in world.signed_in().get(f"{PEOPLE}{ada.participant_id}").text


def test_a_corrected_name_is_said_from_now_on_and_the_old_one_is_still_known(world: World) -> None:
    ada = world.sign_up(world.edition(), "ada").participant
    office = world.signed_in()

    answer = office.post(f"{PEOPLE}{ada.id}/nome", data={"first_name": "Augusta Ada", "last_name": "King"})

    assert answer.status_code == 303 and "Augusta Ada King" in office.get(PEOPLE).text
    assert world.sign_up(world.edition(), "ada").participant.id == ada.id
    assert office.post(f"{PEOPLE}{ada.id}/nome", data={"first_name": "", "last_name": "1"}).status_code == 422


def test_a_name_that_another_record_has_with_the_same_contact_is_not_taken(world: World) -> None:
    edition = world.edition()
    world.sign_up(edition, "ada")
    with transaction():
        other = sign_up(edition.id, ADA_KING, source=Source.STAFF).participant

    data = {"first_name": "Ada", "last_name": "Lovelace"}
    answer = world.signed_in().post(f"{PEOPLE}{other.id}/nome", data=data)
    assert answer.status_code == 409 and "unisci le due schede" in answer.text and other.name == "Ada King Lovelace"


def test_a_new_contact_is_where_open_registrations_are_written_to(world: World) -> None:
    ada = world.sign_up(world.edition(), "ada")
    office, contacts = world.signed_in(), f"{PEOPLE}{ada.participant_id}/contatti"

    office.post(contacts, data={"value": "Ada.King@Example.org", "write_here": "y"})
    assert ada.email == "ada.king@example.org" and len(ada.participant.contacts) == 2
    office.post(contacts, data={"value": "333 1302255"})
    assert ada.phone is None and "333 130 2255" in office.get(f"{PEOPLE}{ada.participant_id}").text
    office.post(f"{contacts}/togli", data={"value": "ada.king@example.org"})
    assert ada.email is None
    assert {one.value for one in db.session.scalars(select(Contact))} == {"ada@example.org", "+393331302255"}
    assert office.post(contacts, data={"value": "qui"}).status_code == 422


@pytest.fixture
def doubles(world: World) -> tuple[Participant, Participant]:
    """Ada twice, with the same mail: she has a place under both names."""
    edition = world.edition(code="CV-1")
    ada = world.sign_up(edition, "ada").participant
    with transaction():
        return ada, sign_up(edition.id, ADA_KING, source=Source.STAFF).participant


def test_two_records_are_looked_over_made_one_and_two_again(
    world: World, doubles: tuple[Participant, Participant]
) -> None:
    kept, gone = doubles
    office = world.signed_in()

    candidates = office.get(f"{PEOPLE}{kept.id}/unione").text
    assert "stesso contatto, nome simile" in candidates and "King Lovelace Ada" in candidates
    assert "King Lovelace Ada" in office.get(f"{PEOPLE}{kept.id}/unione?cerca=king").text
    preview = office.get(f"{PEOPLE}{kept.id}/unione/{gone.id}").text
    assert "Iscritta due volte" in preview and "1 iscrizione passa da Ada King Lovelace" in preview
    office.post(f"{PEOPLE}{kept.id}/unione/{gone.id}", data={"resta": str(kept.id)})
    page = office.get(f"{PEOPLE}{kept.id}").text
    assert "Annulla l’unione" in page and "Scheda n. 2 unita a questa" in page
    assert office.get(f"{PEOPLE}{gone.id}").location == f"{PEOPLE}{kept.id}"
    assert "King Lovelace" not in office.get(PEOPLE).text

    made = db.session.scalars(select(Merge)).one()
    back = office.post(f"{PEOPLE}{kept.id}/unione/{made.id}/annullamento", follow_redirects=True).text
    assert "di nuovo separate" in back and "King Lovelace" in office.get(PEOPLE).text
    assert {one.status for one in db.session.scalars(select(Registration))} == {"confirmed"}


def test_the_name_that_stays_is_chosen(world: World, doubles: tuple[Participant, Participant]) -> None:
    kept, gone = doubles
    office = world.signed_in()

    assert "resta questo nome" in office.get(f"{PEOPLE}{kept.id}/unione/{gone.id}?resta={gone.id}").text
    office.post(f"{PEOPLE}{kept.id}/unione/{gone.id}", data={"resta": str(gone.id)})
    assert kept.merged_into_id == gone.id


def test_two_who_were_both_let_in_are_not_merged(world: World, doubles: tuple[Participant, Participant]) -> None:
    with transaction():
        for registration in db.session.scalars(select(Registration)):
            registration.admitted_at = clock.now()
    kept, gone = doubles
    office = world.signed_in()

    page = office.get(f"{PEOPLE}{kept.id}/unione/{gone.id}").text
    assert "non si possono unire" in page and "Sì, unisci" not in page
    answer = office.post(f"{PEOPLE}{kept.id}/unione/{gone.id}")
    assert answer.status_code == 409 and "CV-1 del 14/01/2027" in answer.text


def test_nobody_is_merged_with_themselves_and_who_was_forgotten_has_no_file(world: World) -> None:
    ada = world.sign_up(world.edition(), "ada").participant
    office = world.signed_in()
    assert office.get(f"{PEOPLE}{ada.id}/unione/{ada.id}").status_code == 404
    with transaction():
        ada.forgotten_at = clock.now()
    assert office.get(f"{PEOPLE}{ada.id}").status_code == 404
