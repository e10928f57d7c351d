"""A long list costs as many queries as a short one."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from app.attendance.close import close
from app.certificates.issue import issue
from app.checkin.scan import scan
from app.db import db, transaction
from app.lib import clock
from app.programme.models import AgendaItem, Edition
from app.registration.models import Source
from app.registration.sign_up import Person, sign_up
from app.staff.models import Role
from tests.checkin.conftest import phone_of
from tests.world import World

pytestmark = pytest.mark.one_database

MORNING = datetime(2027, 1, 11, 9, 40, tzinfo=clock.ROME)
TODAY = (date(2027, 1, 11), time(9, 30), time(12, 30))
NET = "/ufficio/programmi/2027-1/net-1"
A_RULE = "edition=1&into=tante&weekdays=2&first_on=2027-03-02&count=4&starts=9.30&ends=12.30&place=1-1&every_weeks=1"
PAGES = [
    "/programmi/2027-1/",
    "/programmi/2027-1/cv-1",
    "/programmi/2027-1/iscrizione",
    "/programmi/2027-1.ics",
    "/programmi/2027-1/calendari",
    "/programmi/2027-1/incorpora",
    "/programmi/2027-1/volantino.pdf",
    "/api/v1/programmes/2027-1/editions",
    "/ufficio/",
    "/ufficio/programmi/",
    "/ufficio/programmi/2027-1/",
    "/ufficio/programmi/2027-1/pubblicazione",
    "/ufficio/programmi/2027-1/copia?semestre=2028-1",
    "/ufficio/programmi/2027-1/regole",
    "/ufficio/programmi/2027-1/tabellone?righe=conduce",
    "/ufficio/programmi/2027-1/tabellone/1",
    NET,
    f"{NET}/modifica",
    "/ufficio/programmi/2027-1/in-blocco",
    f"/ufficio/programmi/2027-1/incontri-ricorrenti?{A_RULE}",
    "/ufficio/laboratori/",
    f"{NET}/accoglienza",
    f"{NET}/presenze",
    f"{NET}/attestati",
    "/ufficio/sportello/",
    "/ufficio/sportello/persone",
    "/ufficio/posta/",
    "/ufficio/da-chiamare",
    "/ufficio/cronologia/",
    "/ufficio/persone/",
    "/ufficio/persone/1",
    "/ufficio/persone/1/unione",
    "/ufficio/cerca?cerca=rossi",
    "/ufficio/cerca?cerca=sportello",
]


@pytest.fixture
def queries(world: World) -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:  # type: ignore[no-untyped-def]
        said.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield said
    event.remove(db.engine, "before_cursor_execute", note)


def three_delegates_come_and_are_certified(number: int) -> None:
    edition = db.session.get_one(Edition, number)
    for _number in range(3):
        body = Person("Rosa", "Rossi", phone=f"+39051{uuid4().int % 10**6:06}", organisation=f"Ente {uuid4()}")
        with transaction():
            code = sign_up(edition.id, body, source=Source.STAFF).ticket_code
        phone = phone_of(edition)
        with transaction():
            scan(phone, str(uuid4()), code)
    with transaction(), clock.at(edition.meetings[-1].ends_at):
        close(edition, by="ufficio")
        issue(edition, by="ufficio")
        edition.closed_at = None


def a_lab_with_an_agenda(world: World, **facts: object) -> None:
    edition = world.edition(seats=20, meetings=[TODAY, (date(2027, 1, 14), time(9), time(10))], **facts)
    begins = edition.meetings[0].starts_at
    with transaction():
        edition.agenda = [AgendaItem(starts_at=begins, ends_at=begins + timedelta(hours=1), title="Apertura")]


def test_no_list_asks_once_per_line(world: World, queries: list[str]) -> None:
    def counts() -> dict[str, int]:
        found = {}
        for page in PAGES:
            db.session.remove()
            queries.clear()
            assert office.get(page).status_code == 200, page
            found[page] = len(queries)
        return found

    number = world.edition(seats=60, code="NET-1", networking=True, title="Networking", meetings=[TODAY]).id
    for code in ("CV-1", "CV-2"):
        a_lab_with_an_agenda(world, code=code)
    with clock.at(MORNING):
        office = world.signed_in(Role.OFFICE)
        three_delegates_come_and_are_certified(number)
        office.get(PAGES[0])  # which asks once for the languages
        few = counts()
        for code in ("CV-3", "CV-4"):
            a_lab_with_an_agenda(world, code=code)
        three_delegates_come_and_are_certified(number)
        many = counts()

    assert few == many
