from uuid import uuid4

import pytest

from app.checkin import walk_in
from app.checkin.models import Device, Outcome, Scan
from app.checkin.refusals import NoMeetingToday, OverFireLimit, SameName, SeatsTaken
from app.db import transaction
from app.lib import clock
from app.programme.models import Edition
from app.registration.models import Source
from app.registration.refusals import AlreadyRegistered
from app.registration.sign_up import Person
from tests.checkin.conftest import on_the_day, phone_of, read
from tests.world import World

pytestmark = pytest.mark.usefixtures("database")

SAMIRA = Person("Samira", "Haddad")


@pytest.fixture(autouse=True)
def _at_the_door(at_the_door: None) -> None:
    """Every test here happens at a quarter past nine of the day, unless it moves the clock."""


def add(device: Device, person: Person = SAMIRA, scan_id: str | None = None, **how: bool) -> Scan:
    with transaction():
        return walk_in.add(device, scan_id or str(uuid4()), person, **how)


def test_who_walks_in_takes_a_free_seat_and_is_in(edition: Edition) -> None:
    scan = add(phone_of(edition))
    assert (scan.outcome, scan.means) == (Outcome.ADMITTED, "walk_in")
    assert scan.registration.is_confirmed
    assert scan.registration.source == Source.DOOR
    assert edition.confirmed_count == 1


def test_the_same_form_sent_twice_is_one_person(edition: Edition) -> None:
    device, scan_id = phone_of(edition), str(uuid4())
    assert add(device, scan_id=scan_id) == add(device, scan_id=scan_id)
    assert edition.confirmed_count == 1


def test_when_seats_are_taken_the_door_is_told_and_nothing_is_kept(world: World) -> None:
    edition = world.edition(seats=1)
    world.sign_up(edition)
    with pytest.raises(SeatsTaken) as refusal:
        add(phone_of(edition))
    assert refusal.value.facts == {"confirmed": 1, "waiting": 0}
    assert edition.waiting_count == 0
    assert not world.mails("waiting")


def test_the_volunteer_may_let_in_one_more_than_the_seats(world: World) -> None:
    edition = world.edition(seats=1)
    world.sign_up(edition)
    person = Person("Samira", "Haddad", email="samira@example.org")
    assert add(phone_of(edition), person, over_seats=True).outcome == Outcome.ADMITTED
    assert (edition.confirmed_count, edition.waiting_count) == (2, 0)
    assert [mail.to_email for mail in world.mails("confirmed")] == ["ada@example.org", "samira@example.org"]
    assert not world.mails("waiting")


def test_nobody_walks_in_over_the_fire_limit(world: World) -> None:
    edition = world.edition(seats=5)
    ada, device = world.sign_up(edition), phone_of(edition)
    with transaction():
        edition.meetings[0].room.fire_limit = 1
    read(device, ada.ticket_code)
    with pytest.raises(OverFireLimit):
        add(device, over_seats=True)
    assert edition.confirmed_count == 1


def test_before_the_start_nobody_walks_past_the_queue_unseen(world: World) -> None:
    edition = world.edition(seats=1)
    world.sign_up(edition)
    world.sign_up(edition, "grace")
    with transaction():
        edition.seats = 2
    with pytest.raises(SeatsTaken):
        add(phone_of(edition))


def test_somebody_of_the_same_name_is_shown_first(world: World, edition: Edition) -> None:
    world.sign_up(edition)
    device, again = phone_of(edition), Person("ADA", "lovelace")
    with pytest.raises(SameName):
        add(device, again)
    assert add(device, again, other_person=True).outcome == Outcome.ADMITTED
    assert edition.confirmed_count == 2


def test_the_same_name_with_the_same_contact_is_the_same_person(world: World, edition: Edition) -> None:
    world.sign_up(edition)
    with pytest.raises(AlreadyRegistered):
        add(phone_of(edition), world.person("ada"), other_person=True)


def test_on_a_day_without_meetings_nobody_walks_in(edition: Edition) -> None:
    with clock.at(on_the_day(9, day=13)), pytest.raises(NoMeetingToday):
        add(phone_of(edition))


def test_who_waits_is_let_in_by_choice(world: World) -> None:
    edition = world.edition(seats=1)
    world.sign_up(edition)
    grace, device = world.sign_up(edition, "grace"), phone_of(edition)
    with transaction():
        scan = walk_in.admit_waiting(device, str(uuid4()), grace)
    assert scan.outcome == Outcome.ADMITTED
    assert grace.is_confirmed
    assert edition.waiting_count == 0
