"""Who waits to come together gets places together, or not yet; a body never more than its share."""

from app.db import db, transaction
from app.people.find_or_add import find_or_add_organisation
from app.registration import delegates, waiting_list
from app.registration.apply_changes import resize
from app.registration.models import Registration
from app.registration.sign_up import Person
from app.registration.units import first_that_fits, waiting_units
from tests.registration.offering import full, give_up, group, history
from tests.world import World


def states(*registrations: Registration) -> list[str]:
    return [one.status for one in registrations]


def test_a_group_is_skipped_until_it_fits_and_keeps_its_turn(world: World) -> None:
    edition, ada, _ = full(world, seats=2)
    grace = world.sign_up(edition, "grace")
    together = group(world, edition, "Uno", "Due")
    olena = world.sign_up(edition, "olena")

    give_up(ada)

    assert states(olena, *together) == ["confirmed", "waiting", "waiting"]
    assert [waiting_list.position(one) for one in together] == [1, 2]
    assert history(together[0])[-1] == history(together[1])[-1] == "skipped"

    nicolo = world.sign_up(edition, "nicolo")
    give_up(grace)
    give_up(nicolo)
    give_up(olena)

    assert states(*together) == ["confirmed", "confirmed"]
    assert history(together[0])[-1] == "promoted_in_turn"
    assert {one.about for one in together} <= {mail.about for mail in world.mails("promoted")}


def test_a_free_place_beside_a_group_is_for_who_comes_alone(world: World) -> None:
    edition, _ada, _ = full(world, seats=3)
    world.sign_up(edition, "alan")
    together = group(world, edition, "Uno", "Due", "Tre")

    assert edition.seats_left == 1
    grace = world.sign_up(edition, "grace")

    assert grace.is_confirmed and all(one.is_waiting for one in together)
    assert history(together[0])[-1] == "skipped"
    assert edition.seats_left == 0


def test_new_seats_that_a_group_fits_into_are_the_groups(world: World) -> None:
    edition, ada, _ = full(world, seats=2)
    together = group(world, edition, "Uno", "Due")
    with transaction():
        resize(edition, 3, by="ufficio")
    grace = world.sign_up(edition, "grace")

    assert states(ada, *together, grace) == ["confirmed", "confirmed", "confirmed", "waiting"]
    assert waiting_units(edition)[0].people == (grace,)


def test_a_group_of_newcomers_gets_places_at_once_or_waits_together(world: World) -> None:
    edition = world.edition(seats=3)

    first, second = group(world, edition, "Uno", "Due"), group(world, edition, "Tre", "Quattro")

    assert states(*first, *second) == ["confirmed", "confirmed", "waiting", "waiting"]
    assert [mail.facts["position"] for mail in world.mails("waiting")] == [1, 2]
    assert {mail.facts["together"] for mail in world.mails("waiting")} == {2}


def test_a_group_that_loses_somebody_may_fit(world: World) -> None:
    edition, _ada, _ = full(world, seats=3)
    together = group(world, edition, "Uno", "Due", "Tre")

    give_up(together[0])

    assert states(*together[1:]) == ["confirmed", "confirmed"]


def test_more_delegates_than_a_bodys_share_wait_in_a_queue_of_their_own(world: World) -> None:
    edition = world.edition(seats=10, networking=True, most_delegates=1)
    with transaction():
        bodies = [find_or_add_organisation(name) for name in ("Oasi", "Randstad")]
        db.session.flush()
        oasi, randstad = (
            delegates.add(edition, body, [Person("Delegata", f"{n} {body.name}") for n in numbers], by="pubblico")
            for body, numbers in zip(bodies, ("ab", "c"), strict=True)
        )
    ada = world.sign_up(edition)

    assert states(*oasi, *randstad, ada) == ["confirmed", "waiting", "confirmed", "confirmed"]
    assert first_that_fits(edition) is None and edition.seats_left == 7

    give_up(randstad[0])
    assert oasi[1].is_waiting
    give_up(oasi[0])
    assert oasi[1].is_confirmed
