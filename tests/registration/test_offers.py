"""In the last two days a freed place is held until a stated hour: yes, no, and silence."""

from datetime import timedelta

import pytest

from app.db import transaction
from app.lib import clock
from app.outbox.models import Delivery
from app.registration.models import Source
from app.registration.offers import OFFER_ENDED, NothingOffered, OfferExpired
from app.registration.undo_cancellation import undo_cancellation
from tests.registration.offering import (
    TUESDAY_AT_TEN,
    UNTIL,
    full,
    give_up,
    group,
    history,
    hours_before,
    reached_nobody,
    say_no,
    say_yes,
    the_hour_passes,
    two_days_before,
)
from tests.world import World


def test_a_freed_place_is_held_for_the_head_of_the_queue(world: World) -> None:
    edition, ada, (grace, alan) = full(world, "grace", "alan")

    with two_days_before():
        give_up(ada)

    assert grace.is_offered and grace.offer_until == UNTIL and alan.is_waiting
    assert (edition.confirmed_count, edition.offered_count, edition.waiting_count) == (0, 1, 1)
    (mail,) = world.mails("offered")
    assert mail.about == grace.about and mail.calendar is None
    assert history(grace) == ["waiting", "offered"]


def test_whoever_says_yes_has_the_place_and_saying_it_twice_is_once(world: World) -> None:
    edition, ada, (grace, _alan) = full(world, "grace", "alan")
    with two_days_before():
        give_up(ada)
        say_yes(grace)
        say_yes(grace)

    assert grace.is_confirmed and grace.offer_until is None and grace.queue_number is None
    assert (edition.confirmed_count, edition.offered_count, edition.waiting_count) == (1, 0, 1)
    assert [mail.about for mail in world.mails("confirmed")] == [ada.about, grace.about]
    assert world.mails("confirmed")[1].calendar is not None
    assert history(grace)[-1] == "offer_accepted"


def test_whoever_says_no_makes_way_for_the_next(world: World) -> None:
    _edition, ada, (grace, alan) = full(world, "grace", "alan")
    with two_days_before():
        give_up(ada)
        say_no(grace)
        say_no(grace)

    assert grace.is_cancelled and grace.cancel_reason == OFFER_ENDED and alan.is_offered
    assert len(world.mails("cancelled")) == 2 and history(grace)[-2:] == ["offer_declined", "cancelled"]


def test_a_no_may_be_taken_back_unless_the_next_was_asked(world: World) -> None:
    edition, ada, (grace,) = full(world, "grace")
    with two_days_before():
        give_up(ada)
        say_no(grace)
        with transaction():
            undo_cancellation(grace)

    assert grace.is_offered and edition.offered_count == 1


def test_silence_ends_the_offer_kindly_and_the_next_is_asked(world: World) -> None:
    edition, ada, (grace, alan) = full(world, "grace", "alan")
    with two_days_before():
        give_up(ada)
    the_hour_passes(UNTIL - timedelta(seconds=1))
    assert grace.is_offered

    the_hour_passes()
    the_hour_passes()

    assert grace.is_cancelled and grace.cancel_reason == OFFER_ENDED and alan.is_offered
    assert alan.offer_until and alan.offer_until > UNTIL
    assert (edition.confirmed_count, edition.offered_count, edition.waiting_count) == (0, 1, 0)
    assert [mail.about for mail in world.mails("offer_expired")] == [grace.about]
    assert history(grace)[-1] == "offer_expired"


def test_after_the_hour_yes_and_no_come_too_late(world: World) -> None:
    _edition, ada, (grace,) = full(world, "grace")
    with two_days_before():
        give_up(ada)

    with clock.at(UNTIL), pytest.raises(OfferExpired):
        say_yes(grace)
    assert grace.is_offered
    the_hour_passes()
    for answer in (say_yes, say_no):
        with clock.at(UNTIL), pytest.raises(OfferExpired):
            answer(grace)


def test_who_has_been_offered_nothing_cannot_answer(world: World) -> None:
    _edition, ada, (grace,) = full(world, "grace")

    with pytest.raises(NothingOffered):
        say_yes(grace)
    with pytest.raises(NothingOffered):
        say_no(ada)


def test_a_newcomer_does_not_overtake_who_was_offered_the_place(world: World) -> None:
    edition, ada, (grace,) = full(world, "grace")

    with two_days_before():
        give_up(ada)
        olena = world.sign_up(edition, "olena")

    assert grace.is_offered and olena.is_waiting


