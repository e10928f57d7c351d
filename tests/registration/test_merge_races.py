"""Somebody signs up under one of two records while the office makes them one."""

import threading
import time

import pytest
from sqlalchemy import select

from app.db import db, transaction
from app.registration.merge_participants import merge
from app.registration.models import Registration, Source
from app.registration.sign_up import Person, sign_up
from tests.world import World

pytestmark = pytest.mark.usefixtures("database")

A_MOMENT = 0.5  # seconds in which the other gets as far as it can
ADA_KING = Person("Ada", "King", phone="+390516543810")


def test_who_signs_up_during_a_merge_is_the_kept_person(world: World) -> None:
    first, second = world.edition(), world.edition()
    kept = world.sign_up(first, "ada").participant_id
    with transaction():
        gone = sign_up(first.id, ADA_KING, source=Source.STAFF).participant_id
    number, merged, failures = second.id, threading.Event(), []

    def unite() -> None:
        with transaction():
            merge(kept, gone, by="ufficio")
            merged.set()
            time.sleep(A_MOMENT)

    def join_in() -> None:
        merged.wait()
        with transaction():
            sign_up(number, ADA_KING, source=Source.STAFF)

    def run(act) -> None:  # type: ignore[no-untyped-def]
        with world.app.app_context():
            try:
                act()
            except Exception as error:
                failures.append(error)
            finally:
                db.session.remove()

    both = [threading.Thread(target=run, args=[act]) for act in (unite, join_in)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    db.session.rollback()

    assert failures == []
    of_the_second = select(Registration.participant_id).where(Registration.edition_id == number)
    assert db.session.scalars(of_the_second).all() == [kept]
