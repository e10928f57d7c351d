import re

import pytest

from app.db import transaction
from app.programme.models import Edition
from app.staff.models import Grant, Role
from tests.checkin.conftest import phone_of, read
from tests.world import World

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def _at_the_door(at_the_door: None) -> None:
    """Every test here happens at a quarter past nine of the day."""


def door(edition: Edition) -> str:
    return f"/ufficio/programmi/{edition.programme.slug}/{edition.slug}/accoglienza"


def test_the_office_makes_a_link_that_opens_the_door(world: World, edition: Edition) -> None:
    office = world.signed_in()
    page = office.post(f"{door(edition)}/dispositivi", data={"label": "Telefono di Marta"})
    assert page.status_code == 201
    link = re.search(r'value="http://[^/]+(/accoglienza/dispositivo/[^"]+)"', page.text)
    assert link
    phone = world.app.test_client()
    assert phone.post(link.group(1)).status_code == 303
    assert edition.code in phone.get("/accoglienza/").text
    assert "Aperto" in office.get(door(edition)).text


def test_a_link_without_a_name_is_asked_again(world: World, edition: Edition) -> None:
    answer = world.signed_in().post(f"{door(edition)}/dispositivi", data={"label": " "})
    assert answer.status_code == 422
    assert "Scrivi di chi è il telefono" in answer.text


def test_the_office_sees_who_is_in_and_every_reading(world: World, edition: Edition) -> None:
    ada, device = world.sign_up(edition), phone_of(edition)
    read(device, ada.ticket_code)
    read(device, "BIBLIOTECA")
    page = world.signed_in().get(door(edition)).text
    assert "2 letture" in page
    assert "Lovelace Ada" in page
    assert "BIBLIOTECA" in page


def test_the_office_revokes_a_phone(world: World, edition: Edition) -> None:
    device, office = phone_of(edition), world.signed_in()
    assert office.post(f"{door(edition)}/dispositivi/{device.id}/revoca").status_code == 303
    assert device.revoked_at
    other = world.three_meetings()
    assert office.post(f"{door(other)}/dispositivi/{device.id}/revoca").status_code == 404


def test_who_leads_a_lab_sees_its_door_but_makes_no_links(world: World, edition: Edition) -> None:
    leader = world.staff(Role.FACILITATOR)
    with transaction():
        leader.grants.append(Grant(about=edition.about))
    client = world.signed_in(Role.FACILITATOR)
    assert client.get(door(edition)).status_code == 200
    assert client.get(door(world.three_meetings())).status_code == 404
    assert client.post(f"{door(edition)}/dispositivi", data={"label": "x"}).status_code == 404
