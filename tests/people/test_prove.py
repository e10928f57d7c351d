from app.db import db, transaction
from app.people.models import ProvenAddress
from app.people.prove import is_proven, prove
from app.registration import emails
from app.registration.models import Registration, Source
from app.registration.sign_up import Person, sign_up
from tests.world import World


def test_an_address_is_proven_once(app: object) -> None:
    assert not is_proven("ada@example.org")
    with transaction():
        prove("ada@example.org", "link")
        prove("ada@example.org", "codice")

    assert is_proven("ada@example.org")
    assert db.session.get(ProvenAddress, "ada@example.org").how == "link"  # type: ignore[union-attr]


def test_no_contact_has_shown_nothing(app: object) -> None:
    assert not is_proven(None)


def test_a_name_from_the_public_site_greets_only_where_the_address_has_shown_its_owner(world: World) -> None:
    registration = world.sign_up(world.edition())
    assert emails.greeted(registration) == ""

    with transaction():
        prove("ada@example.org", "link")

    assert emails.greeted(registration) == "Ada"


def test_a_name_that_a_body_gave_does_not_greet_either(world: World) -> None:
    assert emails.greeted(world.sign_up(world.edition(), source=Source.BODY)) == ""


def test_a_name_that_staff_wrote_greets(world: World) -> None:
    assert emails.greeted(world.sign_up(world.edition(), source=Source.STAFF)) == "Ada"


def test_a_name_that_reads_like_an_address_greets_nobody(world: World) -> None:
    with transaction():
        prove("ada@example.org", "link")

    assert emails.greeted(signed_up(world, "evil.example")) == ""


def signed_up(world: World, first_name: str) -> Registration:
    edition = world.edition()
    with transaction():
        return sign_up(edition.id, Person(first_name, "Lovelace", email="ada@example.org"))
