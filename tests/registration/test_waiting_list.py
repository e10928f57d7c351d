from datetime import timedelta

import pytest

from app.db import db, transaction
from app.lib import clock
from app.programme.models import Edition
from app.registration import waiting_list
from app.registration.apply_changes import resize
from app.registration.call_off import cancel_edition
from app.registration.cancel import cancel
from app.registration.models import Registration, Source
from app.registration.refusals import EditionOver, NotWaiting
from tests.world import World


@pytest.fixture
def full(world: World) -> Edition:
    """An edition of one seat: Ada has it, Grace and Alan wait."""
    edition = world.edition(seats=1)
    for who in ("ada", "grace", "alan"):
        world.sign_up(edition, who)
    return edition


def people(edition: Edition) -> list[Registration]:
    return db.session.query(Registration).filter_by(edition_id=edition.id).order_by(Registration.id).all()


def give_up(registration: Registration) -> None:
    with transaction():
        cancel(registration)


def promote(registration: Registration) -> None:
    with transaction():
        waiting_list.promote(registration, by="ufficio")


def test_a_freed_seat_goes_to_the_head_of_the_queue(world: World, full: Edition) -> None:
    ada, grace, alan = people(full)

    give_up(ada)

    assert grace.is_confirmed and waiting_list.position(alan) == 1
    assert (full.confirmed_count, full.waiting_count) == (1, 1)
    assert [mail.about for mail in world.mails("promoted")] == [grace.about]


def test_who_leaves_the_queue_frees_no_seat_and_moves_the_others_up(full: Edition) -> None:
    ada, grace, alan = people(full)

    give_up(grace)

    assert ada.is_confirmed and waiting_list.position(alan) == 1
    assert (full.confirmed_count, full.waiting_count) == (1, 1)


def test_a_newcomer_overtakes_nobody(world: World, full: Edition) -> None:
    with transaction():
        resize(full, 2, by="ufficio")

    olena = world.sign_up(full, "olena")

    _ada, grace, alan = people(full)[:3]
    assert grace.is_confirmed and [waiting_list.position(one) for one in (alan, olena)] == [1, 2]


def test_ten_minutes_after_the_beginning_a_free_seat_is_for_who_is_there(world: World, full: Edition) -> None:
    ada, grace, _alan = people(full)

    with clock.at(full.meetings[0].starts_at + timedelta(minutes=10)):
        give_up(ada)
        nicolo = world.sign_up(full, "nicolo", Source.DOOR)

    assert grace.is_waiting and nicolo.is_confirmed
    assert (full.confirmed_count, full.waiting_count) == (1, 2)
    assert world.mails("promoted") == []


def test_staff_promote_out_of_turn_and_over_the_seats(full: Edition) -> None:
    _ada, grace, alan = people(full)

    promote(alan)

    assert alan.is_confirmed and waiting_list.position(grace) == 1
    assert (full.confirmed_count, full.waiting_count) == (2, 1)


def test_who_does_not_wait_is_not_promoted(full: Edition) -> None:
    with pytest.raises(NotWaiting):
        promote(people(full)[0])


def test_nobody_is_promoted_to_what_is_over(world: World, full: Edition) -> None:
    grace = people(full)[1]

    with clock.at(full.meetings[0].ends_at), pytest.raises(EditionOver):
        promote(grace)

    assert grace.is_waiting and world.mails("promoted") == []


def test_nobody_waits_for_a_seat_of_an_edition_that_was_called_off(full: Edition) -> None:
    with transaction():
        cancel_edition(full, by="ufficio")

    with pytest.raises(NotWaiting):
        promote(people(full)[1])
    assert (full.confirmed_count, full.waiting_count) == (0, 0)
