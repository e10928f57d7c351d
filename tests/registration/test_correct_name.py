import pytest

from app.db import db, transaction
from app.journal.models import Entry
from app.lib.clock import now
from app.people.models import Participant
from app.registration.correct_name import MOST_TIMES, AnotherPerson, NameSettled, correct_name, may_correct_name
from app.registration.merge_participants import merge
from app.registration.models import Registration
from app.registration.refusals import AlreadyRegistered
from app.registration.sign_up import Person, sign_up
from tests.world import World


def signed_up(world: World, first: str, last: str, email: str = "ada@example.org") -> Registration:
    edition = world.edition()
    with transaction():
        return sign_up(edition.id, Person(first, last, email=email))


def write(registration: Registration, first: str, last: str) -> None:
    with transaction():
        correct_name(registration, first, last)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("Ana", "Rosi"), ("Anna", "Rossi")),
        (("Rossi", "Anna"), ("Anna", "Rossi")),
        (("A", "Rossi"), ("Anna", "Rossi")),
        (("Anna", "Rossi"), ("Anna Maria", "Rossi")),
        (("Nicolo", "Dangelo"), ("Nicolò", "D’Angelo")),
        (("Олина", "Коваленко"), ("Олена", "Коваленко")),
    ],
)
def test_a_slip_of_the_pen_is_corrected(world: World, before: tuple[str, str], after: tuple[str, str]) -> None:
    registration = signed_up(world, *before)

    write(registration, *after)

    assert (registration.participant.first_name, registration.participant.last_name) == after


@pytest.mark.parametrize("after", [("Paolo", "Rossi"), ("Anna", "Bianchi"), ("Gina", "Rossi"), ("Rossi", "Paolo")])
def test_a_place_is_not_passed_on_by_correcting_the_name(world: World, after: tuple[str, str]) -> None:
    registration = signed_up(world, "Anna", "Rossi")

    with pytest.raises(AnotherPerson, match="051 000 000"):
        write(registration, *after)

    db.session.expire_all()
    assert registration.participant.name == "Anna Rossi"


def test_step_by_step_it_does_not_become_another_name_either(world: World) -> None:
    registration = signed_up(world, "Anna", "Rossi")
    for name in ("Anne", "Enne", "Ennie")[:MOST_TIMES]:
        write(registration, name, "Rossi")

    with pytest.raises(NameSettled):
        write(registration, "Ennio", "Rossi")


def test_staff_see_it_in_both_histories(world: World) -> None:
    registration = signed_up(world, "Ana", "Rossi")
    write(registration, "Anna", "Rossi")
    write(registration, "Anna", "Rossi")

    said = [(entry.about, entry.by) for entry in db.session.query(Entry).order_by(Entry.id)][-2:]
    assert said == [(registration.participant.about, "pubblico"), (registration.about, "pubblico")]


def test_the_other_registrations_of_the_record_stay_as_they_are(world: World) -> None:
    """Whoever knows somebody's name and address may sign them up once more, but not rename the rest."""
    first, second = signed_up(world, "Ana", "Rossi"), signed_up(world, "Ana", "Rossi")
    assert first.participant is second.participant

    write(second, "Anna", "Rossi")

    assert (first.participant.name, second.participant.name) == ("Ana Rossi", "Anna Rossi")
    write(first, "Anna", "Rossi")
    assert first.participant is second.participant, "the same name and contact are the same person again"
    assert db.session.query(Participant).count() == 2


def test_correcting_makes_nobody_hold_two_places(world: World) -> None:
    edition = world.edition()
    with transaction():
        sign_up(edition.id, Person("Anna", "Rossi", email="ada@example.org"))
        double = sign_up(edition.id, Person("Ana", "Rossi", email="ada@example.org"))

    with pytest.raises(AlreadyRegistered):
        write(double, "Anna", "Rossi")


def test_once_the_registers_are_closed_the_name_stands(world: World) -> None:
    registration = signed_up(world, "Ana", "Rossi")
    with transaction():
        registration.edition.closed_at = now()

    assert not may_correct_name(registration)
    with pytest.raises(NameSettled):
        write(registration, "Anna", "Rossi")


def test_whom_staff_have_made_one_only_staff_rename(world: World) -> None:
    kept, gone = signed_up(world, "Ana", "Rossi"), signed_up(world, "Ana", "Rossi", "altra@example.org")
    with transaction():
        merge(kept.participant_id, gone.participant_id, by="ufficio")

    with pytest.raises(NameSettled):
        write(kept, "Anna", "Rossi")
