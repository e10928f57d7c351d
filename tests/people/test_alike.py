from app.db import transaction
from app.people.alike import alike, nearly_called
from app.people.models import Participant
from app.registration.models import Source
from app.registration.sign_up import Person, sign_up
from tests.world import World


def test_records_of_one_person_are_found_by_contact_and_by_likeness(world: World) -> None:
    edition = world.edition()

    def add(first_name: str, last_name: str, **contact: str) -> Participant:
        with transaction():
            return sign_up(edition.id, Person(first_name, last_name, **contact), source=Source.STAFF).participant

    ada = add("Ada", "Lovelace", email="ada@example.org")
    both = add("Lovelase", "Ada", phone="+390516543899", email="ada@example.org")
    slip = add("Ada", "Lovellace", phone="+390516543899")
    family = add("Charles", "Babbage", email="ada@example.org")
    add("Grace", "Hopper", email="grace@example.org")

    found = alike(ada)

    assert found[0].person is both and {one.person for one in found} == {both, slip, family}
    assert {one.person.last_name: (one.contacts, one.similar_name) for one in found} == {
        "Ada": (["ada@example.org"], True),
        "Lovellace": ([], True),
        "Babbage": (["ada@example.org"], False),
    }
    assert nearly_called(["babage"]) == [family.id]
