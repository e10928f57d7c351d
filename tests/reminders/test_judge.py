"""Reminders: each said once, in its hour, by day, and never when it no longer helps."""

from datetime import date, time, timedelta

from sqlalchemy import select

from app.db import db, transaction
from app.journal.models import Entry
from app.lib import clock
from app.lib.clock import from_rome
from app.outbox.deliver import deliver_due
from app.outbox.models import Delivery
from app.programme.models import Edition
from app.registration.cancel import cancel
from app.registration.models import Coming
from app.registration.say_coming import say_coming
from app.reminders.judge import judge_due
from app.reminders.models import Judgement
from tests.registration.changing import move, put_off
from tests.reminders.hours import A_LAB, KINDS, THURSDAY, judgements, on, reminded
from tests.world import World


def test_who_signed_up_long_ago_is_reminded_three_times_each_in_its_hour(world: World, edition: Edition) -> None:
    world.sign_up(edition, "ada")
    said = []
    moment = from_rome(date(2027, 1, 20), time(0))
    while moment < from_rome(date(2027, 1, 29), time(0)):
        with clock.at(moment):
            judge_due()
        if len(reminded(world)) > len(said):
            said.append((reminded(world)[-1][0], clock.rome(moment).strftime("%d %H:%M")))
        moment += timedelta(minutes=30)

    assert said == [("week_before", "21 09:00"), ("will_you_come", "26 09:30"), ("day_before", "27 17:00")]


def test_judging_again_says_nothing_again(world: World, edition: Edition) -> None:
    world.sign_up(edition, "ada")
    with on(21):
        assert judge_due() == {Judgement.SAID: 1}
        assert judge_due() == {}
    with on(21, 12):
        assert judge_due() == {}
    assert len(reminded(world)) == 1


def test_who_has_just_signed_up_is_not_reminded_of_it(world: World, edition: Edition) -> None:
    with on(20, 15):
        world.sign_up(edition, "ada")
    with on(21):
        assert judge_due() == {}
    with on(26, 9, 30):
        assert judge_due() == {Judgement.SAID: 1}
    with on(27, 16):
        world.sign_up(edition, "grace")
    with on(27, 17):
        assert judge_due() == {Judgement.SAID: 1}
    assert [(mail.kind, mail.to_email) for mail in world.mails() if mail.kind in KINDS] == [
        ("will_you_come", "ada@example.org"),
        ("day_before", "ada@example.org"),
    ]


def test_who_waits_and_who_gave_up_is_reminded_of_nothing(world: World) -> None:
    edition = world.edition(seats=1, meetings=A_LAB)
    ada = world.sign_up(edition, "ada")
    world.sign_up(edition, "grace")
    world.sign_up(edition, "carla")
    with on(20, 12), transaction():
        cancel(ada)

    with on(21, 10):
        assert judge_due() == {}, "grace has only just been told"
    with on(26, 10):
        judge_due()

    assert [mail.to_email for mail in world.mails("will_you_come")] == ["grace@example.org"]


def test_an_edition_put_off_called_off_or_hidden_reminds_nobody(world: World, edition: Edition) -> None:
    world.sign_up(edition, "ada")
    with on(20):
        put_off(edition)
    with on(21, 10):
        assert judge_due() == {}
    with transaction():
        edition.postponed_at, edition.is_draft = None, True
    with on(21, 10):
        assert judge_due() == {}


def test_nothing_is_said_at_night(world: World) -> None:
    edition = world.edition(meetings=[(THURSDAY, time(19, 0), time(20, 0))])
    world.sign_up(edition, "ada")
    with on(26, 19, 0):
        assert judge_due()[Judgement.SAID] == 1
    world.sign_up(world.edition(meetings=[(THURSDAY, time(7, 0), time(8, 0))]), "grace")
    with on(26, 7, 0):
        assert judge_due() == {}
    with on(26, 8, 0):
        assert judge_due()[Judgement.SAID] == 1


