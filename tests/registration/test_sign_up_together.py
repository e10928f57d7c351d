"""A family or a shelter on one contact: all or none, each their own ticket, together if they like."""

from collections.abc import Sequence

import pytest

from app.db import db, transaction
from app.people.prove import prove
from app.registration import waiting_list
from app.registration.models import Registration, Source
from app.registration.refusals import AlreadyRegistered
from app.registration.sign_up import Person
from app.registration.sign_up_together import GroupTooLarge, OneOfThemRefused, sign_up_together
from tests.world import World

FAMILY = [Person(name, "Rossi", email="famiglia@example.org") for name in ("Ada", "Bruno", "Carla")]


def signed_up(edition_id: int, people: Sequence[Person] = FAMILY, **facts: object) -> list[Registration]:
    with transaction():
        return sign_up_together(edition_id, people, **facts)  # type: ignore[arg-type]


def test_each_has_a_registration_a_ticket_and_a_message(world: World) -> None:
    family = signed_up(world.edition(seats=5).id)

    assert [one.participant.first_name for one in family] == ["Ada", "Bruno", "Carla"]
    assert all(one.is_confirmed for one in family) and len({one.ticket_code for one in family}) == 3
    assert [(mail.to_email, mail.facts["number"], mail.facts["of"]) for mail in world.mails("confirmed")] == [
        ("famiglia@example.org", number, 3) for number in (1, 2, 3)
    ]


def test_a_message_says_which_of_the_tickets_it_brings_and_no_name_that_was_typed(world: World) -> None:
    signed_up(world.edition(seats=5).id)
    mails = world.mails("confirmed")

    assert ["biglietto 2 di 3" in mail.subject for mail in mails] == [False, True, False]
    assert not [mail for mail in mails if "Bruno" in f"{mail.subject} {mail.facts}"]


def test_whoever_has_shown_to_read_the_address_is_called_by_name(world: World) -> None:
    with transaction():
        prove("famiglia@example.org", "link")
    signed_up(world.edition(seats=5).id)

    assert [mail.facts["first_name"] for mail in world.mails("confirmed")] == ["Ada", "Bruno", "Carla"]
    assert "number" not in world.mails("confirmed")[0].facts


def test_who_comes_together_shares_a_key(world: World) -> None:
    family = signed_up(world.edition(seats=3).id, together=True)

    assert len({one.group_key for one in family}) == 1 and family[0].group_key
    assert all(one.is_confirmed for one in family)


def test_more_people_than_there_are_places_cannot_wait_together(world: World) -> None:
    edition = world.edition(seats=2)

    with pytest.raises(GroupTooLarge):
        signed_up(edition.id, together=True)
    assert [one.is_confirmed for one in signed_up(edition.id)] == [True, True, False]


def test_a_group_waits_whole_until_it_fits(world: World) -> None:
    edition = world.edition(seats=3)
    world.sign_up(edition, "grace")
    family = signed_up(edition.id, together=True)
    alan = world.sign_up(edition, "alan")

    assert [one.is_waiting for one in family] == [True, True, True]
    assert alan.is_confirmed, "a group that does not fit keeps nobody out who does"
    assert waiting_list.position(family[0]) == 1


def test_those_who_come_each_for_themselves_take_what_there_is(world: World) -> None:
    family = signed_up(world.edition(seats=2).id, together=False)

    assert [one.is_confirmed for one in family] == [True, True, False]
    assert family[2].group_key is None
    assert [mail.facts["position"] for mail in world.mails("waiting")] == [1]


def test_a_double_among_them_refuses_all_and_says_who(world: World) -> None:
    edition = world.edition(seats=9)
    signed_up(edition.id, FAMILY[1:2])

    with pytest.raises(OneOfThemRefused) as refused:
        signed_up(edition.id)

    assert refused.value.position == 2 and isinstance(refused.value.reason, AlreadyRegistered)
    assert "Persona 2:" in str(refused.value)
    db.session.refresh(edition)
    assert edition.confirmed_count == 1


def test_the_same_name_twice_in_one_form_is_a_double(world: World) -> None:
    edition = world.edition(seats=9)

    with pytest.raises(OneOfThemRefused) as refused:
        signed_up(edition.id, [FAMILY[0], FAMILY[0]], request_key="k")

    assert refused.value.position == 2


def test_sending_twice_is_sending_once(world: World) -> None:
    edition = world.edition(seats=9)
    first, again = (signed_up(edition.id, request_key="k", together=True) for _time in range(2))

    assert [one.id for one in first] == [one.id for one in again] and edition.confirmed_count == 3
    assert len(world.mails()) == 3


def test_one_person_alone_is_refused_as_ever(world: World) -> None:
    edition = world.edition()
    signed_up(edition.id, FAMILY[:1])

    with pytest.raises(AlreadyRegistered):
        signed_up(edition.id, FAMILY[:1])


def test_quietly_the_others_get_in_and_the_one_who_is_there_hears_again(world: World) -> None:
    edition = world.edition(seats=9, reserved=True)
    (ada,) = signed_up(edition.id, FAMILY[:1])
    with transaction():
        for mail in world.mails():
            mail.status = "sent"

    others = signed_up(edition.id, quietly=True)

    assert [one.participant.first_name for one in others] == ["Bruno", "Carla"]
    assert [mail.about for mail in world.mails("confirmed")].count(ada.about) == 2


def test_a_reserved_lab_takes_no_stranger_s_e_mail_for_whom_a_telephone_knows(world: World) -> None:
    """Else the mail that does not come would say that the person of that telephone is enrolled."""
    edition = world.edition(seats=9, reserved=True)
    signed_up(edition.id, [Person("Ada", "Rossi", phone="+390516543810")])
    (stranger,) = signed_up(edition.id, [Person("Ada", "Rossi", email="chi@example.org", phone="+390516543810")])

    assert stranger.is_confirmed and [mail.to_email for mail in world.mails()][-1] == "chi@example.org"


def test_staff_sign_a_group_up_too(world: World) -> None:
    family = signed_up(world.edition(seats=3).id, source=Source.STAFF, by="ufficio", together=True)

    assert all(one.is_confirmed for one in family)
    assert "number" not in world.mails()[0].facts, "names that staff wrote may greet"
