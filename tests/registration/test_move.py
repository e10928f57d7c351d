from datetime import date, time

import pytest

from app.db import db, transaction
from app.journal.models import Entry
from app.lib import clock
from app.lib.clock import now
from app.outbox.render import letter
from app.programme.models import Edition
from app.registration import move
from app.registration.cancel import cancel
from app.registration.models import MOVED, Registration
from app.registration.move import AlreadyMoving, NothingToMove, NotTheSameLab, elsewhere, move_to, release_replaced
from app.registration.refusals import AlreadyAdmitted, AlreadyRegistered, SignUpClosed
from tests.world import World

LATER = [(date(2027, 2, 11), time(9, 30), time(12, 30))]


def another_date(world: World, seats: int = 10, **facts: object) -> Edition:
    return world.edition(seats=seats, meetings=LATER, **facts)


def go(registration: Registration, edition: Edition, by: str = move.PUBLIC) -> Registration:
    with transaction():
        return move_to(registration, edition, by)


def test_with_a_free_place_one_is_there_at_once_and_the_old_place_is_free(world: World) -> None:
    here, there = world.edition(), another_date(world)
    old = world.sign_up(here)

    new = go(old, there)

    assert new.is_confirmed and new.replaces is old
    assert old.is_cancelled and old.cancel_reason == MOVED and old.cancelled_from is None
    assert (here.confirmed_count, there.confirmed_count) == (0, 1)


def test_one_message_says_both_and_a_second_one_is_for_the_old_calendar_entry(world: World) -> None:
    old = world.sign_up(world.edition())
    new = go(old, another_date(world))

    moved, away = world.mails("moved")[0], world.mails("moved_away")[0]

    assert [mail.kind for mail in world.mails()] == ["confirmed", "moved", "moved_away"]
    assert (moved.about, moved.calendar_method) == (new.about, "REQUEST")
    assert (away.about, away.calendar_method) == (old.about, "CANCEL")
    text = letter("moved", moved.facts, "it").text
    assert "L’iscrizione di giovedì 14 gennaio non vale più" in text and "11 febbraio" in text


def test_who_has_only_a_telephone_is_called_once(world: World) -> None:
    go(world.sign_up(world.edition(), "alan"), another_date(world))

    assert [call.kind for call in world.mails() if call.status == "to_call"] == ["confirmed", "moved"]


def test_without_a_place_there_the_old_one_stays(world: World) -> None:
    here, there = world.edition(), another_date(world, seats=1)
    world.sign_up(there, "grace")
    old = world.sign_up(here)

    new = go(old, there)

    assert new.is_waiting and old.is_confirmed
    assert release_replaced() == 0 and old.is_confirmed
    text = letter("waiting", world.mails("waiting")[0].facts, "it").text
    assert "Intanto l’iscrizione di giovedì 14 gennaio resta tua" in text


def test_the_old_place_goes_to_the_next_once_the_new_one_is_held(world: World) -> None:
    here, there = world.edition(seats=1), another_date(world, seats=1)
    grace = world.sign_up(there, "grace")
    old, nicolo = world.sign_up(here), world.sign_up(here, "nicolo")
    new = go(old, there)

    with transaction():
        cancel(grace)
    assert new.is_confirmed and old.is_confirmed

    assert release_replaced() == 1
    db.session.expire_all()
    assert old.is_cancelled and nicolo.is_confirmed
    assert world.mails("moved")[-1].about == new.about
    assert world.mails("moved_away")[-1].about == old.about
    assert release_replaced() == 0


def test_who_leaves_the_queue_there_keeps_the_place_here(world: World) -> None:
    here, there = world.edition(), another_date(world, seats=0)
    old = world.sign_up(here)
    new = go(old, there)
    assert new.is_waiting
    with transaction():
        cancel(new)

    assert release_replaced() == 0 and old.is_confirmed


def test_who_gives_the_old_place_up_meanwhile_is_promoted_like_anybody(world: World) -> None:
    here, there = world.edition(), another_date(world, seats=1)
    grace, old = world.sign_up(there, "grace"), world.sign_up(here)
    new = go(old, there)
    with transaction():
        cancel(old)
    with transaction():
        cancel(grace)

    assert new.is_confirmed and world.mails("promoted")[-1].about == new.about
    assert release_replaced() == 0


def test_who_came_to_the_old_date_keeps_it(world: World) -> None:
    here, there = world.edition(), another_date(world, seats=1)
    grace, old = world.sign_up(there, "grace"), world.sign_up(here)
    go(old, there)
    with transaction():
        old.admitted_at = now()
    with transaction():
        cancel(grace)

    assert release_replaced() == 0 and old.is_confirmed


def test_one_move_at_a_time(world: World) -> None:
    old = world.sign_up(world.edition())
    go(old, another_date(world, seats=0))

    with pytest.raises(AlreadyMoving):
        go(old, another_date(world))
    assert elsewhere(old) == []


def test_only_to_the_same_lab(world: World) -> None:
    here = world.edition()
    old = world.sign_up(here)

    with pytest.raises(NotTheSameLab):
        go(old, another_date(world, title="Cercare lavoro online"))
    with pytest.raises(NotTheSameLab):
        go(old, here)


def test_what_is_cancelled_and_who_has_come_do_not_move(world: World) -> None:
    here, there = world.edition(), another_date(world)
    old = world.sign_up(here)
    with transaction():
        old.admitted_at = now()
    with pytest.raises(AlreadyAdmitted):
        go(old, there)
    with transaction():
        old.admitted_at = None
        cancel(old)
    with pytest.raises(NothingToMove):
        go(old, there)


def test_nobody_has_two_places_there(world: World) -> None:
    here, there = world.edition(), another_date(world)
    old = world.sign_up(here)
    world.sign_up(there)

    with pytest.raises(AlreadyRegistered):
        go(old, there)
    assert elsewhere(old) == []


def test_the_public_is_held_to_the_sign_up_window_and_staff_are_not(world: World) -> None:
    here, there = world.edition(), another_date(world, sign_up_closes_on=date(2027, 1, 10))
    old = world.sign_up(here)

    with pytest.raises(SignUpClosed):
        go(old, there)
    assert go(old, there, by="office@example.org").is_confirmed


def test_what_the_person_told_us_goes_along(world: World) -> None:
    old = world.sign_up(world.edition())
    with transaction():
        old.access_needs, old.referral, old.last_minute = ["wheelchair"], "sportello", True

    new = go(old, another_date(world))

    assert (new.access_needs, new.referral, new.last_minute, new.email, new.source) == (
        ["wheelchair"],
        "sportello",
        True,
        "ada@example.org",
        old.source,
    )
    assert new.ticket_code != old.ticket_code and new.public_id != old.public_id


def test_the_history_of_both_says_where_to(world: World) -> None:
    there = another_date(world, code="CV-9")
    old = world.sign_up(world.edition())
    go(old, there)

    said = db.session.query(Entry).filter_by(about=old.about).order_by(Entry.id)
    assert [entry.what for entry in said][-2:] == ["registration.moving", "registration.moved_away"]
    assert [entry.facts.get("code") for entry in said][-2:] == ["CV-9", "CV-9"]


def test_after_the_old_date_nothing_is_released(world: World) -> None:
    here, there = world.edition(), another_date(world, seats=1)
    grace, old = world.sign_up(there, "grace"), world.sign_up(here)
    go(old, there)
    with clock.at(here.meetings[0].ends_at):
        with transaction():
            cancel(grace)
        assert release_replaced() == 0

    assert old.is_confirmed
