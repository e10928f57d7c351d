from datetime import datetime

import pytest
from sqlalchemy import func, select

from app.db import db, transaction
from app.lib import clock
from app.networking.delegates import enrol, name_delegate, substitute, withdraw_delegate
from app.networking.invite import answer
from app.networking.models import THE_BODY
from app.networking.refusals import NamesClosed, TooManyDelegates
from app.outbox import render
from app.people.models import Participant
from app.people.prove import is_proven
from app.registration import links
from app.registration.delegates import change_cap, name_on_lists
from app.registration.models import Registration, Source, Status
from app.registration.refusals import AlreadyRegistered
from app.registration.units import position
from tests.networking.conftest import BY, Morning, person, statuses
from tests.world import World

THE_EVENING_BEFORE = datetime(2027, 1, 13, 23, 59, 30, tzinfo=clock.ROME)
THE_DAY = datetime(2027, 1, 14, 0, 0, 30, tzinfo=clock.ROME)


def test_each_delegate_has_a_ticket_and_a_message_of_their_own(morning: Morning) -> None:
    oasi = morning.invited("Oasi")

    ada, nameless = morning.enrols(oasi, person("Ada", "ada@example.org"), None)

    assert statuses([ada, nameless]) == ["confirmed", "confirmed"]
    assert ada.ticket_code != nameless.ticket_code and ada.source == Source.BODY
    assert [mail.to_email for mail in morning.world.mails("confirmed")] == ["ada@example.org", "oasi@example.org"]
    assert (ada.organisation, nameless.is_unnamed) == (oasi.organisation, True)
    assert (oasi.answer, oasi.delegates_expected) == ("yes", 2)


def test_a_place_without_a_name_is_in_nobodys_calendar(morning: Morning) -> None:
    oasi = morning.invited("Oasi")

    morning.enrols(oasi, person("Ada"), None)

    assert [mail.calendar_method for mail in morning.world.mails("confirmed")] == ["REQUEST", None]


def test_the_same_form_sent_twice_enrols_once(morning: Morning) -> None:
    oasi = morning.invited("Oasi")
    for _time in range(2):
        with transaction():
            made = enrol(oasi, [person("Ada"), None], by=THE_BODY, request_key="k")

    assert len(made) == 2
    assert db.session.scalar(select(func.count(Registration.id))) == 2
    assert morning.edition.confirmed_count == 2


def test_the_same_person_is_enrolled_once(morning: Morning) -> None:
    oasi = morning.invited("Oasi")
    morning.enrols(oasi, person("Ada"))

    with pytest.raises(AlreadyRegistered):
        morning.enrols(oasi, None, person("Ada"))

    assert morning.edition.confirmed_count == 1


def test_one_body_cannot_fill_the_queue(morning: Morning) -> None:
    oasi = morning.invited("Oasi")

    with pytest.raises(TooManyDelegates):
        morning.enrols(oasi, *[None] * 51)


def test_beyond_the_cap_delegates_wait_and_other_bodies_do_not(world: World) -> None:
    morning = Morning(world, seats=10, most=2)
    oasi, gi = morning.invited("Oasi"), morning.invited("Gi")

    three = morning.enrols(oasi, person("Ada"), person("Eva"), person("Ugo"))
    (lea,) = morning.enrols(gi, person("Lea"))

    assert statuses(three) == ["confirmed", "confirmed", "waiting"]
    assert (position(three[2]), lea.status) == (1, Status.CONFIRMED)


def test_when_one_gives_up_the_next_of_the_same_body_gets_the_place(world: World) -> None:
    morning = Morning(world, seats=10, most=1)
    oasi, gi = morning.invited("Oasi"), morning.invited("Gi")
    ada, eva = morning.enrols(oasi, person("Ada"), person("Eva"))
    lea, zoe = morning.enrols(gi, person("Lea"), person("Zoe"))

    with transaction():
        withdraw_delegate(gi, lea, by=THE_BODY)

    assert statuses([ada, eva, lea, zoe]) == ["confirmed", "waiting", "cancelled", "confirmed"]
    assert morning.edition.waiting_count == 1