def test_a_free_place_that_nobody_waits_for_is_a_newcomers_at_once(world: World) -> None:
    edition, ada, _ = full(world)

    with two_days_before():
        give_up(ada)
        assert world.sign_up(edition, "grace").is_confirmed


def test_a_group_is_offered_its_places_together_and_one_answers_for_all(world: World) -> None:
    edition = world.edition(seats=2)
    first = [world.sign_up(edition, who) for who in ("ada", "grace")]
    together = group(world, edition, "Uno", "Due")
    with two_days_before():
        give_up(*first)
        assert all(one.is_offered for one in together) and edition.offered_count == 2
        assert {mail.facts["together"] for mail in world.mails("offered")} == {2}
        say_yes(together[1])

    assert all(one.is_confirmed for one in together) and edition.confirmed_count == 2


def test_a_group_that_says_no_frees_all_its_places(world: World) -> None:
    edition = world.edition(seats=2)
    first = [world.sign_up(edition, who) for who in ("ada", "grace")]
    together = group(world, edition, "Uno", "Due")
    behind = [world.sign_up(edition, who) for who in ("alan", "olena")]
    with two_days_before():
        give_up(*first)
        say_no(together[0])

    assert all(one.is_cancelled for one in together) and all(one.is_offered for one in behind)


def test_an_offer_that_lasts_to_the_last_hours_leaves_the_place_to_the_door(world: World) -> None:
    edition, ada, (grace, alan) = full(world, "grace", "alan")
    with hours_before(edition, 5):
        give_up(ada)
    assert grace.offer_until == edition.starts_at - timedelta(hours=4)

    the_hour_passes(grace.offer_until)

    assert grace.is_cancelled and alan.is_waiting and edition.free_places == 1


@pytest.mark.parametrize("status", [Delivery.TO_CALL, Delivery.FAILED, Delivery.BOUNCED])
def test_who_could_not_be_told_loses_neither_place_nor_turn(world: World, status: Delivery) -> None:
    edition, ada, (grace, alan) = full(world, "grace", "alan")
    with two_days_before():
        give_up(ada)
    reached_nobody(world, "offered", status)

    the_hour_passes()

    assert grace.is_waiting and grace.queue_number == 2 and alan.is_offered
    assert (edition.offered_count, edition.waiting_count) == (1, 1)
    assert history(grace)[-1] == "offer_unheard"


def test_a_mail_that_left_too_late_to_answer_told_nobody(world: World) -> None:
    _edition, ada, (grace,) = full(world, "grace")
    with two_days_before():
        give_up(ada)
    with transaction():
        (mail,) = world.mails("offered")
        mail.status, mail.sent_at = Delivery.SENT, UNTIL - timedelta(minutes=10)

    the_hour_passes()

    assert grace.is_offered and grace.offer_until and grace.offer_until > UNTIL
    assert history(grace)[-2:] == ["offer_unheard", "offered"]


def test_who_was_told_in_time_was_told(world: World) -> None:
    _edition, ada, (grace,) = full(world, "grace")
    with two_days_before():
        give_up(ada)
    with transaction():
        (mail,) = world.mails("offered")
        mail.status, mail.sent_at = Delivery.SENT, TUESDAY_AT_TEN

    the_hour_passes()

    assert grace.is_cancelled


def test_in_the_last_hours_who_would_come_is_told_once_and_nobody_overtakes(world: World) -> None:
    edition, ada, (grace,) = full(world, "grace", seats=2)
    together = group(world, edition, "Uno", "Due", last_minute=True)
    alan = world.sign_up(edition, "alan")
    with transaction():
        grace.last_minute = alan.last_minute = True

    with hours_before(edition, 3):
        give_up(ada)
        olena = world.sign_up(edition, "olena", Source.STAFF)

    assert [one.status for one in (alan, olena, *together)] == ["waiting"] * 4
    assert [mail.about for mail in world.mails("come_to_the_door")] == [alan.about]
    assert "called_to_the_door" in history(alan)


def test_whoever_joins_in_the_last_hours_is_told_to_come_too(world: World) -> None:
    edition, ada, (_grace,) = full(world, "grace")
    with hours_before(edition, 3):
        give_up(ada)
        (uno,) = group(world, edition, "Uno", last_minute=True)

    assert uno.is_waiting
    assert [(mail.about, mail.facts["position"]) for mail in world.mails("come_to_the_door")] == [(uno.about, 2)]
