import re
from datetime import date, time, timedelta

import vobject
from flask.testing import FlaskClient

from app.db import transaction
from app.lib import clock, ics
from app.lib.clock import from_rome, now
from app.programme.feed import feed
from app.programme.models import AgendaItem, Edition
from tests.lib.libical import faults_found_by_libical
from tests.world import World


def the_feed(*editions: Edition, language: str = "it") -> bytes:
    return feed(editions[0].programme, editions, language)


def events(content: bytes) -> list[vobject.base.Component]:
    return vobject.readOne(content.decode()).vevent_list


def test_every_meeting_is_an_event_at_its_hour_in_rome(world: World) -> None:
    content = the_feed(world.edition(), world.three_meetings())

    assert [event.dtstart.value.astimezone(clock.ROME).strftime("%d/%m %H:%M") for event in events(content)] == [
        "14/01 09:30",
        "26/01 09:30",
        "28/01 09:30",
        "02/02 09:30",
    ]
    assert len({event.uid.value for event in events(content)}) == 4
    assert faults_found_by_libical(content) == []


def test_the_same_programme_makes_the_same_bytes_at_any_time(world: World) -> None:
    edition = world.edition()
    first = the_feed(edition)
    ics.feed.cache_clear()

    with clock.at(now() + timedelta(days=2)):
        assert the_feed(edition) == first


def test_a_cancelled_edition_says_so_in_its_title_and_stays_for_thirty_days(world: World) -> None:
    edition = world.edition()
    with transaction():
        edition.cancelled_at, edition.calendar_sequence = now(), 1

    (event,) = events(the_feed(edition))

    assert (event.status.value, event.sequence.value) == ("CANCELLED", "1")
    assert event.summary.value == "ANNULLATO: Il curriculum che si fa leggere"
    with clock.at(edition.meetings[0].ends_at + timedelta(days=29)):
        assert b"BEGIN:VEVENT" in the_feed(edition)
    with clock.at(edition.meetings[0].ends_at + timedelta(days=31)):
        assert b"BEGIN:VEVENT" not in the_feed(edition)


def test_a_feed_tells_where_what_and_how_to_sign_up_but_no_link_to_an_online_lab(world: World) -> None:
    edition = world.edition(summary="Prove pratiche; in gruppo,\nal computer", online_url="https://meet.example.org/x")
    with transaction():
        day = date(2027, 1, 14)
        edition.agenda = [
            AgendaItem(
                starts_at=from_rome(day, time(9, 30)),
                ends_at=from_rome(day, time(10)),
                title="Apertura dei lavori",
                speakers="Comune",
            )
        ]

    content = the_feed(edition)

    (event,) = events(content)
    assert event.location.value == "Sala incontri, Sportello Lavoro, Vicolo Bolognetti 2, Bologna"
    assert "Prove pratiche; in gruppo,\nal computer" in event.description.value
    assert "9:30 Apertura dei lavori (Comune)" in event.description.value
    assert f"/programmi/2027-1/{edition.slug}" in event.description.value
    assert b"meet.example.org" not in content


def test_the_address_of_the_feed_answers_and_knows_what_the_reader_has(world: World, client: FlaskClient) -> None:
    edition = world.edition()

    answer = client.get("/programmi/2027-1.ics")
    again = client.get("/programmi/2027-1.ics", headers={"If-None-Match": answer.headers["ETag"]})

    assert answer.content_type == "text/calendar; charset=utf-8" and answer.data == the_feed(edition)
    assert not re.search(rb"^METHOD", answer.data, re.M)
    assert (again.status_code, again.data) == (304, b"")