def test_a_seat_that_another_body_frees_goes_to_the_first_that_fits(world: World) -> None:
    morning = Morning(world, seats=2, most=1)
    oasi, gi, ial = (morning.invited(name) for name in ("Oasi", "Gi", "Ial"))
    ada, eva = morning.enrols(oasi, person("Ada"), person("Eva"))
    (lea,) = morning.enrols(gi, person("Lea"))
    (ivo,) = morning.enrols(ial, person("Ivo"))

    with transaction():
        withdraw_delegate(gi, lea, by=THE_BODY)

    assert statuses([ada, eva, ivo]) == ["confirmed", "waiting", "confirmed"]


def test_a_higher_cap_lets_in_who_waited_for_it(world: World) -> None:
    morning = Morning(world, seats=10, most=1)
    ada, eva = morning.enrols(morning.invited("Oasi"), person("Ada"), person("Eva"))

    with transaction():
        change_cap(morning.edition, 2, by=BY)

    assert statuses([ada, eva]) == ["confirmed", "confirmed"]


def test_a_name_given_later_keeps_the_ticket_and_kills_the_old_link(morning: Morning) -> None:
    oasi = morning.invited("Oasi")
    (place,) = morning.enrols(oasi, None)
    ticket, link = place.ticket_code, links.token_of(place)
    assert name_on_lists(place) == "(nome da dare) · Oasi"

    with transaction():
        name_delegate(oasi, place, person("Ada", "ada@example.org"), by=THE_BODY)

    assert (place.ticket_code, place.participant.name, place.is_unnamed) == (ticket, "Ada Rossi", False)
    assert links.registration_of(link) is None and links.registration_of(links.token_of(place)) is place
    assert morning.world.mails("confirmed")[-1].to_email == "ada@example.org"
    assert db.session.scalar(select(func.count(Participant.id))) == 1
    assert morning.edition.confirmed_count == 1 and morning.edition.waiting_count == 0


def test_names_are_taken_until_midnight_before_the_day_and_then_only_by_the_office(morning: Morning) -> None:
    oasi = morning.invited("Oasi")
    first, second = morning.enrols(oasi, None, None)
    with clock.at(THE_EVENING_BEFORE), transaction():
        substitute(oasi, first, person("Ada"), by=THE_BODY)

    with clock.at(THE_DAY):
        for act in (
            lambda: substitute(oasi, second, person("Eva"), by=THE_BODY),
            lambda: enrol(oasi, [None], by=THE_BODY),
        ):
            with pytest.raises(NamesClosed), transaction():
                act()
        with transaction():
            substitute(oasi, second, person("Eva"), by=BY)

    assert second.participant.name == "Eva Rossi"


def test_a_body_that_comes_no_more_gives_up_all_its_places(morning: Morning) -> None:
    oasi = morning.invited("Oasi")
    people = morning.enrols(oasi, person("Ada"), None)

    with transaction():
        answer(oasi, False, 0, by=THE_BODY)

    assert statuses(people) == ["cancelled", "cancelled"] and morning.edition.confirmed_count == 0


def test_several_changes_are_one_summary_without_a_name(world: World) -> None:
    morning = Morning(world, seats=10, most=1)
    oasi = morning.invited("Oasi")
    ada, _eva = morning.enrols(oasi, person("Ada"), person("Eva"))
    with transaction():
        substitute(oasi, ada, person("Ugo"), by=THE_BODY)

    first, second = world.mails("delegates_enrolled")
    text = render.letter(second.kind, second.facts, second.language).text
    assert (first.status, second.status, second.not_before) == ("dropped", "queued", first.not_before)
    assert "Ha il posto 1 persona." in text and "al posto 1." in text and "Ada" not in text and "Ugo" not in text


def test_who_acts_from_the_link_has_shown_whose_address_it_is(morning: Morning) -> None:
    oasi = morning.invited("Oasi")
    morning.enrols(oasi, None)
    assert not is_proven("oasi@example.org")  # the link may have been read over a shoulder: nothing has gone there yet
    with transaction():
        for mail in morning.world.mails("invitation"):
            mail.status = "sent"

    morning.enrols(oasi, person("Ada"))

    assert is_proven("oasi@example.org")
