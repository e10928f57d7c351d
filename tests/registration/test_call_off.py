"""Put off without a date, held after all, called off: what becomes of places, of the queue and of what is proposed."""

from datetime import date, time, timedelta

import pytest

from app.db import db, transaction
from app.lib import clock
from app.lib.clock import from_rome, now
from app.outbox.compose import compose
from app.programme.models import Edition
from app.registration import waiting_list
from app.registration.apply_changes import move_meetings
from app.registration.cancel import cancel
from app.registration.invite import uid_of
from app.registration.models import Source
from app.registration.planned_meetings import PlannedMeeting
from app.registration.refusals import (
    AlreadyBegun,
    EditionCancelled,
    EditionPostponed,
    MovedIntoThePast,
    NoDates,
    NotPostponed,
    SignUpClosed,
)
from tests.lib.libical import faults_found_by_libical
from tests.registration.changing import call_off, let_the_post_go, move, put_back, put_off, sent_to
from tests.registration.mails import texts
from tests.world import World

IN_MARCH = [(date(2027, 3, 3), time(15), time(18))]


def test_put_off_everybody_keeps_their_place_and_the_entry_leaves_the_calendar(world: World) -> None:
    edition = world.edition(seats=1)
    ada, grace = world.sign_up(edition, "ada"), world.sign_up(edition, "grace")
    let_the_post_go(timedelta(0))

    assert put_off(edition) == 2 and put_off(edition) == 0
    let_the_post_go()

    assert edition.is_postponed and edition.held_meetings == [] and ada.is_confirmed and grace.is_waiting
    mail = sent_to(world, ada)[-1]
    assert (mail.kind, mail.calendar_method, mail.calendar_uid) == ("postponed", "CANCEL", uid_of(ada))
    assert mail.calendar and b"SEQUENCE:1\r\n" in mail.calendar and faults_found_by_libical(mail.calendar) == []
    assert all("Il tuo posto resta tuo" in text and "motivo=data" in text for text in texts(compose(mail)))
    assert sent_to(world, grace)[-1].calendar is None


def test_new_dates_end_the_waiting_with_the_same_entry_and_then_the_queue_is_served(world: World) -> None:
    edition = world.edition(seats=1)
    ada, grace = world.sign_up(edition, "ada"), world.sign_up(edition, "grace")
    put_off(edition)
    let_the_post_go()
    with transaction():
        cancel(ada)
    assert grace.is_waiting, "there is no date to call her to"

    move(edition, days=7)
    let_the_post_go()

    assert not edition.is_postponed and grace.is_confirmed
    news = sent_to(world, grace)[-1]
    assert news.facts["news"] == "promoted" and news.calendar_method == "REQUEST"


def test_who_kept_the_place_gets_the_entry_back_on_the_new_day(world: World) -> None:
    edition = world.edition()
    ada = world.sign_up(edition, "ada")
    put_off(edition)
    let_the_post_go()
    move(edition, days=7)
    let_the_post_go()

    postponed, moved = sent_to(world, ada)[-2:]
    assert moved.subject.startswith("C’è la nuova data") and moved.calendar_method == "REQUEST"
    assert moved.calendar_uid == postponed.calendar_uid
    assert moved.calendar and b"SEQUENCE:2\r\n" in moved.calendar and b"20270121T093000" in moved.calendar
    assert "<s>" in texts(compose(moved))[1], "the old date beside the new one"


def test_the_old_dates_may_hold_after_all_but_not_once_they_are_past(world: World) -> None:
    edition = world.edition()
    ada = world.sign_up(edition, "ada")
    put_off(edition)
    let_the_post_go()

    with clock.at(edition.meetings[0].ends_at), pytest.raises(MovedIntoThePast):
        put_back(edition)
    assert put_back(edition) == 1
    with pytest.raises(NotPostponed):
        put_back(edition)
    let_the_post_go()

    assert sent_to(world, ada)[-1].facts["was_postponed"]


def test_saving_the_old_dates_again_does_not_bring_them_back(world: World) -> None:
    edition = world.edition()
    put_off(edition)

    assert move(edition) == [] and edition.is_postponed


def test_another_room_alone_does_not_bring_the_old_dates_back(world: World) -> None:
    edition = world.edition()
    world.sign_up(edition, "ada")
    put_off(edition)
    let_the_post_go()
    elsewhere, _room = world.venue("Biblioteca")
    with transaction():
        plans = [PlannedMeeting(one.starts_at, one.ends_at, elsewhere, None, one.id) for one in edition.meetings]
        assert move_meetings(edition, plans, by="ufficio")
    let_the_post_go()

    assert edition.is_postponed and edition.meetings[0].venue == elsewhere
    assert [mail.kind for mail in world.mails()] == ["confirmed", "postponed"]


