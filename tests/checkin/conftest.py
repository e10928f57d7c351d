"""A phone at the door of a lab on Thursday 14 January 2027, 9:30–12:30, at a quarter past nine."""

from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.checkin import pair
from app.checkin.models import Device, Scan
from app.checkin.scan import scan
from app.db import transaction
from app.lib import clock
from app.programme.models import Edition
from tests.world import World

QUARTER_PAST_NINE = datetime(2027, 1, 14, 9, 15, tzinfo=clock.ROME)


def on_the_day(hour: int, minute: int = 0, day: int = 14) -> datetime:
    return datetime(2027, 1, day, hour, minute, tzinfo=clock.ROME)


@pytest.fixture
def at_the_door(app: Flask) -> Iterator[None]:
    with clock.at(QUARTER_PAST_NINE):
        yield


@pytest.fixture
def edition(world: World) -> Edition:
    return world.edition(seats=2)


def phone_of(edition: Edition, label: str = "Telefono di Marta") -> Device:
    with transaction():
        device, _token = pair.make_device(edition, label, "office@example.org")
        pair.open_door(device)
    return device


def read(device: Device, code: str, scan_id: str | None = None, at: datetime | None = None) -> Scan:
    with transaction():
        return scan(device, scan_id or str(uuid4()), code, scanned_at=at)


def door_of(world: World, edition: Edition, label: str = "Telefono di Marta") -> FlaskClient:
    """The browser of a phone that has opened the edition's door."""
    with transaction():
        device, _token = pair.make_device(edition, label, "office@example.org")
        session = pair.open_door(device)
    client = world.app.test_client()
    client.set_cookie(pair.COOKIE, session, path="/accoglienza/")
    return client
