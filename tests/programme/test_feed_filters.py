"""Calendars of a part of the programme: by theme, by municipality, by whoever leads."""

from datetime import date, time

import pytest
import vobject
from flask.testing import FlaskClient

from app.db import transaction
from app.lib.clock import now
from app.programme.models import Edition, Facilitator
from tests.world import World


def titles(content: bytes) -> list[str]:
    calendar = vobject.readOne(content.decode())
    return sorted(event.summary.value for event in calendar.contents.get("vevent", []))


def in_imola(world: World, edition: Edition) -> Edition:
    venue, _room = world.venue("Biblioteca comunale", municipality="Imola", address="Via Emilia 80")
    with transaction():
        for meeting in edition.meetings:
            meeting.venue_id, meeting.room_id = venue.id, None
    return edition


def led_by(edition: Edition, name: str = "Carla") -> Facilitator:
    with transaction() as session:
        leader = Facilitator(name=name, name_key=name.lower())
        edition.facilitators.append(leader)
        session.flush()
    return leader


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "Bussola del lavoro · Programma 2027-1"),
        ("comune=Imola", "Bussola del lavoro · Imola"),
        ("tema=colloquio&comune=Imola", "Bussola del lavoro · Colloquio · Imola"),
        ("mese=2027-02&fascia=sera&lang=en", "Bussola del lavoro · February 2027 · Evening"),
    ],
)
def test_a_calendar_is_called_by_what_is_in_it(world: World, client: FlaskClient, query: str, name: str) -> None:
    in_imola(world, world.edition(theme="Colloquio"))

    content = client.get(f"/programmi/2027-1.ics?{query}").data

    assert f"\r\nX-WR-CALNAME:{name}\r\n".encode() in content


def test_a_calendar_of_a_town_keeps_what_was_called_off_there(world: World, client: FlaskClient) -> None:
    world.edition(title="A Bologna")
    off = in_imola(world, world.edition(title="Saltato"))
    later = in_imola(world, world.edition(title="Spostato"))
    with transaction():
        off.cancelled_at = off.meetings[0].cancelled_at = later.postponed_at = now()

    content = client.get("/programmi/2027-1.ics?comune=Imola").data

    assert titles(content) == ["ANNULLATO: Saltato", "RINVIATO: Spostato"]
    assert content.count(b"STATUS:CANCELLED") == 2 and content.count(b"TRANSP:TRANSPARENT") == 2


def test_what_is_not_yet_shown_is_in_no_calendar(world: World, client: FlaskClient) -> None:
    draft = world.edition(title="In bozza")
    leader = led_by(draft)
    with transaction():
        draft.is_draft = True

    assert titles(client.get("/programmi/2027-1.ics").data) == []
    assert titles(client.get(f"/calendari/{leader.calendar_key}.ics").data) == []


def test_free_seats_do_not_make_events_come_and_go(world: World, client: FlaskClient) -> None:
    full = world.edition(title="Pieno", seats=1)
    world.sign_up(full, "ada")

    assert titles(client.get("/programmi/2027-1.ics?posti=si").data) == ["Pieno"]


def test_a_venue_that_moves_changes_the_calendar_though_no_edition_changed(world: World, client: FlaskClient) -> None:
    edition = world.edition()
    first = client.get("/programmi/2027-1.ics")
    assert "Last-Modified" not in first.headers
    with transaction():
        edition.meetings[0].venue.address = "Piazza del Nettuno 3"

    again = client.get("/programmi/2027-1.ics", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 200 and "Piazza del Nettuno 3" in again.text.replace("\r\n ", "").replace("\\,", ",")


def test_whoever_leads_has_a_calendar_of_all_half_years(world: World, client: FlaskClient) -> None:
    world.edition(title="Di altri")
    mine = world.edition(title="Mio")
    leader = led_by(mine)
    autumn = [(date(2027, 9, 9), time(9), time(12))]
    world.programme("2027-2")
    next_one = world.edition(title="In autunno", programme="2027-2", meetings=autumn)
    world.programme("2028-1", published=False)
    hidden = world.edition(title="Non ancora", programme="2028-1", meetings=[(date(2028, 1, 9), time(9), time(12))])
    with transaction():
        next_one.facilitators.append(leader)
        hidden.facilitators.append(leader)

    answer = client.get(f"/calendari/{leader.calendar_key}.ics")
    again = client.get(f"/calendari/{leader.calendar_key}.ics", headers={"If-None-Match": answer.headers["ETag"]})

    assert titles(answer.data) == ["In autunno", "Mio"]
    assert b"X-WR-CALNAME:Bussola del lavoro \xc2\xb7 Carla" in answer.data
    assert answer.headers["Cache-Control"] == "private, no-store" and answer.headers["X-Robots-Tag"] == "noindex"
    assert again.status_code == 304


def test_a_reserved_lab_is_neutral_in_the_calendar_of_whoever_leads_it(world: World, client: FlaskClient) -> None:
    reserved = world.edition(
        title="Legge 68/99: il collocamento mirato",
        code="L68-1",
        reserved=True,
        theme="Disabilità",
        summary="Invalidità",
    )
    leader = led_by(reserved)

    content = client.get(f"/calendari/{leader.calendar_key}.ics").data

    assert titles(content) == ["Incontro della Bussola del lavoro"] and b"CLASS:PRIVATE" in content
    for telling in ("68", "collocamento", "Disabilit", "Invalidit"):
        body = content[content.index(b"BEGIN:VEVENT") :].decode().replace("\r\n ", "")
        body = "\n".join(line for line in body.splitlines() if not line.startswith("UID"))
        assert telling not in body


@pytest.mark.parametrize("key", ["0" * 16, "carla", "x"])
def test_an_unknown_calendar_is_not_there(world: World, client: FlaskClient, key: str) -> None:
    led_by(world.edition())

    assert client.get(f"/calendari/{key}.ics").status_code == 404


def test_the_page_of_calendars_gives_addresses_that_work(world: World, client: FlaskClient) -> None:
    world.edition(title="Il colloquio", theme="Colloquio")
    in_imola(world, world.edition(title="A Imola"))

    page = client.get("/programmi/2027-1/calendari?comune=Imola")

    assert 'value="http://127.0.0.1:8000/programmi/2027-1.ics?comune=Imola"' in page.text
    assert "webcal://127.0.0.1:8000/programmi/2027-1.ics?tema=colloquio" in page.text
    assert titles(client.get("/programmi/2027-1.ics?tema=colloquio").data) == ["Il colloquio"]
    assert "Quello che stavi guardando" in page.text


def test_an_english_reader_gets_english_addresses(world: World, client: FlaskClient) -> None:
    world.edition()

    page = client.get("/programmi/2027-1/calendari", headers={"Accept-Language": "en"})

    assert "/programmi/2027-1.ics?lang=en" in page.text


def test_meetings_that_were_moved_and_those_that_were_not_are_all_there(world: World, client: FlaskClient) -> None:
    lab = world.three_meetings()
    with transaction():
        lab.meetings[1].cancelled_at = now()

    content = client.get("/programmi/2027-1.ics").data

    assert titles(content) == ["ANNULLATO: Cercare lavoro online", "Cercare lavoro online", "Cercare lavoro online"]
