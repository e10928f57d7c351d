from datetime import timedelta

import pytest

from app.checkin import pair
from app.checkin.models import Device
from app.checkin.refusals import DoorClosed, NoMeetingLeft
from app.db import db, transaction
from app.lib import clock
from app.programme.models import Edition
from tests.checkin.conftest import on_the_day
from tests.world import World

pytestmark = pytest.mark.usefixtures("database")


def make(edition: Edition) -> tuple[Device, str]:
    with transaction():
        return pair.make_device(edition, "Telefono di Marta", "office@example.org")


def open_door(device: Device) -> str:
    with transaction():
        return pair.open_door(device)


def test_a_link_lives_until_twelve_hours_after_its_meeting(edition: Edition) -> None:
    device, token = make(edition)
    assert device.expires_at == edition.meetings[0].ends_at + timedelta(hours=12)
    assert pair.device_of_link(token) == device


def test_a_link_made_after_the_first_meeting_is_for_the_second(world: World) -> None:
    edition = world.three_meetings()
    with clock.at(on_the_day(9, day=27)):
        device, _ = make(edition)
    assert device.expires_at == edition.meetings[1].ends_at + timedelta(hours=12)


def test_when_all_meetings_are_over_there_is_no_door_to_open(edition: Edition) -> None:
    with clock.at(on_the_day(9, day=16)), pytest.raises(NoMeetingLeft):
        make(edition)


def test_secrets_are_not_in_the_database(edition: Edition) -> None:
    device, token = make(edition)
    session = open_door(device)
    kept = " ".join(map(str, db.session.execute(db.select(Device.__table__)).one()))
    assert token not in kept
    assert session not in kept


def test_opening_again_replaces_the_phone(edition: Edition) -> None:
    device, _ = make(edition)
    first, second = open_door(device), open_door(device)
    assert pair.device_of_session(first) is None
    assert pair.device_of_session(second) == device


def test_a_revoked_door_opens_no_more(edition: Edition) -> None:
    device, _ = make(edition)
    session = open_door(device)
    for _ in range(2):
        with transaction():
            pair.revoke(device, "office@example.org")
    assert pair.device_of_session(session) is None
    with pytest.raises(DoorClosed):
        open_door(device)


def test_an_expired_door_opens_no_more(edition: Edition) -> None:
    device, _ = make(edition)
    session = open_door(device)
    with clock.at(on_the_day(0, 31, day=15)):
        assert pair.device_of_session(session) is None
        with pytest.raises(DoorClosed):
            open_door(device)
