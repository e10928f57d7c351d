"""Several changes in a few minutes are one message, and nobody hears what they know already."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from app.db import db, transaction
from app.lib import clock
from app.lib.clock import from_rome, now
from app.outbox import claims
from app.outbox.models import Announcement, Delivery, OutboxMessage
from app.programme.models import Edition
from app.registration.apply_changes import resize
from app.registration.cancel import cancel
from app.registration.emails import GROUPING
from app.registration.models import Registration
from tests.registration.changing import call_off, let_the_post_go, move, promised_to, put_back, put_off, sent_to
from tests.world import World

IN_FEBRUARY = [(date(2027, 2, 10), time(9, 30), time(12, 30))]


@pytest.fixture
def edition(world: World) -> Edition:
    return world.edition(seats=1, meetings=IN_FEBRUARY)


@pytest.fixture
def ada(world: World, edition: Edition) -> Registration:
    """She has a place, and the mail that says so."""
    registration = world.sign_up(edition, "ada")
    let_the_post_go(timedelta(0))
    return registration


def day_of(message: OutboxMessage) -> str:
    return str(message.facts["meetings"][0]["starts_at"][:10])


def test_a_change_waits_ten_minutes(world: World, edition: Edition, ada: Registration) -> None:
    move(edition, days=1)

    let_the_post_go(GROUPING - timedelta(seconds=1))
    assert [mail.kind for mail in sent_to(world, ada)] == ["confirmed"]
    let_the_post_go(GROUPING)
    assert [mail.kind for mail in sent_to(world, ada)] == ["confirmed", "changed"]


def test_two_changes_are_one_message_from_the_first_dates_to_the_last(
    world: World, edition: Edition, ada: Registration
) -> None:
    move(edition, days=1)
    with clock.at(now() + timedelta(minutes=6)):
        move(edition, hours=2)

    let_the_post_go(GROUPING)

    _confirmed, changed = sent_to(world, ada)
    (change,) = changed.facts["changes"]
    assert change["before"]["starts_at"].startswith("2027-02-10T08:30")
    assert change["after"]["starts_at"].startswith("2027-02-11T10:30")
    assert changed.calendar and b"SEQUENCE:2\r\n" in changed.calendar
    assert promised_to(world, ada) == []


def test_moved_and_moved_back_nobody_is_disturbed(world: World, edition: Edition, ada: Registration) -> None:
    move(edition, days=1)
    move(edition, days=-1)

    let_the_post_go()

    assert [mail.kind for mail in sent_to(world, ada)] == ["confirmed"]
    assert promised_to(world, ada) == [] and ada.calendar_sequence == 2
    assert db.session.scalars(select(Announcement.kind)).all() == ["changed"], "only the act that told somebody"


def test_who_has_heard_of_the_first_change_hears_that_it_is_undone(
    world: World, edition: Edition, ada: Registration
) -> None:
    move(edition, days=1)
    let_the_post_go()
    move(edition, days=-1)
    let_the_post_go()

    assert [day_of(mail) for mail in sent_to(world, ada)] == ["2027-02-10", "2027-02-11", "2027-02-10"]


def test_too_near_to_the_meeting_it_goes_at_once(world: World, edition: Edition, ada: Registration) -> None:
    with clock.at(from_rome(date(2027, 2, 9), time(10))):
        move(edition, hours=1)
        let_the_post_go(timedelta(0))

    assert [mail.kind for mail in sent_to(world, ada)] == ["confirmed", "changed"]


def test_moved_then_called_off_only_the_end_is_told_and_by_the_date_that_people_know(
    world: World, edition: Edition, ada: Registration
) -> None:
    move(edition, days=1)
    call_off(edition)
    let_the_post_go()

    _confirmed, cancelled = sent_to(world, ada)
    assert cancelled.kind == "edition_cancelled" and day_of(cancelled) == "2027-02-10"
    assert (cancelled.calendar_method, cancelled.calendar_uid) == ("CANCEL", _confirmed.calendar_uid)


def test_who_leaves_before_the_change_is_told_hears_only_that(
    world: World, edition: Edition, ada: Registration
) -> None:
    move(edition, days=1)
    with transaction():
        cancel(ada)
    let_the_post_go()

    assert [mail.kind for mail in sent_to(world, ada)] == ["confirmed", "cancelled"]


def test_put_off_and_given_a_date_at_once_is_one_change(world: World, edition: Edition, ada: Registration) -> None:
    put_off(edition)
    move(edition, days=7)
    let_the_post_go()

    _confirmed, changed = sent_to(world, ada)
    assert changed.kind == "changed" and not changed.facts["was_postponed"]
    assert changed.facts["changes"][0]["before"]["starts_at"].startswith("2027-02-10")


def test_put_off_and_put_back_is_nothing(world: World, edition: Edition, ada: Registration) -> None:
    put_off(edition)
    put_back(edition)
    let_the_post_go()

    assert [mail.kind for mail in sent_to(world, ada)] == ["confirmed"]


def test_a_message_on_its_way_is_neither_lost_nor_doubled(world: World, edition: Edition, ada: Registration) -> None:
    move(edition, days=1)
    (going,) = promised_to(world, ada)
    with clock.at(now() + GROUPING):
        taken = claims.claim(going.id)
    assert taken
    with clock.at(now() + GROUPING + timedelta(seconds=5)):
        move(edition, days=-1)
        claims.sent(taken)
    let_the_post_go(GROUPING * 3)

    assert [day_of(mail) for mail in sent_to(world, ada)] == ["2027-02-10", "2027-02-11", "2027-02-10"]


def test_one_that_failed_on_its_way_does_not_come_after_what_is_newer(
    world: World, edition: Edition, ada: Registration
) -> None:
    move(edition, days=1)
    (going,) = promised_to(world, ada)
    with clock.at(now() + GROUPING):
        taken = claims.claim(going.id)
        assert taken
        move(edition, days=1)
        claims.try_again(taken, (60,), "451 occupato", in_doubt=False)
    let_the_post_go(GROUPING * 3)

    assert [day_of(mail) for mail in sent_to(world, ada)] == ["2027-02-10", "2027-02-12"]


def test_one_that_was_refused_for_good_counts_as_not_told(world: World, edition: Edition, ada: Registration) -> None:
    move(edition, days=1)
    with transaction():
        promised_to(world, ada)[0].status = Delivery.FAILED
    move(edition, days=-1)
    let_the_post_go()

    assert promised_to(world, ada) == [], "she knows the old date, and it is the date"


def test_who_has_not_even_heard_of_the_place_gets_that_news_all_the_same(world: World, edition: Edition) -> None:
    carla = world.sign_up(edition, "carla")
    move(edition, days=1)
    move(edition, days=-1)
    let_the_post_go()

    (mail,) = sent_to(world, carla)
    assert mail.kind == "confirmed" and mail.calendar and b"SEQUENCE:2\r\n" in mail.calendar


def test_a_place_freed_meanwhile_is_told_together_with_the_change(
    world: World, edition: Edition, ada: Registration
) -> None:
    grace = world.sign_up(edition, "grace")
    let_the_post_go(timedelta(0))
    move(edition, days=1)
    with transaction():
        resize(db.session.get_one(Edition, edition.id), 2, by="ufficio")
    let_the_post_go()

    _waiting, news = sent_to(world, grace)
    assert (news.kind, news.facts["news"], news.facts["has_a_place"]) == ("changed", "promoted", True)
    assert news.calendar_method == "REQUEST" and news.facts["changes"][0]["before"]["starts_at"].startswith(
        "2027-02-10"
    )


def test_a_first_mail_on_its_way_is_not_lost_to_a_change_that_was_undone(world: World, edition: Edition) -> None:
    carla = world.sign_up(edition, "carla")
    (going,) = promised_to(world, carla)
    taken = claims.claim(going.id)
    assert taken
    move(edition, days=1)
    move(edition, days=-1)
    claims.try_again(taken, (60,), "451 occupato", in_doubt=False)
    let_the_post_go()

    assert [mail.kind for mail in sent_to(world, carla)] == ["confirmed"]
