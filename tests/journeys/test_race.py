"""200 people try for 30 seats at once, over HTTP, against four server processes."""

import http.client
import re
import threading
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from sqlalchemy import create_engine, text

from tests.journeys.half_year import an_open_edition, fresh_database
from tests.servers import running_server

PEOPLE, SEATS, PROCESSES = 200, 30, 4
FORM = "/programmi/2027-1/cv-1/iscrizione"


class Visitor(threading.Thread):
    """Opens the form, waits for the start, and signs up; keeps the status of the last answer."""

    def __init__(self, address: str, number: int, start: threading.Barrier) -> None:
        super().__init__()
        self.address, self.number, self.start_line, self.status = address, number, start, 0

    def run(self) -> None:
        form = self.ask("GET", f"{FORM}?passo=dati")
        page = form.read().decode()
        hidden = dict(re.findall(r'name="(csrf_token|request_key)"[^>]* value="([^"]+)"', page))
        person = {"first_name": f"Persona{self.number}", "last_name": "Prova", "email": f"p{self.number}@example.org"}
        typed = urlencode(hidden | person | {"passo": "invia"})
        headers = {
            "Cookie": form.headers["Set-Cookie"].split(";")[0],
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.start_line.wait()
        self.status = self.ask("POST", FORM, typed, headers).status

    def ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> http.client.HTTPResponse:
        """One request on a connection of its own: an idle one may be closed while the others get ready."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=120)
        connection.request(method, path, body, {"Connection": "close", **(headers or {})})
        return connection.getresponse()


def rush(database: str, postgres_url: str, folder: Path, app: str) -> tuple[Counter[int], list[tuple[str, int | None]]]:
    """Statuses of the answers, and (status, queue number) of all registrations in the order they were kept."""
    with fresh_database(database, postgres_url, folder) as environ:
        an_open_edition(environ, seats=SEATS)
        with running_server(environ, processes=PROCESSES, app=app) as address:
            start = threading.Barrier(PEOPLE)
            visitors = [Visitor(address, number, start) for number in range(PEOPLE)]
            for visitor in visitors:
                visitor.start()
            for visitor in visitors:
                visitor.join()
        engine = create_engine(environ["DATABASE_URL"])
        with engine.connect() as connection:
            rows = connection.execute(text("SELECT status, queue_number FROM registrations ORDER BY id"))
            kept = [(row.status, row.queue_number) for row in rows]
        engine.dispose()
    return Counter(visitor.status for visitor in visitors), kept


def test_exactly_the_seats_are_given_and_the_rest_wait_in_order(
    database: str, postgres_url: str, tmp_path: Path
) -> None:
    statuses, kept = rush(database, postgres_url, tmp_path, "wsgi:app")

    assert statuses == {303: PEOPLE}
    assert [status for status, _ in kept] == ["confirmed"] * SEATS + ["waiting"] * (PEOPLE - SEATS)
    queue = [number for status, number in kept if status == "waiting"]
    assert queue == list(range(SEATS + 1, PEOPLE + 1))


@pytest.mark.one_database
def test_without_the_lock_postgresql_oversells(postgres_url: str, tmp_path: Path) -> None:
    """The negative control: this race is one that the lock really wins."""
    _, kept = rush("postgresql", postgres_url, tmp_path, "tests.journeys.unlocked:app")

    assert sum(status == "confirmed" for status, _ in kept) > SEATS
