from datetime import date, datetime, time, timedelta

import pytest

from app.db import db, transaction
from app.lib import clock
from app.lib.clock import from_rome, now
from app.networking.ask_names import ask_names
from app.networking.invite import answer, send
from app.networking.models import THE_BODY
from app.networking.tell_bodies import tell_bodies
from app.outbox import render
from app.registration.apply_changes import move_meetings
from app.registration.call_off import cancel_edition, hold_again, postpone
from app.registration.planned_meetings import PlannedMeeting
from tests.networking.conftest import BY, Morning, person

LATER = timedelta(minutes=11)


def moved(morning: Morning, day: date = date(2027, 1, 21)) -> None:
    (meeting,) = morning.edition.meetings
    plan = PlannedMeeting(
        from_rome(day, time(9, 30)), from_rome(day, time(12, 30)), meeting.venue, meeting.room, meeting.id
    )
    with transaction():
        move_meetings(morning.edition, [plan], by=BY)


def texts(morning: Morning, kind: str) -> list[str]:
    return [render.letter(mail.kind, mail.facts, mail.language).text for mail in morning.world.mails(kind)]


def test_a_body_without_delegates_hears_once_that_the_day_moves(morning: Morning) -> None:
    oasi = morning.invited("Oasi")
    with transaction():
        answer(oasi, True, 2, by=THE_BODY)
    moved(morning)
    assert tell_bodies() == 0  # another change may join it

    with clock.at(now() + LATER):
        assert (tell_bodies(), tell_bodies()) == (1, 0)

    (text,) = texts(morning, "day_changed")
    assert "giovedì 14 gennaio" in text and "giovedì 21 gennaio" in text and "Avete detto che venite" in text


def test_a_day_that_moves_back_in_time_is_no_news(morning: Morning) -> None:
    morning.invited("Oasi")
    moved(morning)
    moved(morning, date(2027, 1, 14))

    with clock.at(now() + LATER):
        assert tell_bodies() == 0


def test_who_said_no_is_not_disturbed_and_who_has_not_answered_is_told(morning: Morning) -> None:
    no, _silent = morning.invited("Oasi"), morning.invited("Gi")
    with transaction():
        answer(no, False, 0, by=THE_BODY)
    moved(morning)

    with clock.at(now() + LATER):
        assert tell_bodies() == 1

    assert [mail.to_email for mail in morning.world.mails("day_changed")] == ["gi@example.org"]


def test_a_day_put_off_and_then_held_after_all_is_told_both_times(morning: Morning) -> None:
    morning.invited("Oasi")
    with transaction():
        postpone(morning.edition, by=BY)
    with clock.at(now() + LATER):
        tell_bodies()
        with transaction():
            hold_again(morning.edition, by=BY)
    with clock.at(now() + LATER + LATER):
        tell_bodies()

    off, on = texts(morning, "day_changed")
    assert "è rinviata" in off and "adesso la data c’è" in on


def test_a_day_called_off_is_told_at_once_with_or_without_delegates(morning: Morning) -> None:
    morning.invited("Oasi")
    morning.enrols(morning.invited("Gi"), person("Ada", "ada@example.org"))
    with transaction():
        cancel_edition(morning.edition, by=BY)

    assert (tell_bodies(), tell_bodies()) == (2, 0)

    assert "è annullata" in texts(morning, "day_called_off")[0]


def test_who_was_written_to_again_by_the_office_is_not_told_twice(morning: Morning) -> None:
    morning.invited("Oasi")
    moved(morning)
    with transaction():
        send(morning.edition, "", again=False, everybody=True, by=BY)

    with clock.at(now() + LATER):
        assert tell_bodies() == 0


def test_nothing_to_say_locks_nothing(morning: Morning) -> None:
    morning.invited("Oasi")
    with clock.at(datetime(2027, 1, 11, 9, 1, tzinfo=clock.ROME)):
        morning.enrols(morning.invited("Gi"), None)
    revision = morning.edition.revision

    tell_bodies()
    ask_names()

    db.session.expire_all()
    assert morning.edition.revision == revision


@pytest.mark.parametrize(("day", "hour", "asked"), [(10, 23, 0), (11, 8, 0), (11, 10, 1), (12, 10, 1), (14, 10, 0)])
def test_names_are_asked_from_three_days_before_until_they_are_no_longer_taken(
    morning: Morning, day: int, hour: int, asked: int
) -> None:
    with clock.at(datetime(2027, 1, 5, 9, tzinfo=clock.ROME)):
        morning.enrols(morning.invited("Oasi"), None)

    with clock.at(datetime(2027, 1, day, hour, tzinfo=clock.ROME)):
        assert (ask_names(), ask_names()) == (asked, 0)


def test_who_has_just_enrolled_is_not_asked_at_once(morning: Morning) -> None:
    with clock.at(datetime(2027, 1, 12, 9, tzinfo=clock.ROME)):
        morning.enrols(morning.invited("Oasi"), None)
        assert ask_names() == 0
    with clock.at(datetime(2027, 1, 13, 9, tzinfo=clock.ROME)):
        assert ask_names() == 1
