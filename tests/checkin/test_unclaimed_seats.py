"""Ten minutes after the beginning, the seats that nobody has taken go to whoever stands at the door."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from app.checkin import pair, walk_in
from app.checkin.models import Device, Outcome, Scan
from app.checkin.refusals import OverFireLimit, SeatsTaken
from app.db import db, transaction
from app.journal.models import Entry
from app.lib import clock
from app.registration.models import Registration
from app.registration.sign_up import Person
from tests.checkin.conftest import on_the_day, phone_of, read
from tests.world import World

pytestmark = pytest.mark.usefixtures("database", "at_the_door")

SAMIRA = Person("Samira", "Haddad")
TEN_MINUTES_IN = on_the_day(9, 40)


def add(device: Device) -> Scan:
    with transaction():
        return walk_in.add(device, str(uuid4()), SAMIRA)


def full(world: World) -> tuple[Registration, Registration, Device]:
    """A lab of one seat that Ada has and Grace waits for, and its door."""
    edition = world.edition(seats=1)
    ada, grace = world.sign_up(edition), world.sign_up(edition, "grace")
    return ada, grace, phone_of(edition)


def test_nine_minutes_in_the_seat_is_still_kept_for_who_has_it(world: World) -> None:
    _ada, _grace, device = full(world)

    with clock.at(on_the_day(9, 39)), pytest.raises(SeatsTaken):
        add(device)


def test_ten_minutes_in_the_seat_of_who_has_not_come_is_for_who_is_there(world: World) -> None:
    ada, grace, device = full(world)

    with clock.at(TEN_MINUTES_IN):
        samira = add(device).registration
        late = read(device, ada.ticket_code)

    assert samira and samira.is_confirmed and grace.is_waiting
    assert late.outcome == Outcome.ADMITTED
    why = db.session.scalars(select(Entry).where(Entry.about == samira.about).order_by(Entry.id)).all()
    assert [entry.what for entry in why][1] == "registration.took_unclaimed"
    assert why[1].facts == {"present": 0, "seats": 1}


def test_once_all_seats_are_taken_only_the_volunteer_may_let_one_more_in(world: World) -> None:
    ada, _grace, device = full(world)

    with clock.at(TEN_MINUTES_IN):
        read(device, ada.ticket_code)
        with pytest.raises(SeatsTaken):
            add(device)


def test_unclaimed_seats_never_go_over_the_fire_limit(world: World) -> None:
    ada, _grace, device = full(world)
    read(device, ada.ticket_code)
    with transaction():
        ada.edition.seats, ada.edition.meetings[0].room.fire_limit = 2, 1

    with clock.at(TEN_MINUTES_IN), pytest.raises(OverFireLimit):
        add(device)


def test_a_free_seat_for_which_somebody_waits_is_not_for_who_walks_in_before(world: World) -> None:
    ada, grace, device = full(world)
    with transaction():
        ada.edition.seats = 2

    with clock.at(on_the_day(9, 39)), pytest.raises(SeatsTaken):
        add(device)
    with clock.at(TEN_MINUTES_IN):
        assert add(device).outcome == Outcome.ADMITTED
    assert grace.is_waiting


def test_the_door_says_that_who_waits_may_come_in(world: World) -> None:
    _ada, grace, device = full(world)
    session_of = world.app.test_client()
    with transaction():
        session_of.set_cookie(pair.COOKIE, pair.open_door(device), path="/accoglienza/")

    with clock.at(TEN_MINUTES_IN):
        page = session_of.post(
            "/accoglienza/letture", data={"scan_id": str(uuid4()), "read": grace.ticket_code}, follow_redirects=True
        )

    assert "posti che nessuno ha preso" in page.text and "Fai entrare lo stesso" in page.text
