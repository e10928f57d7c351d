"""The personal calendar, as other people's calendars read it."""

from datetime import date, time, timedelta
from pathlib import Path

from flask.testing import FlaskClient

from app.db import db, transaction
from app.lib import clock
from app.lib.clock import now
from app.registration import personal_feed
from app.registration.cancel import cancel
from app.registration.invite import invite, uid_of
from app.registration.links import token_of
from app.registration.models import PersonalFeed
from tests.lib.calendar_readers import seen_by_ical_js, seen_by_khal, seen_by_vobject
from tests.lib.libical import entries_read_by_libical, faults_found_by_libical
from tests.world import World

ADA = "ada@example.org"


def address(contact: str = ADA) -> str:
    with transaction():
        return f"/calendari/mie/{personal_feed.begin(contact)}.ics"


def test_every_reader_sees_the_same_meetings(world: World, client: FlaskClient, tmp_path: Path) -> None:
    one, three = world.sign_up(world.edition()), world.sign_up(world.three_meetings())

    content = client.get(address()).data

    assert faults_found_by_libical(content) == []
    seen = seen_by_ical_js(content)
    assert seen == seen_by_khal(content, tmp_path) == seen_by_vobject(content)
    assert len(seen) == 4 and {event.title for event in seen} == {one.edition.title, three.edition.title}


def test_the_entries_are_those_of_the_invitations(world: World, client: FlaskClient) -> None:
    one, three = world.sign_up(world.edition()), world.sign_up(world.three_meetings())
    invited = entries_read_by_libical(invite(one)[0]) + entries_read_by_libical(invite(three)[0])

    assert sorted(entries_read_by_libical(client.get(address()).data)) == sorted(invited)


def test_only_places_are_in_it(world: World, client: FlaskClient) -> None:
    full = world.edition(seats=0)
    world.sign_up(full)
    gone = world.sign_up(world.edition())
    kept = world.sign_up(world.edition())
    with transaction():
        cancel(gone)

    assert entries_read_by_libical(client.get(address()).data) == [(uid_of(kept), 0)]


def test_it_says_nothing_that_a_stranger_could_use(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition(title="Legge 68/99: il collocamento mirato", reserved=True))

    said = client.get(address()).get_data(as_text=True).replace("\r\n ", "")

    assert "Legge 68" not in said and "Incontro della Bussola del lavoro" in said
    for secret in (ada.ticket_code, token_of(ada), "Lovelace", ADA):
        assert secret.lower() not in said.lower()


def test_it_is_for_one_reader_and_not_for_search_engines(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())
    where = address()
    answer = client.get(where)

    assert answer.headers["Cache-Control"].startswith("private")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    with clock.at(now() + timedelta(hours=6)):
        again = client.get(where, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_change_of_date_changes_it(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition())
    where = address()
    etag = client.get(where).headers["ETag"]
    with transaction():
        ada.edition.meetings[0].starts_at += timedelta(hours=1)
        ada.edition.updated_at = now()

    assert client.get(where, headers={"If-None-Match": etag}).status_code == 200


def test_a_new_address_ends_the_one_before_and_it_can_be_ended(world: World, client: FlaskClient) -> None:
    world.sign_up(world.edition())
    first, second = address(), address()

    assert client.get(first).status_code == 404 and client.get(second).status_code == 200
    with transaction():
        personal_feed.end(ADA)
    assert client.get(second).status_code == 404


def test_what_is_kept_is_no_address(world: World, client: FlaskClient) -> None:
    where = address()
    kept = db.session.query(PersonalFeed).one()

    assert kept.digest not in where and where.rsplit("/", 1)[1].removesuffix(".ics") not in kept.digest
    assert client.get(f"/calendari/mie/{kept.digest}.ics").status_code == 404
    assert client.get(f"/calendari/mie/{'0' * 32}.ics").status_code == 404


def test_a_calendar_that_holds_nothing_is_one_all_the_same(client: FlaskClient) -> None:
    content = client.get(address()).data

    assert faults_found_by_libical(content) == [] and entries_read_by_libical(content) == []


def test_a_place_on_another_date_takes_the_old_one_out(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition())
    where = address()
    world.edition(code="CV-9", meetings=[(date(2027, 2, 11), time(9, 30), time(12, 30))])
    client.post(f"/iscrizioni/{token_of(ada)}/spostamento", data={"data": "cv-9"})

    [(uid, _sequence)] = entries_read_by_libical(client.get(where).data)
    assert uid != uid_of(ada)
