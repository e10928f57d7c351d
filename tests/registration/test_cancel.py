from datetime import timedelta

import pytest

from app.db import db, transaction
from app.lib import clock
from app.lib.clock import now
from app.programme.models import Edition
from app.registration.apply_changes import move_meetings
from app.registration.cancel import cancel
from app.registration.invite import uid_of
from app.registration.models import Registration
from app.registration.planned_meetings import PlannedMeeting
from app.registration.refusals import AlreadyAdmitted, EditionOver
from tests.world import World


def give_up(registration: Registration) -> None:
    with transaction():
        cancel(registration)


def put_off(edition: Edition) -> None:
    with transaction():
        meeting = edition.meetings[0]
        later = timedelta(days=7)
        plan = PlannedMeeting(meeting.starts_at + later, meeting.ends_at + later, meeting.venue, meeting.room)
        move_meetings(edition, [plan], by="ufficio")


def test_giving_a_place_up_frees_it_and_says_so(world: World) -> None:
    ada = world.sign_up(world.edition(seats=1), "ada")

    give_up(ada)

    assert ada.is_cancelled and ada.edition.confirmed_count == 0
    assert [mail.calendar_method for mail in world.mails("cancelled")] == ["CANCEL"]


def test_cancelling_twice_is_cancelling_once(world: World) -> None:
    ada = world.sign_up(world.edition(), "ada")

    give_up(ada)
    give_up(ada)

    assert ada.edition.confirmed_count == 0 and len(world.mails("cancelled")) == 1


def test_every_message_to_a_calendar_outdoes_the_one_before_it(world: World) -> None:
    ada = world.sign_up(world.edition(), "ada")

    put_off(ada.edition)
    give_up(ada)

    sent = [mail for mail in world.mails() if mail.calendar]
    assert [mail.calendar_method for mail in sent] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [f"SEQUENCE:{number}" in mail.calendar.decode() for number, mail in enumerate(sent)] == [True] * 3
    assert {mail.calendar_uid for mail in sent} == {uid_of(ada)}


def test_signing_up_again_is_a_new_registration_with_a_calendar_entry_of_its_own(world: World) -> None:
    edition = world.edition()
    ada = world.sign_up(edition, "ada")
    give_up(ada)

    again = world.sign_up(edition, "ada")

    assert again.id != ada.id and again.participant is ada.participant
    assert uid_of(again) != uid_of(ada) and again.ticket_code != ada.ticket_code
    assert edition.confirmed_count == 1


def test_who_has_come_in_cannot_cancel_any_more(world: World) -> None:
    ada = world.sign_up(world.edition(), "ada")
    with transaction():
        ada.admitted_at = now()

    with pytest.raises(AlreadyAdmitted):
        give_up(ada)


def test_what_is_over_is_not_cancelled(world: World) -> None:
    ada = world.sign_up(world.edition(), "ada")

    with clock.at(ada.edition.meetings[0].ends_at), pytest.raises(EditionOver):
        give_up(ada)

    db.session.expire_all()
    assert ada.is_confirmed
