import re
from datetime import datetime

from flask.testing import FlaskClient

from app.attendance.record import present_minutes
from app.db import db
from app.lib import clock
from app.programme.models import Edition
from app.registration.models import Registration
from app.staff.models import Role
from tests.papers import AFTER_ALL, came
from tests.world import World

PRESENZE = "/ufficio/programmi/2027-1/web-1/presenze"
AFTER_THE_FIRST = datetime(2027, 1, 26, 13, 0, tzinfo=clock.ROME)


def page(browser: FlaskClient) -> str:
    return browser.get(PRESENZE).get_data(as_text=True)


def shown(html: str) -> str:
    found = re.search(r'name="mostrate" value="([^"]*)"', html)
    assert found
    return found[1]


def cell(registration: Registration, nth: int) -> str:
    return f"{registration.id}-{registration.edition.meetings[nth].id}"


def minutes_of(registration: Registration) -> list[int]:
    db.session.expire_all()
    return [present_minutes(registration, meeting) for meeting in registration.edition.meetings]


def test_the_grid_shows_who_was_read_and_when(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    came(ada, ada.edition.meetings[0])
    with clock.at(AFTER_THE_FIRST):
        html = page(world.signed_in())
    assert "Lovelace Ada" in html
    assert "All’accoglienza alle 9:30" in html
    assert html.count("Deve ancora esserci") == 2


def test_ticks_and_minutes_are_written_with_their_reason(world: World) -> None:
    edition = world.three_meetings()
    ada, grace, alan = (world.sign_up(edition, who) for who in ("ada", "grace", "alan"))
    came(grace, edition.meetings[0])
    came(alan, edition.meetings[0])
    with clock.at(AFTER_THE_FIRST):
        office = world.signed_in()
        form = {
            "mostrate": shown(page(office)),
            f"presente-{cell(ada, 0)}": "on",
            f"minuti-{cell(grace, 0)}": "",
            f"presente-{cell(alan, 0)}": "on",
            f"minuti-{cell(alan, 0)}": "90",
            "motivo": "Dal foglio firme",
        }
        answer = office.post(PRESENZE, data=form, follow_redirects=True).get_data(as_text=True)
    assert "3 presenze scritte." in answer
    assert "A mano: Dal foglio firme" in answer
    assert [minutes_of(someone)[0] for someone in (ada, grace, alan)] == [180, 0, 90]


def test_who_is_read_at_the_door_while_the_page_is_open_stays_in(world: World) -> None:
    edition = world.three_meetings()
    ada, grace = world.sign_up(edition, "ada"), world.sign_up(edition, "grace")
    with clock.at(AFTER_THE_FIRST):
        office = world.signed_in()
        form = {"mostrate": shown(page(office)), f"presente-{cell(grace, 0)}": "on", "motivo": "Dal foglio firme"}
        came(ada, edition.meetings[0])
        office.post(PRESENZE, data=form)
    assert [minutes_of(someone)[0] for someone in (ada, grace)] == [180, 180]


def test_a_change_without_a_reason_comes_back_with_what_was_typed(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    with clock.at(AFTER_THE_FIRST):
        office = world.signed_in()
        form = {"mostrate": shown(page(office)), f"minuti-{cell(ada, 0)}": "75", "motivo": " "}
        answer = office.post(PRESENZE, data=form)
    assert answer.status_code == 422
    assert 'value="75"' in answer.get_data(as_text=True)
    assert minutes_of(ada) == [0, 0, 0]


def test_minutes_that_are_no_number_come_back_too(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    with clock.at(AFTER_THE_FIRST):
        office = world.signed_in()
        form = {"mostrate": shown(page(office)), f"minuti-{cell(ada, 0)}": "un'ora", "motivo": "prova"}
        answer = office.post(PRESENZE, data=form)
    assert answer.status_code == 422
    assert "«un&#39;ora» non è un numero di minuti." in answer.get_data(as_text=True)


def test_registers_are_closed_and_opened_again_by_a_button(world: World) -> None:
    ada = world.sign_up(world.three_meetings())
    came(ada, ada.edition.meetings[0])
    with clock.at(AFTER_ALL):
        office = world.signed_in()
        assert "Chiudi i registri" in page(office)
        closed = office.post(f"{PRESENZE}/chiusura", follow_redirects=True).get_data(as_text=True)
        assert "I registri sono chiusi" in closed and "Riapri i registri" in closed
        assert 'type="checkbox"' not in closed
        opened = office.post(f"{PRESENZE}/riapertura", follow_redirects=True).get_data(as_text=True)
        assert "Chiudi i registri" in opened


def test_before_the_end_the_button_says_when(world: World) -> None:
    world.three_meetings()
    with clock.at(AFTER_THE_FIRST):
        office = world.signed_in()
        assert "dopo la fine dell’ultimo incontro" in page(office)
        answer = office.post(f"{PRESENZE}/chiusura", follow_redirects=True).get_data(as_text=True)
    assert "I registri si chiudono dopo l&#39;ultimo incontro" in answer


def test_the_sheet_is_a_pdf_with_a_neutral_name(world: World) -> None:
    edition: Edition = world.three_meetings()
    answer = world.signed_in().get(f"/ufficio/programmi/2027-1/web-1/foglio-firme/{edition.meetings[0].id}.pdf")
    assert answer.mimetype == "application/pdf"
    assert "foglio-firme-web-1-2027-01-26.pdf" in answer.headers["Content-Disposition"]


def test_who_leads_sees_the_grid_and_changes_nothing(world: World) -> None:
    edition = world.three_meetings()
    came(world.sign_up(edition), edition.meetings[0])
    world.grant(world.staff(Role.FACILITATOR), edition.about)
    with clock.at(AFTER_THE_FIRST):
        leader = world.signed_in(Role.FACILITATOR)
        html = page(leader)
        assert "Lovelace Ada" in html and 'type="checkbox"' not in html
        assert leader.post(PRESENZE, data={}).status_code == 404
