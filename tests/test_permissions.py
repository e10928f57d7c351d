"""Every route × every role: what the matrix says is what happens, and a new route without a row fails here."""

import re

import pytest
from flask import Flask

from app.db import transaction
from app.journal.note import note
from app.staff.models import Role
from app.web.permissions import ANYONE, DEVICE, MATRIX
from tests.world import World

WHERE = {
    "programme": "2027-1",
    "edition": "cv-1",
    "registration": 1,
    "meeting": 1,
    "message": 1,
    "certificate": 1,
    "device": 1,
    "token": "0" * 32,
    "code": "0" * 16,
    "scan": "00000000-0000-4000-8000-000000000000",
    "name": "x",
    "filename": "x",
}


def test_every_route_has_a_row_and_every_row_a_route(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert endpoints - MATRIX.keys() == set(), "routes without a row in web/matrix_….py"
    assert MATRIX.keys() - endpoints == set(), "rows without a route"


@pytest.mark.parametrize("role", [None, *Role])
def test_only_the_roles_of_the_matrix_get_in(app: Flask, world: World, role: Role | None) -> None:
    """Allowed: anything but the guard's answer. Not allowed: sign in (nobody) or 404 (somebody else)."""
    edition = world.edition(code="CV-1")
    world.sign_up(edition, "ada")
    if role == Role.DESK:  # it reaches only whom it has signed up itself
        desk = world.staff(role).email
        with transaction():
            note("registration/1", "registration.confirmed", desk, source="staff")
    if role == Role.FACILITATOR:
        world.grant(world.staff(role), edition.about)
    client = world.signed_in(role) if role else app.test_client()
    wrong = []
    for rule in app.url_map.iter_rules():
        allowed = MATRIX.get(rule.endpoint)
        if allowed in (ANYONE, DEVICE) or rule.endpoint == "office.staff.sign_out":
            continue
        path = re.sub(r"<(?:[^:<>]+:)?(\w+)>", lambda gap: str(WHERE.get(gap[1], 1)), rule.rule)
        for method in rule.methods - {"OPTIONS", "HEAD"}:
            answer = client.open(path, method=method)
            guarded = answer.headers.get("X-Guarded") == "yes"
            if guarded == bool(role and role in allowed):
                wrong.append(f"{method} {path} as {role or 'nobody'}: {answer.status}")
    assert not wrong, "\n".join(wrong)


def test_facilitators_reach_only_the_editions_they_lead(world: World) -> None:
    mine, other = world.edition(code="CV-1"), world.edition(code="CV-2")
    world.grant(world.staff(Role.FACILITATOR), mine.about)
    client = world.signed_in(Role.FACILITATOR)

    world.sign_up(mine, "alan")
    assert "Turing" in client.get("/ufficio/programmi/2027-1/cv-1").text
    assert "051 654 3810" not in client.get("/ufficio/programmi/2027-1/cv-1").text
    assert client.get("/ufficio/programmi/2027-1/cv-2").status_code == 404
    assert other.slug == "cv-2"
