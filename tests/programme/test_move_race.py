"""Two organisers move two labs into the same free room at once: one of them is told that it is taken."""

import threading
import time as clock_time
from datetime import date, time

import pytest

from app.db import db, transaction
from app.programme.models import Meeting
from app.registration.move_meeting import WouldClash, move
from app.registration.planned_meetings import PlannedMeeting
from tests.world import World

pytestmark = pytest.mark.usefixtures("database")

A_MOMENT = 0.5  # seconds in which the other gets as far as it can
DAY = date(2027, 1, 21)


def test_two_moves_into_one_room_at_once(world: World) -> None:
    free = world.edition(code="CV-1", meetings=[(DAY, time(9, 30), time(12, 30))]).meetings[0]
    with transaction() as session:
        session.merge(free).edition.cancelled_at = free.edition.updated_at
    world.edition(code="COL-1", title="Il colloquio", theme="Colloquio")
    world.edition(code="CON-1", title="Contratti", theme="Diritti", meetings=[(DAY, time(14), time(16))])
    first_has_moved, outcomes = threading.Event(), []

    def moves(meeting_id: int, is_first: bool) -> None:
        with world.app.app_context():
            try:
                if not is_first:
                    first_has_moved.wait()
                with transaction() as session:
                    there = session.get_one(Meeting, 1)
                    plan = PlannedMeeting(there.starts_at, there.ends_at, there.venue, there.room, meeting_id)
                    outcomes.append(len(move(session.get_one(Meeting, meeting_id), plan, by="prove")))
                    session.flush()
                    if is_first:
                        first_has_moved.set()
                        clock_time.sleep(A_MOMENT)
            except WouldClash as refusal:
                outcomes.append(str(refusal))
            finally:
                first_has_moved.set()
                db.session.remove()

    both = [threading.Thread(target=moves, args=[number, number == 2]) for number in (2, 3)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert outcomes[0] == 1 and "nella stessa sala il 21/01/2027" in str(outcomes[1])
