"""The whole main job on the office's real input, through HTTP and the command line: from the sheet to a certificate."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import create_engine, text

from tests import papers
from tests.journeys.half_year import fresh_database
from tests.journeys.visitor import Visitor
from tests.servers import command, running_server

DATA = Path(__file__).parent.parent / "data"
PASSWORD = "una password da prove"
SIGN_UPS = "2027-01-08T10:00+01:00"  # some labs are open, none has begun
MEETINGS = ("2027-01-26T09:20+01:00", "2027-01-28T09:20+01:00", "2027-02-02T09:20+01:00")
AFTERWARDS = "2027-02-03T10:00+01:00"
EDITION = "/ufficio/programmi/2027-1/web-1"


class Person(NamedTuple):
    name: str
    page: str  # the managing link
    code: str


class Season:
    """The office's half-year, lived from one instant to the next."""

    def __init__(self, environ: dict[str, str]) -> None:
        self.environ = environ

    def at(self, instant: str) -> dict[str, str]:
        return self.environ | {"BUSSOLA_NOW": instant}

    def bussola(self, *words: str, instant: str = SIGN_UPS, stdin: str | None = None) -> str:
        """Run a command that must succeed; returns its last line."""
        done = command(*words, environ=self.at(instant), stdin=stdin)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip().splitlines()[-1]

    def rows(self, query: str) -> list[tuple[object, ...]]:
        engine = create_engine(self.environ["DATABASE_URL"])
        with engine.connect() as connection:
            found = [tuple(row) for row in connection.execute(text(query))]
        engine.dispose()
        return found


@pytest.fixture
def season(database: str, postgres_url: str, tmp_path: Path) -> Iterator[Season]:
    with fresh_database(database, postgres_url, tmp_path) as environ:
        yield Season(environ)


def test_from_the_sheet_to_a_certificate_in_a_persons_hand(season: Season, tmp_path: Path) -> None:
    season.bussola("staff", "add", "olga@example.org", "--role", "office", stdin=f"{PASSWORD}\n")
    assert season.bussola("programme", "import", str(DATA / "programma-2027-1.xlsx")) == "24 edizioni, 34 incontri"
    three = publish_and_sign_up(season, tmp_path)
    import_the_list(season)
    come_to_one_two_and_three_meetings(season, three)
    close_and_issue(season)
    look_at_certificates(season, three, tmp_path)


def publish_and_sign_up(season: Season, folder: Path) -> list[Person]:
    """Nobody sees a draft; once it is published, three people sign up alone for the lab of three meetings."""
    with running_server(season.at(SIGN_UPS)) as address:
        visitor = Visitor(address)
        assert visitor.open("/programmi/2027-1/").status == 404
        office = sign_in(address)
        office.open("/ufficio/programmi/2027-1/pubblicazione")
        assert "Il programma è pubblicato" in office.send("pubblicazione").text
        three = [sign_up(Visitor(address), first, folder) for first in ("Prima", "Seconda", "Terza")]
    return three


def sign_in(address: str) -> Visitor:
    office = Visitor(address)
    office.open("/ufficio/")
    assert "Oggi" in office.send("accesso", email="olga@example.org", password=PASSWORD).text
    return office