def test_taking_the_old_dates_away_leaves_it_waiting_for_new_ones(world: World) -> None:
    edition = world.edition()
    put_off(edition)
    with transaction():
        move_meetings(edition, [], by="ufficio")

    assert edition.is_postponed and edition.meetings == []
    with pytest.raises(NoDates):
        put_back(edition)


def test_what_is_called_off_while_it_waits_does_not_come_back(world: World) -> None:
    edition = world.edition()
    put_off(edition)
    call_off(edition)

    with pytest.raises(EditionCancelled):
        put_back(edition)


def test_what_has_no_meeting_is_no_proposal_and_takes_nobody(world: World) -> None:
    edition, dateless = world.edition(code="CV-1"), world.edition(code="CV-2", title="Senza date")
    with transaction():
        move_meetings(dateless, [], by="ufficio")
    world.sign_up(edition, "ada")

    assert put_off(edition) == 1
    with pytest.raises(SignUpClosed):
        world.sign_up(dateless, "grace")


def test_nobody_signs_up_to_what_has_no_date(world: World) -> None:
    edition = world.edition(seats=1)
    world.sign_up(edition, "ada")
    grace = world.sign_up(edition, "grace")
    put_off(edition)

    with pytest.raises(SignUpClosed):
        world.sign_up(edition, "carla")
    with pytest.raises(EditionPostponed):
        world.sign_up(edition, "carla", source=Source.STAFF)
    with pytest.raises(EditionPostponed), transaction():
        waiting_list.promote(grace, by="ufficio")


def test_what_has_begun_or_is_called_off_cannot_be_put_off(world: World) -> None:
    begun, gone = world.three_meetings(), world.edition()
    call_off(gone)

    with clock.at(begun.meetings[0].ends_at), pytest.raises(AlreadyBegun, match="WEB-1 è già cominciata"):
        put_off(begun)
    with pytest.raises(EditionCancelled):
        put_off(gone)


def test_several_meetings_leave_the_calendar_one_by_one(world: World) -> None:
    edition = world.three_meetings()
    ada = world.sign_up(edition, "ada")
    let_the_post_go(timedelta(0))
    put_off(edition)
    let_the_post_go()

    mail = sent_to(world, ada)[-1]
    assert mail.calendar and mail.calendar.count(b"STATUS:CANCELLED") == 3


def test_who_was_to_come_is_offered_the_same_lab_where_there_is_room(world: World) -> None:
    edition = world.edition(code="CV-1")
    full = world.edition(code="CV-2", seats=1, meetings=IN_MARCH)
    other = world.edition(code="CV-3", meetings=IN_MARCH)
    ada = world.sign_up(edition, "ada")
    world.sign_up(full, "grace")
    call_off(edition)
    let_the_post_go()

    mail = sent_to(world, ada)[-1]
    assert [one["url"].rsplit("/", 1)[1] for one in mail.facts["other_dates"]] == [other.slug]
    assert all("/programmi/2027-1/cv-3" in text for text in texts(compose(mail)))


def test_without_another_date_another_lab_of_the_theme_is_offered_but_nothing_for_a_reserved_one(world: World) -> None:
    edition = world.edition(code="CV-1")
    world.edition(code="LET-1", title="La lettera di presentazione", meetings=IN_MARCH)
    reserved = world.edition(code="L68-1", title="Legge 68/99", reserved=True)
    ada, grace = world.sign_up(edition, "ada"), world.sign_up(reserved, "grace")
    for one in (edition, reserved):
        put_off(one)
    let_the_post_go()

    assert [one["title"] for one in sent_to(world, ada)[-1].facts["other_dates"]] == ["La lettera di presentazione"]
    assert sent_to(world, grace)[-1].facts["other_dates"] == []


def test_given_a_date_that_is_past_it_stays_put_off(world: World) -> None:
    edition = world.edition()
    world.sign_up(edition, "ada")
    put_off(edition)

    with pytest.raises(MovedIntoThePast):
        move(edition, days=-10)
    db.session.expire_all()
    assert db.session.get_one(Edition, edition.id).is_postponed
    assert from_rome(date(2027, 1, 4), time(9)) < now()
