"""Meetings by a rule, in the office: the dates are looked over before they exist."""

import re
from datetime import date, time

from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db, transaction
from app.programme.models import Edition
from app.registration.call_off import postpone
from tests.world import World

ADDRESS = "/ufficio/programmi/2027-1/incontri-ricorrenti"


def editions() -> dict[str, Edition]:
    db.session.expire_all()
    return {edition.code: edition for edition in db.session.scalars(select(Edition).order_by(Edition.code))}


def typed(edition: Edition, **changes: object) -> dict[str, object]:
    meeting = edition.meetings[0]
    return {
        "edition": str(edition.id),
        "into": "aggiungi",
        "weekdays": ["2", "4"],
        "every_weeks": "1",
        "first_on": "2027-03-02",
        "count": "4",
        "starts": "9.30",
        "ends": "12.30",
        "place": f"{meeting.venue_id}-{meeting.room_id}",
        "skips_closures": "y",
    } | changes


def looked_over(client: FlaskClient, asked: dict[str, object]) -> dict[str, object]:
    """What the preview's button sends."""
    page = client.get(ADDRESS, query_string=asked).text
    seen = {name: re.findall(rf'name="{name}" value="([^"]*)"', page)[0] for name in ("days", "codes")}
    return asked | seen


def test_the_dates_are_shown_before_they_exist(world: World) -> None:
    world.programme(published=False)
    cv = world.edition(code="CV-1")

    page = world.signed_in().get(ADDRESS, query_string=typed(cv)).text

    assert "4 incontri" in page and "martedì 2 marzo 2027" in page and "giovedì 11 marzo 2027" in page
    assert len(editions()["CV-1"].meetings) == 1


def test_dates_become_meetings_of_one_edition(world: World) -> None:
    world.programme(published=False)
    cv = world.edition(code="CV-1")
    client = world.signed_in()

    answer = client.post(ADDRESS, data=looked_over(client, typed(cv)))

    assert answer.status_code == 303
    assert [f"{one.day:%d/%m}" for one in editions()["CV-1"].meetings] == ["14/01", "02/03", "04/03", "09/03", "11/03"]


def test_dates_become_editions_numbered_on(world: World) -> None:
    cv = world.edition(code="CV-1", seats=14, summary="Tre ore.")
    world.edition(code="CV-3")
    client = world.signed_in()

    sent = looked_over(client, typed(cv, into="tante", count="2"))
    client.post(ADDRESS, data=sent)

    found = editions()
    assert list(found) == ["CV-1", "CV-3", "CV-4", "CV-5"]
    assert (found["CV-5"].seats, found["CV-5"].summary, found["CV-5"].is_draft) == (14, "Tre ore.", True)
    assert found["CV-5"].meetings[0].day == date(2027, 3, 4)

    again = client.post(ADDRESS, data=sent)
    assert again.status_code == 409 and len(editions()) == 4


def test_what_is_skipped_and_what_is_in_the_way_are_said(world: World) -> None:
    cv = world.edition(code="CV-1")
    world.edition(code="OSS-1", title="L'OSS", meetings=[(date(2027, 3, 30), time(11), time(13))])

    page = world.signed_in().get(ADDRESS, query_string=typed(cv, weekdays=["1", "2"], first_on="2027-03-29")).text

    assert "Saltato" in page and "Lunedì dell&#39;Angelo" in page
    assert "nella sala c&#39;è già OSS-1, dalle 11:00 alle 13:00" in page


def test_only_the_dates_that_were_looked_over_are_made(world: World) -> None:
    cv = world.edition(code="CV-1")
    client = world.signed_in()

    answer = client.post(ADDRESS, data=looked_over(client, typed(cv)) | {"count": "5"})

    assert answer.status_code == 409 and "riguarda le date" in answer.text and len(editions()["CV-1"].meetings) == 1


def test_how_often_and_where_must_be_said(world: World) -> None:
    cv = world.edition(code="CV-1")
    client = world.signed_in()

    answer = client.get(ADDRESS, query_string=typed(cv, count="", place="", first_on="2027-08-01"))

    assert answer.status_code == 422
    for words in ("Scrivi quante volte, oppure fino a quando", "Scegli dove si tiene", "Il semestre va dal 01/01/2027"):
        assert words in answer.text


def test_a_half_year_without_editions_says_where_to_begin(world: World) -> None:
    world.programme()

    assert "Serve prima un’edizione" in world.signed_in().get(ADDRESS).text


def test_new_dates_take_the_stead_of_those_that_were_put_off(world: World) -> None:
    cv = world.edition(code="CV-1")
    client, asked = world.signed_in(), typed(cv)
    with transaction():
        postpone(cv, by="ufficio")

    client.post(ADDRESS, data=looked_over(client, asked))

    assert not editions()["CV-1"].is_postponed
    assert [one.day for one in editions()["CV-1"].meetings] == [date(2027, 3, day) for day in (2, 4, 9, 11)]


def test_a_half_year_that_was_put_away_gets_no_more_dates(world: World) -> None:
    cv = world.edition(code="CV-1")
    client = world.signed_in()
    sent = looked_over(client, typed(cv))
    with transaction():
        cv.programme.status = "archived"

    assert "archiviato" in client.post(ADDRESS, data=sent).text
    assert len(editions()["CV-1"].meetings) == 1