def sign_up(visitor: Visitor, first_name: str, folder: Path) -> Person:
    """From the front page to the ticket, by reading the screen only."""
    visitor.open("/?tema=competenze-digitali")
    visitor.follow("/web-1")
    visitor.follow("/iscrizione")
    visitor.follow("passo=dati")
    visitor.send("iscrizione", first_name=first_name, last_name="Cercatori", email=f"{first_name.lower()}@example.org")
    assert "Controlla e invia" in visitor.page.text
    ticket = visitor.send("iscrizione", button=("passo", "invia"))
    assert "Il posto è tuo" in ticket.text
    code = re.search(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", ticket.text)
    assert code
    paper = visitor.open(visitor.page.links("biglietto.pdf")[0]).body
    assert set(papers.qr_codes(paper, folder)) == {f"{visitor.address}/t/{code[0].replace('-', '')}".upper()}
    assert b"BEGIN:VEVENT" in visitor.open(visitor.page.links("invito.ics")[0]).body
    return Person(f"{first_name} Cercatori", ticket.url, code[0])


def import_the_list(season: Season) -> None:
    """Four hundred people of the office's list, on top of the three: none beyond the seats, none forgotten."""
    last = season.bussola("registration", "import", str(DATA / "iscrizioni-2027-1.csv"))

    assert last == "400 iscrizioni: 354 confermate, 46 in lista d'attesa, 0 rifiutate"
    assert season.rows("SELECT code FROM editions WHERE confirmed_count > seats") == []
    assert season.rows("SELECT code FROM editions WHERE waiting_count > 0 AND confirmed_count < seats") == []
    assert season.rows("SELECT count(*) FROM registrations WHERE status <> 'cancelled'") == [(403,)]
    assert season.rows("SELECT count(*) FROM outbox_messages WHERE status = 'to_call'") == [(12,)]


def come_to_one_two_and_three_meetings(season: Season, people: list[Person]) -> None:
    """At each meeting the office makes a link, a phone opens the door, and the codes are typed."""
    for number, instant in enumerate(MEETINGS):
        with running_server(season.at(instant)) as address:
            office = sign_in(address)
            office.open(f"{EDITION}/accoglienza")
            link = office.send("dispositivi", label=f"Telefono {number}")
            door = re.search(r"/accoglienza/dispositivo/[\w-]+", link.body.decode())
            assert door
            phone = Visitor(address)
            phone.open(door[0])
            phone.send("dispositivo")
            for person in people[number:]:
                assert "Può entrare" in phone.send("/letture$", read=person.code).text
            assert "già" in phone.send("/letture$", read=people[-1].code).text
            assert "Può entrare" not in phone.send("/letture$", read="QQQQ-QQQQ-QQQQ-QQQQ").text


def close_and_issue(season: Season) -> None:
    """Register sheets, closing, and the certificates from the command line; before closing it is refused."""
    early = command("certificates", "issue", "2027-1/web-1", environ=season.at(AFTERWARDS))
    assert early.returncode == 1 and "regist" in early.stderr
    with running_server(season.at(AFTERWARDS)) as address:
        office = sign_in(address)
        office.open(EDITION)
        sheet = papers.text(office.open(office.page.links("foglio-firme")[0]).body)
        assert "Prima" in sheet and "@" not in sheet and "+39" not in sheet
        office.open(f"{EDITION}/presenze")
        office.send("chiusura")
    assert season.bussola("certificates", "issue", "2027-1/web-1", instant=AFTERWARDS) == "2 attestati"


def look_at_certificates(season: Season, people: list[Person], folder: Path) -> None:
    """Who came three times of three has nine hours of nine, twice six, once none; and anybody can check."""
    once, twice, always = people
    with running_server(season.at(AFTERWARDS)) as address:
        for person, hours in ((always, "9 h su 9 h"), (twice, "6 h su 9 h")):
            visitor = own_page(address, person)
            paper = visitor.open(visitor.page.links("attestato.pdf")[0]).body
            said = papers.text(paper)
            assert person.name in said and hours in said and "Cercare lavoro online" in said
            zxing, zbar = papers.qr_codes(paper, folder)
            assert zxing == zbar
            verify(visitor, zxing, person.name)
        assert own_page(address, once).page.links("attestato.pdf") == []


def own_page(address: str, person: Person) -> Visitor:
    """The person's managing link, on the server that runs now."""
    visitor = Visitor(address)
    visitor.open(person.page[person.page.index("/iscrizioni") :])
    return visitor


def verify(visitor: Visitor, printed: str, name: str) -> None:
    """What the QR says is an address of ours: it tells what was certified, and whether a name is the right one."""
    code = printed.rsplit("/", 1)[1]
    page = visitor.open(f"/VERIFICA/{code}")
    assert "Cercare lavoro online" in page.text and "Cercatori" not in page.text
    first, last = name.split()
    assert "corrisponde" in visitor.send("verifica", name=f"{last.upper()}  {first}").text
