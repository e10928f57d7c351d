"""The accounts of the staff, kept by whoever administers; and everybody's own password."""

import re

import pytest
from flask.testing import FlaskClient

from app.staff import accounts, sessions
from app.staff.models import Role
from tests.world import PASSWORD, World

STAFF = "/ufficio/personale/"
ANNA = {"name": "Anna Rossi", "email": "Anna@Example.org", "role": "desk"}


def given_password(page: str) -> str:
    shown = re.search(r'<code class="given">([^<]+)</code>', page)
    assert shown
    return shown[1]


def test_an_account_is_made_with_a_password_shown_once(world: World) -> None:
    admin = world.signed_in(Role.ADMIN)

    answer = admin.post(f"{STAFF}nuovo", data=ANNA)

    anna = accounts.check("anna@example.org", given_password(answer.text))
    assert anna and (anna.role, anna.name) == ("desk", "Anna Rossi")
    assert "Anna Rossi" in admin.get(STAFF).text and given_password(answer.text) not in admin.get(STAFF).text


@pytest.mark.parametrize(
    ("data", "status"), [({}, 422), (ANNA | {"password": "corta"}, 422), (ANNA | {"email": "admin@example.org"}, 409)]
)
def test_what_is_wrong_is_said_by_its_field(world: World, data: dict[str, str], status: int) -> None:
    assert world.signed_in(Role.ADMIN).post(f"{STAFF}nuovo", data=data).status_code == status


def test_a_suspended_account_is_out_at_once_and_old_browsers_stay_out(world: World) -> None:
    admin, office = world.signed_in(Role.ADMIN), world.signed_in(Role.OFFICE)
    number = world.staff(Role.OFFICE).id

    admin.post(f"{STAFF}{number}/sospensione")
    assert office.get("/ufficio/").status_code == 302 and accounts.check("office@example.org", PASSWORD) is None
    admin.post(f"{STAFF}{number}/sospensione/ritiro")
    assert office.get("/ufficio/").status_code == 302 and accounts.check("office@example.org", PASSWORD)


def test_another_role_asks_to_sign_in_anew(world: World) -> None:
    admin, office = world.signed_in(Role.ADMIN), world.signed_in(Role.OFFICE)
    staff = world.staff(Role.OFFICE)

    admin.post(f"{STAFF}{staff.id}", data={"name": "Anna", "role": "facilitator"})
    assert (staff.role, staff.name) == ("facilitator", "Anna") and office.get("/ufficio/").status_code == 302


def test_nobody_locks_themselves_out(world: World) -> None:
    admin, me = world.signed_in(Role.ADMIN), world.staff(Role.ADMIN)

    for path, data in (
        (f"{me.id}/sospensione", {}),
        (f"{me.id}", {"name": "Io", "role": "desk"}),
        (f"{me.id}/password", {}),
    ):
        page = admin.post(f"{STAFF}{path}", data=data, follow_redirects=True).text
        assert "alert-danger" in page, path
    assert me.is_active and me.role == Role.ADMIN and accounts.check(me.email, PASSWORD)


def test_a_new_password_ends_the_old_one_and_its_browsers(world: World) -> None:
    admin, office = world.signed_in(Role.ADMIN), world.signed_in(Role.OFFICE)
    number = world.staff(Role.OFFICE).id

    given = given_password(admin.post(f"{STAFF}{number}/password").text)
    assert accounts.check("office@example.org", given) and accounts.check("office@example.org", PASSWORD) is None
    assert office.get("/ufficio/").status_code == 302
    typed = admin.post(f"{STAFF}{number}/password", data={"password": "quattro parole a caso"})
    assert typed.status_code == 201 and accounts.check("office@example.org", "quattro parole a caso")


def test_editions_are_entrusted_to_who_leads_and_taken_back(world: World) -> None:
    edition, leader, desk = world.edition(code="CV-1"), world.staff(Role.FACILITATOR), world.staff(Role.DESK)
    admin = world.signed_in(Role.ADMIN)

    page = admin.post(f"{STAFF}{leader.id}/edizioni", data={"edition": edition.about}, follow_redirects=True).text
    assert leader.leads(edition.about) and "Edizione affidata" in page
    admin.post(f"{STAFF}{leader.id}/edizioni/togli", data={"edition": edition.about})
    assert not leader.leads(edition.about)
    refused = admin.post(f"{STAFF}{desk.id}/edizioni", data={"edition": edition.about}, follow_redirects=True).text
    assert "cambia prima il ruolo" in refused
    assert admin.post(f"{STAFF}{leader.id}/edizioni", data={"edition": "edition/x/y"}).status_code == 404


def test_ones_own_password_is_changed_with_the_old_one(world: World, client: FlaskClient) -> None:
    here, elsewhere = world.signed_in(Role.DESK), world.signed_in(Role.DESK)
    new = {"new": "quattro parole a caso", "again": "quattro parole a caso"}

    assert here.post("/ufficio/password", data={"old": "sbagliata davvero", **new}).status_code == 422
    assert here.post("/ufficio/password", data={"old": PASSWORD, "new": "corta", "again": "corta"}).status_code == 422
    assert here.post("/ufficio/password", data={"old": PASSWORD, **new, "again": "altro"}).status_code == 422
    assert here.post("/ufficio/password", data={"old": PASSWORD, **new}).status_code == 303
    assert accounts.check("desk@example.org", "quattro parole a caso")
    assert here.get("/ufficio/").status_code == 200 and elsewhere.get("/ufficio/").status_code == 302


def asked_for(client: FlaskClient, path: str) -> str:
    """What the sign-in page carries when ``path`` was asked for."""
    page = client.get(path, follow_redirects=True).text
    carried = re.search(r'name="poi"[^>]*value="([^"]*)"', page)
    assert carried
    return carried[1]


def sign_in(client: FlaskClient, token: str, role: Role = Role.OFFICE) -> str:
    data = {"email": f"{role}@example.org", "password": PASSWORD, "poi": token}
    return client.post("/ufficio/accesso", data=data).location


def test_signing_in_leads_to_the_page_asked_for(world: World, client: FlaskClient) -> None:
    world.staff(Role.OFFICE)

    token = asked_for(client, "/ufficio/cronologia/?tipo=staff")
    assert client.post("/ufficio/accesso", data={"email": "a@b.it", "password": "x", "poi": token}).status_code == 401
    assert sign_in(client, token) == "/ufficio/cronologia/?tipo=staff"


def test_signing_in_leads_nobody_where_they_may_not_go(world: World, client: FlaskClient) -> None:
    world.staff(Role.DESK)

    assert sign_in(client, asked_for(client, "/ufficio/cronologia/"), Role.DESK) == "/ufficio/"


@pytest.mark.parametrize(
    "token", ["", "//evil.example", "https://evil.example/", "/ufficio/cronologia/", "Ii8vZXZpbCI.x"]
)
def test_signing_in_leads_nowhere_that_we_did_not_sign(world: World, client: FlaskClient, token: str) -> None:
    world.staff(Role.OFFICE)

    assert sign_in(client, token) == "/ufficio/"


def test_a_form_that_was_sent_is_not_repeated_after_signing_in(client: FlaskClient) -> None:
    assert "poi=" not in client.post("/ufficio/programmi/2027-1/cv-1/annullamento").location
    assert sessions.COOKIE not in str(client.get("/ufficio/accesso").headers)
