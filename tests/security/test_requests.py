"""Every route at once: no POST without its token, no GET that writes, no field that nobody asked for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from app.checkin.models import Device
from app.db import db
from app.lib import clock
from app.registration import links
from app.registration.models import Registration
from app.staff import sessions
from app.staff.models import Role, Staff
from tests.checkin.conftest import QUARTER_PAST_NINE, door_of
from tests.world import PASSWORD, World

ADA = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org", "passo": "invia"}


def addresses(app: Flask, method: str, **values: str) -> Iterator[str]:
    """The address of every route that answers ``method``, its gaps filled."""
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()) and rule.endpoint != "static":
            yield re.sub(r"<(?:\w+:)?(\w+)>", lambda gap: values.get(gap[1], "1"), rule.rule)


@contextmanager
def statements() -> Iterator[list[str]]:
    said: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(db.engine, "before_cursor_execute", hear)
    yield said
    event.remove(db.engine, "before_cursor_execute", hear)


def a_day_at_the_door(world: World) -> tuple[FlaskClient, dict[str, str]]:
    """A browser that is signed in and holds a door, and what fills the gaps of the addresses it may open."""
    edition = world.edition(code="CV-1")
    ada = world.sign_up(edition)
    client = door_of(world, edition)
    for cookie in world.signed_in(Role.ADMIN)._cookies.values():  # type: ignore[attr-defined]
        client.set_cookie(cookie.key, cookie.value)
    values = {"programme": "2027-1", "edition": "cv-1", "token": links.token_of(ada), "code": ada.ticket_code}
    return client, values | {"scan_id": "00000000-0000-4000-8000-000000000000"}


@pytest.mark.parametrize("headers", [{}, {"Accept": "application/json"}])
def test_no_post_without_its_token(world: World, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]) -> None:
    with clock.at(QUARTER_PAST_NINE):
        client, values = a_day_at_the_door(world)
        monkeypatch.setitem(world.app.config, "WTF_CSRF_ENABLED", True)
        answers = {
            path: client.post(path, headers=headers).status_code for path in addresses(world.app, "POST", **values)
        }

    assert len(answers) > 20
    assert {path: status for path, status in answers.items() if status != 400} == {}


def test_no_get_writes(world: World) -> None:
    with clock.at(QUARTER_PAST_NINE):
        client, values = a_day_at_the_door(world)
        with statements() as said:
            statuses = [client.get(path).status_code for path in addresses(world.app, "GET", **values)]

    assert statuses.count(200) > 30
    assert [statement for statement in said if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA"))] == []


def test_fields_that_nobody_asked_for_change_nothing(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1", seats=1)
    world.sign_up(world.edition(code="CV-2"), "grace")
    first = db.session.scalars(select(Registration)).one()
    wish = {"status": "confirmed", "source": "staff", "edition_id": first.edition_id, "id": first.id, "queue_number": 0}
    world.sign_up(db.session.get_one(type(first.edition), 1), "alan")
    client.post("/programmi/2027-1/cv-1/iscrizione", data=ADA | wish)
    ada = db.session.scalars(select(Registration).where(Registration.email == "ada@example.org")).one()

    assert (ada.status, ada.source, ada.edition.code, ada.queue_number) == ("waiting", "web", "CV-1", 2)


def test_a_role_cannot_be_typed(world: World) -> None:
    desk = world.signed_in(Role.DESK)
    world.edition(code="CV-1")
    desk.post("/ufficio/programmi/2027-1/cv-1/iscrizioni/nuova", data=ADA | {"role": "admin", "by": "ufficio"})

    assert db.session.scalars(select(Staff.role)).all() == [Role.DESK]


def test_the_cookie_of_staff_stays_in_its_browser_and_with_this_host(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(world.app.config, "IS_PRODUCTION", True)
    world.staff(Role.OFFICE)
    client = world.app.test_client()
    answer = client.post("/ufficio/accesso", data={"email": "office@example.org", "password": PASSWORD})

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"__Host-{sessions.COOKIE}=") and "Domain" not in cookie
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}


# What is the same for everybody, and may be kept for a while: calendars, papers, previews, what other sites read.
FOR_EVERYBODY = re.compile(r"2027-1\.ics$|/incorpora$|/(manifesto|volantino)\.pdf$|anteprima\.png$|^/api/v1/")


def test_every_page_says_what_may_run_and_that_nobody_keeps_it(world: World) -> None:
    with clock.at(QUARTER_PAST_NINE):
        client, values = a_day_at_the_door(world)
        for path in addresses(world.app, "GET", **values):
            answer = client.get(path)
            policy = answer.headers["Content-Security-Policy"]
            assert any(words in policy for words in ("script-src 'self'", "script-src 'none'", "sandbox")), path
            assert "unsafe-inline" not in policy or "sandbox" in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            kept = FOR_EVERYBODY.search(path)
            assert answer.headers["Cache-Control"].startswith("public" if kept else "no-store"), path


def test_a_door_of_one_edition_reads_nobody_of_another(world: World) -> None:
    with clock.at(QUARTER_PAST_NINE):
        grace = world.sign_up(world.edition(code="CV-2"), "grace")
        door = door_of(world, world.edition(code="CV-1"))
        fields = {"read": grace.ticket_code, "means": "code", "scan_id": "00000000-0000-4000-8000-000000000001"}
        scanned = door.post("/accoglienza/letture", data=fields, follow_redirects=True)
        searched = door.get("/accoglienza/?cerca=hopper")

    assert "Hopper" not in scanned.text + searched.text
    assert db.session.scalars(select(Device)).one().edition.code == "CV-1"
