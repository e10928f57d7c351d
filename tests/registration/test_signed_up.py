"""«Le persone che ho iscritto»: whether they came, and nothing else of them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.attendance.record import record
from app.db import db, transaction
from app.journal.models import Entry
from app.lib import clock
from app.lib.names import LONGEST_NAME
from app.programme.models import Edition
from app.registration.models import Registration, Source
from app.registration.person import Person
from app.registration.sign_up import sign_up
from app.staff.models import Role
from tests import papers
from tests.world import World

LIST, EXPORT = "/ufficio/sportello/persone", "/ufficio/sportello/persone/esportazione"


def sent(edition: Edition, last_name: str, by: str = "desk@example.org") -> Registration:
    needs = ["wheelchair"]
    with transaction():
        person = Person("Olga", last_name, email=f"{abs(hash(last_name))}@example.org", access_needs=needs)
        return sign_up(edition.id, person, source=Source.STAFF, by=by)


def answers(page: str) -> list[str]:
    return [cell.split("</td>")[0] for cell in page.split('data-label="È venuta?">')[1:]]


def test_came_did_not_and_not_yet(world: World) -> None:
    edition = world.edition()
    present, absent, partly = (sent(edition, name) for name in ("Uno", "Due", "Tre"))
    papers.came(present, edition.meetings[0])

    assert answers(world.signed_in(Role.DESK).get(LIST).text) == ["non ancora", "non ancora", "sì"]
    with clock.at(edition.meetings[0].ends_at + timedelta(hours=1)):
        with transaction():
            record(db.session.get_one(Registration, partly.id), edition.meetings[0], 30, "Uscita prima", by="x")
        page = world.signed_in(Role.DESK).get(LIST).text
        assert answers(page) == ["sì", "no", "sì"] and absent.is_confirmed
        assert "30 minuti" not in page and "Uscita prima" not in page


def test_only_whom_one_signed_up_and_of_the_half_year_asked(world: World) -> None:
    edition = world.edition()
    sent(edition, "Mia")
    sent(edition, "Altrui", by="collega@example.org")
    desk = world.signed_in(Role.DESK)

    assert "Mia Olga" in desk.get(LIST).text and "Altrui" not in desk.get(LIST).text
    assert "Mia Olga" in desk.get(f"{LIST}?semestre=2027-1").text
    assert "Mia Olga" not in desk.get(f"{LIST}?semestre=2026-2").text


def test_the_page_of_one_says_nothing_of_needs_minutes_and_contacts(world: World) -> None:
    edition = world.edition()
    olga = sent(edition, "Bianchi")
    papers.came(olga, edition.meetings[0])

    with clock.at(edition.meetings[0].ends_at):
        page = world.signed_in(Role.DESK).get(f"/ufficio/iscrizioni/{olga.id}").text

    main = page.split("<main")[1].split("</main>")[0]
    assert "Ha almeno un ingresso" in main
    for unsaid in ("rotelle", "minuti", "attestato", "example.org", olga.ticket_code[:4], "Cronologia"):
        assert unsaid not in main


@pytest.mark.parametrize("page", ["/ufficio/persone/1", "/ufficio/programmi/2027-1/cv-1", "/ufficio/cronologia/"])
def test_the_rest_is_not_the_desk_s(world: World, page: str) -> None:
    world.edition(code="CV-1")
    sent(world.three_meetings(), "Bianchi")

    assert world.signed_in(Role.DESK).get(page).status_code == 404


def test_the_file_holds_no_formula_names_no_reserved_lab_and_is_written_down(world: World) -> None:
    sent(world.edition(code="CV-1"), "=SOMMA(A1)"[:LONGEST_NAME])
    sent(world.edition(code="L68-1", title="Il collocamento mirato", reserved=True), "Riservata")

    answer = world.signed_in(Role.DESK).post(EXPORT, data={"semestre": "2027-1"})

    text = answer.get_data(as_text=True)
    assert "'=SOMMA(A1)" in text and ";=SOMMA" not in text
    assert "L68" not in text and "mirato" not in text and "Incontro della Bussola del lavoro" in text
    line = db.session.scalars(select(Entry).where(Entry.what == "staff.people_exported")).one()
    assert line.facts == {"rows": 2} and line.by == "desk@example.org"


def test_the_office_sees_who_sent_them_and_who_signed_them_up(world: World) -> None:
    edition = world.edition(code="CV-1")
    with transaction():
        sign_up(
            edition.id,
            Person("Olga", "Bianchi", phone="+39051123456", referral="desk"),
            source=Source.STAFF,
            by="desk@example.org",
        )
    world.sign_up(edition, "ada")
    office, people = world.signed_in(), "/ufficio/programmi/2027-1/cv-1"

    page = office.get(people).text
    assert "inviata da: Sportello Lavoro" in page and "iscritta da: desk@example.org" in page
    only = office.get(f"{people}?inviate=desk").text
    assert "Bianchi" in only and "Lovelace" not in only
    exported = office.post(f"{people}/esportazione", data={"contenuto": "iscritti", "formato": "csv"})
    assert "Sportello Lavoro;desk@example.org" in exported.get_data(as_text=True)
