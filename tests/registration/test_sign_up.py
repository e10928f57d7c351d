import pytest

from app.registration import waiting_list
from app.registration.models import Source
from app.registration.refusals import AlreadyRegistered, EditionNotShown
from tests.world import World


def test_a_free_seat_is_held_at_once(world: World) -> None:
    registration = world.sign_up(world.edition(seats=1), "ada")

    assert registration.is_confirmed
    assert registration.edition.confirmed_count == 1


def test_no_seat_means_the_waiting_list(world: World) -> None:
    edition = world.edition(seats=1)
    world.sign_up(edition, "ada")

    grace, alan = world.sign_up(edition, "grace"), world.sign_up(edition, "alan")

    assert grace.is_waiting and alan.is_waiting
    assert [waiting_list.position(grace), waiting_list.position(alan)] == [1, 2]
    assert edition.waiting_count == 2


def test_the_same_person_cannot_hold_two_places(world: World) -> None:
    edition = world.edition()
    world.sign_up(edition, "ada")

    with pytest.raises(AlreadyRegistered):
        world.sign_up(edition, "ada")


def test_nobody_is_signed_up_to_what_nobody_can_see_not_even_by_staff(world: World) -> None:
    edition = world.edition(is_draft=True)

    with pytest.raises(EditionNotShown):
        world.sign_up(edition, source=Source.STAFF)
