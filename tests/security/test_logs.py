"""What a crash leaves in the log: where it happened, and nothing that opens anybody's page."""

import logging

import pytest
from flask.testing import FlaskClient

from app.registration import links
from tests.world import World

pytestmark = pytest.mark.one_database

FORGED = "%0A2027-01-11 INFO admin signed in%1B[31m"


def crash(**_where: str) -> str:
    raise RuntimeError("as an example")


@pytest.mark.parametrize(
    ("endpoint", "path"),
    [
        ("registration.show", "/iscrizioni/{}"),
        ("invitations.show", "/inviti/{}"),
        ("programme.facilitator_feed", "/calendari/{}.ics"),
        ("programme.show", "/programmi/{}" + FORGED + "/"),
    ],
)
def test_a_crash_is_logged_by_its_route_and_not_by_its_address(
    world: World,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    endpoint: str,
    path: str,
) -> None:
    token = links.token_of(world.sign_up(world.edition()))
    monkeypatch.setitem(world.app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(world.app.view_functions, endpoint, crash)
    with caplog.at_level(logging.ERROR):
        answer = client.get(path.format(token), query_string={"cerca": token})

    assert answer.status_code == 500
    assert "as an example" in caplog.text and "<" in caplog.messages[0]
    assert token not in caplog.text and "signed in" not in caplog.text
