"""Offers when the dates change, when the lab is called off, and when two records become one; places kept by staff."""

from datetime import datetime, timedelta

import pytest

from app.db import db, transaction
from app.lib import clock
from app.registration.call_off import cancel_edition, hold_again, postpone
from app.registration.merge_participants import merge
from app.registration.models import Registration
from app.registration.offers import HeldTooLong, NoPlaceToHold, OfferSuspended, expire_due, reserve
from app.registration.sign_up import Person
from app.registration.undo_merge import undo_merge
from tests.registration.changing import move
from tests.registration.offering import (
    UNTIL,
    full,
    give_up,
    group,
    history,
    hours_before,
    say_yes,
    the_hour_passes,
    two_days_before,
)
from tests.world import World

SAMIRA = Person("Samira", "Haddad", email="samira@example.org")
ON_WEDNESDAY = datetime(2027, 1, 13, 18, 0, tzinfo=clock.ROME)


def offered(world: World) -> Registration:
    """Grace, who is offered the only place."""
    _edition, ada, (grace,) = full(world, "grace")
    with two_days_before():
        give_up(ada)
    return grace


def test_a_later_date_leaves_an_offer_as_it_was_told(world: World) -> None:
    grace = offered(world)

    with two_days_before():
        move(grace.edition, days=7)

    assert grace.is_offered and grace.offer_until == UNTIL
    (mail,) = world.mails("changed")
    assert mail.about == grace.about and datetime.fromisoformat(mail.facts["offer_until_at"]) == UNTIL
    assert mail.facts["news"] == "offered"


def test_an_earlier_date_ends_an_offer_in_time(world: World) -> None:
    grace = offered(world)

    with two_days_before():
        move(grace.edition, days=-1)

    assert grace.edition.starts_at and grace.offer_until == grace.edition.starts_at - timedelta(hours=4)


def test_places_left_for_the_door_are_given_when_the_date_moves_on(world: World) -> None:
    edition, ada, (grace,) = full(world, "grace")
    with hours_before(edition, 3):
        give_up(ada)
        assert grace.is_waiting
        move(edition, days=7)

    assert grace.is_confirmed


def test_while_there_is_no_date_no_hour_passes_and_nobody_answers(world: World) -> None:
    grace = offered(world)
    with two_days_before(), transaction():
        postpone(grace.edition, by="ufficio")

    the_hour_passes()
    assert grace.is_offered
    with clock.at(UNTIL + timedelta(hours=2)):
        with pytest.raises(OfferSuspended):
            say_yes(grace)
        with transaction():
            hold_again(grace.edition, by="ufficio")
        assert grace.offer_until and grace.offer_until > UNTIL + timedelta(hours=2)
        say_yes(grace)
    assert grace.is_confirmed


def test_whoever_is_offered_a_place_hears_that_the_lab_is_called_off(world: World) -> None:
    grace = offered(world)

    with two_days_before(), transaction():
        cancel_edition(grace.edition, by="ufficio")

    assert grace.is_cancelled and grace.edition.offered_count == 0
    assert world.mails("edition_cancelled")[-1].about == grace.about


def test_a_merge_strikes_an_offer_and_undoing_it_brings_it_back(world: World) -> None:
    edition, ada, (grace, alan) = full(world, "grace", "alan", seats=2)
    with two_days_before():
        give_up(ada)
        assert grace.is_confirmed and alan.is_offered
        with transaction():
            made = merge(grace.participant_id, alan.participant_id, by="ufficio")
        assert alan.is_cancelled and edition.offered_count == 0
        with transaction():
            undo_merge(made.id, by="ufficio")
        assert alan.is_offered and edition.offered_count == 1


def test_staff_keep_a_free_place_for_somebody_until_an_hour(world: World) -> None:
    edition = world.edition(seats=1)
    with transaction():
        samira = reserve(edition.id, SAMIRA, ON_WEDNESDAY, by="ufficio")
    grace = world.sign_up(edition, "grace")

    assert samira.is_offered and samira.offer_until == ON_WEDNESDAY and grace.is_waiting
    assert [mail.about for mail in world.mails("reserved_for_you")] == [samira.about]
    with two_days_before():
        say_yes(samira)
    assert samira.is_confirmed


def test_a_place_that_was_kept_in_vain_goes_to_who_waits(world: World) -> None:
    edition = world.edition(seats=1)
    with transaction():
        samira = reserve(edition.id, SAMIRA, ON_WEDNESDAY - timedelta(days=2), by="ufficio")
    grace = world.sign_up(edition, "grace")

    with clock.at(ON_WEDNESDAY - timedelta(days=2)):
        expire_due(lambda: True)

    assert samira.is_cancelled and grace.is_confirmed


def test_no_place_is_kept_that_somebody_waits_for_unless_staff_will_have_it_so(world: World) -> None:
    edition, _ada, _ = full(world, "grace")

    with pytest.raises(NoPlaceToHold), transaction():
        reserve(edition.id, SAMIRA, ON_WEDNESDAY, by="ufficio")
    with transaction():
        samira = reserve(edition.id, SAMIRA, ON_WEDNESDAY, by="ufficio", over_seats=True)
    assert samira.is_offered and edition.taken_count == 2


@pytest.mark.parametrize(
    "until", [datetime(2027, 1, 11, 9, 0, tzinfo=clock.ROME), datetime(2027, 1, 14, 9, 31, tzinfo=clock.ROME)]
)
def test_a_place_is_kept_for_some_time_and_not_beyond_the_beginning(world: World, until: datetime) -> None:
    edition = world.edition()
    with pytest.raises(HeldTooLong), transaction():
        reserve(edition.id, SAMIRA, until, by="ufficio")


def test_a_place_beside_a_group_that_does_not_fit_may_be_kept(world: World) -> None:
    edition, _ada, _ = full(world, seats=2)
    group(world, edition, "Uno", "Due")
    with transaction():
        samira = reserve(edition.id, SAMIRA, ON_WEDNESDAY, by="ufficio")

    assert samira.is_offered and history(samira) == ["reserved"]
    assert db.session.get_one(Registration, samira.id).queue_number is not None
