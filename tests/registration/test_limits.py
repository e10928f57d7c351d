from datetime import timedelta

import pytest

from app.db import transaction
from app.lib import clock
from app.lib.clock import now
from app.people.prove import prove
from app.registration import limits
from app.registration.cancel import cancel
from app.registration.limits import TooManySignUps, refuse_too_many_sign_ups
from app.registration.models import Registration, Source
from app.registration.sign_up import Person, sign_up
from tests.world import World

FAMILY = "famiglia@example.org"


def test_a_family_may_sign_up_on_one_address(world: World) -> None:
    of_a_family(world, limits.MOST_SIGN_UPS - 1)

    refuse_too_many_sign_ups(FAMILY)


def test_beyond_that_the_refusal_gives_the_phone(world: World) -> None:
    of_a_family(world, limits.MOST_SIGN_UPS)

    with pytest.raises(TooManySignUps) as refusal:
        refuse_too_many_sign_ups(FAMILY)
    assert "051 000 000" in str(refusal.value)


def test_tomorrow_is_another_day(world: World) -> None:
    of_a_family(world, limits.MOST_SIGN_UPS)

    with clock.at(now() + timedelta(hours=24)):
        refuse_too_many_sign_ups(FAMILY)


def test_who_has_shown_that_the_address_is_theirs_is_trusted(world: World) -> None:
    of_a_family(world, limits.MOST_SIGN_UPS)
    with transaction():
        prove(FAMILY, "link")

    refuse_too_many_sign_ups(FAMILY)


def test_other_contacts_are_not_concerned(world: World) -> None:
    of_a_family(world, limits.MOST_SIGN_UPS)

    refuse_too_many_sign_ups("ada@example.org")
    refuse_too_many_sign_ups(None)


def test_those_whom_staff_sign_up_do_not_count(world: World) -> None:
    of_a_family(world, limits.MOST_SIGN_UPS, Source.STAFF)

    refuse_too_many_sign_ups(FAMILY)


def test_a_telephone_is_counted_too(world: World) -> None:
    for _edition in range(limits.MOST_SIGN_UPS):
        world.sign_up(world.edition(), "alan")

    with pytest.raises(TooManySignUps):
        refuse_too_many_sign_ups("+390516543810")


def test_nobody_is_buried_in_messages_by_signing_up_and_cancelling(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_MESSAGES", 4)
    for registration in of_a_family(world, 2):
        with transaction():
            cancel(registration)

    with pytest.raises(TooManySignUps):
        refuse_too_many_sign_ups(FAMILY)


def of_a_family(world: World, how_many: int, source: Source = Source.WEB) -> list[Registration]:
    edition = world.edition(seats=30)
    with transaction():
        return [
            sign_up(edition.id, Person(f"Ada{'abcdefghijkl'[number]}", "Rossi", email=FAMILY), source=source)
            for number in range(how_many)
        ]
