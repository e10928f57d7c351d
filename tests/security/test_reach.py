"""Whom each role reaches with the newer pages, and for how long a link or a grant lasts."""

from datetime import time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db, transaction
from app.networking import bodies
from app.networking.invite import invite, send
from app.networking.links import token_of
from app.networking.models import Invitation
from app.networking.refusals import DayNotShown
from app.programme.models import Edition, ProgrammeStatus
from app.programme.new_edition import remove_edition
from app.registration.import_programme import Imported, _take_away
from app.staff import way_back
from app.staff.models import Grant, Role
from tests.world import A_MEETING, World

pytestmark = pytest.mark.one_database

BY = "prove"
ADA = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org", "language": "it"}


def a_day_with_a_body(world: World, **facts: object) -> Edition:
    day = world.edition(code="NET-1", title="Giornata segreta", networking=True, **facts)
    with transaction():
        oasi = bodies.keep(None, {"name": "Oasi", "email": "oasi@example.org"}, by=BY)
        invite(day, [oasi], by=BY)
    return day


def test_the_desk_is_not_told_that_somebody_is_in_a_reserved_lab(world: World) -> None:
    world.sign_up(world.edition(code="L68-1", title="Legge 68", reserved=True))
    world.edition(code="CV-1", meetings=[(A_MEETING[0], time(10), time(11))])
    desk = world.signed_in(Role.DESK)
    page = desk.post("/ufficio/programmi/2027-1/cv-1/iscrizioni/nuova", data=ADA, follow_redirects=True)

    assert "Alla stessa ora ha un altro posto" in page.text
    assert "L68" not in page.text and "Legge 68" not in page.text


def test_the_desk_and_who_leads_open_nobody_else(world: World) -> None:
    ada = world.sign_up(world.edition(code="CV-1"))
    pages = (
        f"iscrizioni/{ada.id}",
        f"iscrizioni/{ada.id}/biglietto.pdf",
        f"persone/{ada.participant_id}",
        "persone/",
        "cronologia/",
        "enti/",
        "personale/",
        "programmi/2027-1/cv-1/messaggi",
        "programmi/2027-1/foglio",
        "programmi/2027-1/2027-1.xlsx",
    )
    exports = ("programmi/2027-1/esportazione", "programmi/2027-1/cv-1/esportazione")
    for role in (Role.DESK, Role.FACILITATOR):
        browser = world.signed_in(role)
        assert {browser.get(f"/ufficio/{page}").status_code for page in pages} == {404}, role
        assert {browser.post(f"/ufficio/{page}").status_code for page in exports} == {404}, role
        assert "Lovelace" not in browser.get("/ufficio/cerca?cerca=lovelace").text
        assert "Lovelace" not in browser.get(f"/ufficio/cerca?cerca={ada.ticket_code}").text
    assert world.signed_in(Role.FACILITATOR).get("/ufficio/programmi/2027-1/cv-1").status_code == 404


@pytest.mark.parametrize("way", ["office", "sheet"])
def test_who_led_an_edition_that_is_gone_does_not_lead_the_next_of_its_name(world: World, way: str) -> None:
    edition = world.edition(code="CV-1")
    world.grant(world.staff(Role.FACILITATOR), edition.about)
    with transaction():
        if way == "office":
            remove_edition(edition, by=BY)
        else:
            take_away(edition)
    world.sign_up(world.edition(code="CV-1", title="Un altro laboratorio"))

    assert db.session.scalars(select(Grant)).all() == []
    assert world.signed_in(Role.FACILITATOR).get("/ufficio/programmi/2027-1/cv-1").status_code == 404


def take_away(edition: Edition) -> None:
    """As an import does whose sheet no longer has it."""
    _take_away(edition, Imported(edition.programme, 0, 0), BY)


def test_nobody_is_invited_to_a_day_that_nobody_can_see(world: World) -> None:
    day = a_day_with_a_body(world, is_draft=True)

    with pytest.raises(DayNotShown, match="NET-1"), transaction():
        send(day, "", again=False, by=BY)
    assert world.mails() == []


@pytest.mark.parametrize("hidden", ["edition", "half-year"])
def test_an_invitation_shows_no_draft(world: World, client: FlaskClient, hidden: str) -> None:
    day = a_day_with_a_body(world)
    link = f"/inviti/{token_of(db.session.scalars(select(Invitation)).one())}"
    assert "Giornata segreta" in client.get(link).text
    with transaction():
        day.is_draft = hidden == "edition"
        day.programme.status = ProgrammeStatus.DRAFT if hidden == "half-year" else ProgrammeStatus.PUBLISHED

    assert client.get(link).status_code == client.post(link, data={"answer": "no"}).status_code == 404


@pytest.mark.parametrize(
    "path", ["//evil.example", "https://evil.example", "/ufficio/\\evil", "/", "/ufficio/../", "/ufficio//evil.example"]
)
def test_the_way_back_leads_to_a_page_of_the_office(world: World, path: str) -> None:
    token = way_back._serializer().dumps(path)  # as if somebody had got it signed
    answer = world.signed_in().get("/ufficio/accesso", query_string={"poi": token})

    assert (answer.status_code, answer.location) == (302, "/ufficio/")
