from sqlalchemy import select

from app.db import db, transaction
from app.people.find_or_add import find_or_add
from app.people.models import Contact, Participant
from tests.world import World

MAIL, PHONE = "ada@example.org", "+39051654381"


def person(*contacts: str, first: str = "Ada", last: str = "Lovelace") -> int:
    with transaction():
        found = find_or_add(first, last, list(contacts))
        db.session.flush()
        return found.id


def test_the_same_name_and_one_same_contact_is_the_same_person(world: World) -> None:
    ada = person(MAIL)

    assert person(MAIL, PHONE, first="LOVELACE", last=" ada") == ada
    assert person(PHONE) == ada, "the telephone was learnt on the way"


def test_a_family_on_one_address_is_several_people(world: World) -> None:
    assert person(MAIL) != person(MAIL, first="Byron")


def test_who_leaves_no_contact_is_never_recognised(world: World) -> None:
    assert person() != person()


def test_the_mail_of_one_and_the_telephone_of_another_of_the_same_name_take_nothing_from_either(world: World) -> None:
    ada, namesake = person(MAIL), person(PHONE)

    assert person(MAIL, PHONE) == ada
    assert person(PHONE) == namesake
    assert len(db.session.scalars(select(Participant)).all()) == 2
    assert len(db.session.scalars(select(Contact)).all()) == 2
