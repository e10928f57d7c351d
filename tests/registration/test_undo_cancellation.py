from datetime import timedelta

import pytest

from app.db import db, transaction
from app.lib import clock
from app.lib.clock import now
from app.outbox.render import letter
from app.registration import waiting_list
from app.registration.cancel import cancel
from app.registration.companions import companions
from app.registration.invite import uid_of
from app.registration.models import Registration
from app.registration.refusals import AlreadyRegistered, EditionCancelled
from app.registration.sign_up import Person, sign_up
from app.registration.undo_cancellation import PlaceTaken, TooLateToUndo, undo_cancellation, with_whom
from app.registration.undo_time import undo_until
from tests.world import World


def give_up(registration: Registration) -> None:
    with transaction():
        cancel(registration)


def change_mind(registration: Registration) -> None:
    with transaction():
        undo_cancellation(registration)


def test_a_place_given_up_by_mistake_is_had_back(world: World) -> None:
    ada = world.sign_up(world.edition(seats=1))
    give_up(ada)

    change_mind(ada)

    assert ada.is_confirmed and ada.edition.confirmed_count == 1
    assert ada.cancelled_at is None and ada.cancel_reason is None and ada.cancelled_from is None


def test_the_calendar_gets_the_same_entry_again_with_a_higher_number(world: World) -> None:
    ada = world.sign_up(world.edition())
    give_up(ada)
    change_mind(ada)

    sent = [mail for mail in world.mails() if mail.calendar]

    assert [mail.calendar_method for mail in sent] == ["REQUEST", "CANCEL", "REQUEST"]
    assert [f"SEQUENCE:{number}" in mail.calendar.decode() for number, mail in enumerate(sent)] == [True] * 3
    assert {mail.calendar_uid for mail in sent} == {uid_of(ada)}
    assert sent[-1].kind == "restored"


def test_the_mail_of_the_cancellation_says_until_when(world: World) -> None:
    ada = world.sign_up(world.edition())
    give_up(ada)

    mail = world.mails("cancelled")[0]

    assert "Fino alle 9:10 puoi tornare indietro" in letter("cancelled", mail.facts, "it").text


def test_twice_is_once(world: World) -> None:
    ada = world.sign_up(world.edition())
    give_up(ada)
    change_mind(ada)
    change_mind(ada)

    assert ada.edition.confirmed_count == 1 and len(world.mails("restored")) == 1


def test_after_ten_minutes_it_is_too_late(world: World) -> None:
    ada = world.sign_up(world.edition())
    give_up(ada)

    with clock.at(now() + timedelta(minutes=10)):
        assert undo_until(ada)
    with clock.at(now() + timedelta(minutes=10, seconds=1)):
        assert undo_until(ada) is None
        with pytest.raises(TooLateToUndo):
            change_mind(ada)


def test_a_place_that_somebody_has_taken_is_not_given_back(world: World) -> None:
    edition = world.edition(seats=1, meetings=None)
    ada, grace = world.sign_up(edition, "ada"), world.sign_up(edition, "grace")
    give_up(ada)
    assert not grace.is_waiting

    with pytest.raises(PlaceTaken):
        change_mind(ada)

    db.session.expire_all()
    assert ada.is_cancelled and edition.taken_count == 1


def test_who_waited_gets_the_old_turn_back(world: World) -> None:
    edition = world.edition(seats=1)
    for who in ("ada", "grace", "alan"):
        world.sign_up(edition, who)
    grace = queue(world)[0]
    give_up(grace)
    world.sign_up(edition, "nicolo")

    change_mind(grace)

    assert waiting_list.position(grace) == 1 and edition.waiting_count == 3
    assert world.mails("restored")[0].facts["position"] == 1


def test_an_offer_given_up_by_mistake_is_held_again_until_its_hour(world: World) -> None:
    ada = world.sign_up(world.edition())
    with transaction():
        ada.status, ada.offer_until = "offered", now() + timedelta(minutes=5)
        ada.edition.confirmed_count, ada.edition.offered_count = 0, 1
    give_up(ada)
    assert undo_until(ada) == now() + timedelta(minutes=5)

    change_mind(ada)

    assert ada.is_offered and ada.offer_until == now() + timedelta(minutes=5) and ada.edition.offered_count == 1
    said = letter("restored", world.mails("restored")[0].facts, "it").text
    assert "il posto è ancora tenuto per te, fino alle 9:05" in said


def test_who_has_signed_up_again_has_no_second_place(world: World) -> None:
    edition = world.edition()
    ada = world.sign_up(edition)
    give_up(ada)
    world.sign_up(edition)

    with pytest.raises(AlreadyRegistered):
        change_mind(ada)


def test_an_edition_that_was_called_off_takes_nobody_back(world: World) -> None:
    ada = world.sign_up(world.edition())
    give_up(ada)
    with transaction():
        ada.edition.cancelled_at = now()

    assert undo_until(ada) is None
    with pytest.raises(EditionCancelled):
        change_mind(ada)


def test_what_was_not_given_up_by_anybody_cannot_be_undone(world: World) -> None:
    ada = world.sign_up(world.edition())
    give_up(ada)
    with transaction():
        ada.cancelled_from = None

    with pytest.raises(TooLateToUndo):
        change_mind(ada)


def test_one_of_a_group_may_leave_for_all_and_all_come_back(world: World) -> None:
    ada, *others = a_family(world)

    with transaction():
        cancel(ada, companions=companions(ada))
    assert all(one.is_cancelled for one in (ada, *others)) and ada.edition.confirmed_count == 0

    left_with_her = with_whom(ada, companions(ada))
    with transaction():
        undo_cancellation(ada, companions=left_with_her)

    assert left_with_her == others
    assert all(one.is_confirmed for one in (ada, *others)) and ada.edition.confirmed_count == 3


def test_who_left_before_does_not_come_back_with_the_group(world: World) -> None:
    ada, bea, carla = a_family(world)
    give_up(bea)
    with clock.at(now() + timedelta(minutes=2)):
        with transaction():
            cancel(ada, companions=companions(ada))

        assert with_whom(ada, companions(ada)) == [carla]


def test_only_those_on_the_same_contact_are_answered_for(world: World) -> None:
    ada, bea, carla = a_family(world)
    with transaction():
        bea.email = "bea@example.org"

    assert companions(ada) == [carla]
    assert companions(bea) == []


def a_family(world: World) -> list[Registration]:
    edition = world.edition()
    with transaction():
        people = [Person(name, "Rossi", email="famiglia@example.org") for name in ("Ada", "Bea", "Carla")]
        family = [sign_up(edition.id, person) for person in people]
        for one in family:
            one.group_key = "rossi"
    return family


def queue(world: World) -> list[Registration]:
    waiting = db.session.query(Registration).filter_by(status="waiting")
    return list(waiting.order_by(Registration.queue_number))
