"""Signing up twice, with half the contacts, from another's form: one place each, and nobody gets another's page."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.db import db, transaction
from app.lib import clock
from app.people.models import Participant
from app.registration.models import Registration, Source
from app.registration.refusals import AlreadyRegistered
from app.registration.sign_up import Person, sign_up
from tests.checkin.conftest import QUARTER_PAST_NINE, door_of
from tests.world import World

pytestmark = pytest.mark.usefixtures("database")

MAIL, PHONE = "ada@example.org", "+390516543810"
BY_MAIL = Person("Ada", "Lovelace", email=MAIL)
BY_PHONE = Person("Ada", "Lovelace", phone=PHONE)
BY_BOTH = Person("Ada", "Lovelace", email=MAIL, phone=PHONE)
FORM = {
    "first_name": "Ada",
    "last_name": "Lovelace",
    "email": MAIL,
    "request_key": "a key of this form",
    "passo": "invia",
}
EVA = {"first_name": "Eva", "last_name": "Bianchi", "email": "eva@example.org", "passo": "invia"}


def signed_up(edition_id: int, person: Person, **facts: object) -> Registration:
    with transaction():
        return sign_up(edition_id, person, **facts)  # type: ignore[arg-type]


def count() -> int:
    return db.session.scalar(select(func.count(Registration.id))) or 0


def test_one_of_two_contacts_is_enough_to_be_the_same_person_in_an_edition(world: World) -> None:
    elsewhere, here = world.edition().id, world.edition().id
    signed_up(elsewhere, BY_MAIL)
    signed_up(here, BY_PHONE)

    with pytest.raises(AlreadyRegistered):
        signed_up(here, BY_BOTH)


def test_going_back_and_typing_another_name_signs_up_another_person(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")
    ada = client.post("/programmi/2027-1/cv-1/iscrizione", data=FORM)
    again = client.post("/programmi/2027-1/cv-1/iscrizione", data=FORM)
    son = client.post("/programmi/2027-1/cv-1/iscrizione", data=FORM | {"first_name": "Byron"})

    assert again.location == ada.location != son.location
    assert "Byron Lovelace" in client.get(son.location).text


def test_the_same_form_sent_to_another_edition_is_another_registration(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")
    world.edition(code="CV-2")
    one = client.post("/programmi/2027-1/cv-1/iscrizione", data=FORM)
    other = client.post("/programmi/2027-1/cv-2/iscrizione", data=FORM)

    assert one.location != other.location and count() == 2


def test_the_id_of_a_scan_leads_nobody_to_the_page_of_who_came(world: World, client: FlaskClient) -> None:
    """A volunteer knows the ids of the door's scans; they must not be keys to people's pages."""
    scan_id = "00000000-0000-4000-8000-000000000001"
    with clock.at(QUARTER_PAST_NINE):
        door = door_of(world, world.edition())
        door.post("/accoglienza/senza-iscrizione", data=FORM | {"scan_id": scan_id, "language": "it"})
    world.edition(code="CV-2")
    answer = client.post("/programmi/2027-1/cv-2/iscrizione", data=EVA | {"request_key": scan_id})

    assert count() == 2
    assert "Eva Bianchi" in client.get(answer.location).text


def test_a_person_is_not_doubled_by_giving_more_contacts(world: World) -> None:
    signed_up(world.edition().id, BY_MAIL)
    signed_up(world.edition().id, BY_BOTH, source=Source.STAFF)
    signed_up(world.edition().id, BY_PHONE)

    assert db.session.scalar(select(func.count(Participant.id))) == 1
