from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.db import transaction
from app.lib import clock
from app.staff import sessions
from app.staff.models import Role
from tests.conftest import A_DAY_IN_THE_SEASON
from tests.world import PASSWORD, World

SIGN_IN = "/ufficio/accesso"


def sign_in(client: FlaskClient, password: str = PASSWORD, email: str = "office@example.org") -> int:
    return client.post(SIGN_IN, data={"email": email, "password": password}).status_code


def test_signing_in_opens_the_office(world: World, client: FlaskClient) -> None:
    world.staff(Role.OFFICE)

    assert sign_in(client) == 303
    assert client.get("/ufficio/").status_code == 200


def test_nobody_is_sent_to_sign_in(client: FlaskClient) -> None:
    answer = client.get("/ufficio/")

    assert answer.status_code == 302 and answer.location.startswith(SIGN_IN)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(world: World, client: FlaskClient) -> None:
    world.staff(Role.OFFICE)

    wrong = client.post(SIGN_IN, data={"email": "office@example.org", "password": "x"})
    unknown = client.post(SIGN_IN, data={"email": "nobody@example.org", "password": "x"})

    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace("office@", "") == unknown.text.replace("nobody@", "")


def test_after_ten_failures_even_the_right_password_waits(world: World, client: FlaskClient) -> None:
    world.staff(Role.OFFICE)
    for _attempt in range(10):
        sign_in(client, "sbagliata")

    assert sign_in(client) == 429
    with clock.at(A_DAY_IN_THE_SEASON + timedelta(minutes=16)):
        assert sign_in(client) == 303


def test_a_copied_cookie_dies_with_signing_out(world: World) -> None:
    client = world.signed_in(Role.OFFICE)
    cookie = client.get_cookie(sessions.COOKIE)
    assert cookie is not None
    client.post("/ufficio/uscita")

    thief = world.app.test_client()
    thief.set_cookie(sessions.COOKIE, cookie.value)
    assert thief.get("/ufficio/").status_code == 302


@pytest.mark.parametrize(("idle", "status"), [(timedelta(minutes=50), 200), (timedelta(minutes=70), 302)])
def test_an_idle_session_ends_after_an_hour(world: World, idle: timedelta, status: int) -> None:
    client = world.signed_in(Role.OFFICE)

    with clock.at(A_DAY_IN_THE_SEASON + idle):
        assert client.get("/ufficio/").status_code == status


def test_a_disabled_account_is_out_at_once(world: World) -> None:
    client = world.signed_in(Role.OFFICE)
    with transaction():
        world.staff(Role.OFFICE).disabled_at = clock.now()

    assert client.get("/ufficio/").status_code == 302