def test_a_reminder_that_could_not_leave_waits_for_the_morning_and_not_for_longer_than_it_helps(
    world: World, edition: Edition
) -> None:
    world.sign_up(edition, "ada")
    deliver_due()
    with on(27, 20, 59):
        judge_due()
    mail = world.mails("day_before")[0]
    with on(27, 23):
        deliver_due()
        db.session.refresh(mail)
        assert (mail.status, mail.attempts) == (Delivery.QUEUED, 0)
    with on(28, 7, 45):
        deliver_due()
        db.session.refresh(mail)
        assert mail.status == Delivery.QUEUED, "still night, and at eight it is too late"
    with on(28, 8):
        deliver_due()
        db.session.refresh(mail)
        assert mail.status == Delivery.DROPPED and "in tempo" in (mail.last_error or "")


def test_what_was_missed_is_said_while_it_helps_and_else_written_down_once(world: World, edition: Edition) -> None:
    for who in ("ada", "grace"):
        world.sign_up(edition, who)

    with on(28, 8, 30):  # the machine was off for a week, and the lab begins in an hour
        assert judge_due() == {Judgement.TOO_LATE: 6}
        assert judge_due() == {}

    assert reminded(world) == []
    lines = db.session.scalars(select(Entry).where(Entry.what == "edition.reminder_too_late")).all()
    assert [(line.about, line.facts["reminder"], line.facts["people"]) for line in lines] == [
        ("edition/2027-1/cv-1", kind, 2) for kind in ("week_before", "will_you_come", "day_before")
    ]


def test_after_a_pause_what_still_helps_is_said(world: World, edition: Edition) -> None:
    world.sign_up(edition, "ada")
    with on(23, 15):
        assert judge_due() == {Judgement.SAID: 1}
    with on(27, 12):
        assert judge_due() == {Judgement.TOO_LATE: 1}
    with on(28, 9, 0):
        assert judge_due() == {Judgement.TOO_LATE: 1}
    assert judgements() == [("week_before", "said"), ("will_you_come", "too_late"), ("day_before", "too_late")]


def test_on_the_morning_itself_it_says_today(world: World) -> None:
    world.sign_up(world.edition(meetings=[(THURSDAY, time(14, 0), time(17, 0))]), "ada")
    with on(28, 9):
        judge_due()
    assert world.mails("day_before")[0].subject == "Oggi: Il curriculum che si fa leggere, alle 14:00"


def test_a_new_date_is_reminded_of_anew_and_what_had_not_left_is_dropped(world: World, edition: Edition) -> None:
    world.sign_up(edition, "ada")
    deliver_due()
    with on(21):
        judge_due()
    with on(22):
        move(edition, days=7)
    assert reminded(world) == [("week_before", Delivery.DROPPED)]

    with on(26, 10):
        assert judge_due() == {}
    with on(28, 9):
        assert judge_due() == {Judgement.SAID: 1}
    assert world.mails("week_before")[-1].facts["meetings"][0]["starts_at"].startswith("2027-02-04")


def test_a_date_moved_by_a_little_reminds_nobody_twice(world: World, edition: Edition) -> None:
    world.sign_up(edition, "ada")
    with on(26, 9, 30):
        judge_due()
    with on(26, 9, 40):
        move(edition, hours=1)
    with on(26, 12):
        assert judge_due() == {}
    with on(27, 17):
        judge_due()
    assert [kind for kind, status in reminded(world) if status != Delivery.DROPPED] == ["day_before"]
    assert [kind for kind, _ in judgements()].count("will_you_come") == 1


def test_a_change_that_waits_is_not_overtaken_by_a_reminder(world: World, edition: Edition) -> None:
    world.sign_up(edition, "ada")
    deliver_due()
    with on(26, 9, 25):
        move(edition, days=2)
    with on(28, 9, 30):
        judge_due()
        deliver_due()
    assert [mail.status for mail in world.mails("changed")] == [Delivery.SENT]


def test_whoever_has_said_yes_is_not_asked(world: World, edition: Edition) -> None:
    registration = world.sign_up(edition, "ada")
    with on(22), transaction():
        assert say_coming(registration)
        assert not say_coming(registration)
    with on(26, 10):
        assert judge_due()[Judgement.NEEDLESS] == 1
    assert registration.coming == Coming.YES and world.mails("will_you_come") == []

    with on(26, 11):
        move(edition, days=7)
    db.session.refresh(registration)
    assert registration.coming is None, "the answer was about the old date"
