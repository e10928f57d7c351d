"""Venues and rooms, in the office; and who is told when one moves."""

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db
from app.journal.models import Entry
from app.journal.words import sentence
from app.lib import clock
from app.programme.models import Meeting, Room, Venue
from tests.world import World

LIST = "/ufficio/sedi/"
DESK = {"name": "Sportello Lavoro", "address": "Vicolo Bolognetti 2", "municipality": "Bologna", "is_step_free": "si"}
ROOM = {"name": "Sala incontri", "seats": "30", "fire_limit": "40"}


def venue(name: str = "Sportello Lavoro") -> Venue:
    db.session.expire_all()
    return db.session.scalars(select(Venue).where(Venue.name == name)).one()


def saved(client: FlaskClient, at: str = f"{LIST}1", **changes: str) -> str:
    return client.post(at, data=DESK | {"has_lift": "", "is_retired": ""} | changes, follow_redirects=True).text


def test_a_venue_is_written_with_all_that_people_need_to_find_it(world: World, client: FlaskClient) -> None:
    answer = world.signed_in().post(
        f"{LIST}nuova",
        data={
            "name": "Biblioteca  Salaborsa",
            "address": "Piazza Nettuno 3",
            "municipality": "Bologna",
            "is_step_free": "si",
            "has_lift": "si",
            "directions": "Autobus 20, fermata San Donato",
            "point": "https://www.openstreetmap.org/?mlat=44.4949&mlon=11.3426#map=18/44.4949/11.3426",
        },
    )

    assert answer.status_code == 303
    made = venue("Biblioteca Salaborsa")
    assert (made.name_key, made.is_step_free, made.has_lift) == ("biblioteca salaborsa", True, True)
    assert made.coordinates == (44.4949, 11.3426)
    page = client.get("/sedi").text
    assert "Autobus 20, fermata San Donato" in page and "C’è l’ascensore" in page


def test_two_fields_serve_who_has_only_numbers_and_one_alone_is_pointed_at(world: World) -> None:
    world.venue()
    client = world.signed_in()

    assert "Scrivi tutte e due le coordinate" in saved(client, latitude="44,49")
    saved(client, latitude="44,49", longitude="11,34")

    assert venue().coordinates == (44.49, 11.34)


def test_a_place_online_has_no_address(world: World) -> None:
    world.signed_in().post(f"{LIST}nuova", data={"name": "Online", "is_online": "y", "address": "Via Roma 1"})

    assert (venue("Online").address, venue("Online").is_step_free) == (None, None)


def test_a_place_to_walk_to_needs_its_municipality(world: World) -> None:
    answer = world.signed_in().post(f"{LIST}nuova", data={"name": "Casa di quartiere"})

    assert answer.status_code == 422 and 'href="#municipality"' in answer.text


def test_two_venues_do_not_have_one_name(world: World) -> None:
    world.venue()
    answer = world.signed_in().post(f"{LIST}nuova", data=DESK | {"name": "SPORTELLO   lavoro"})

    assert answer.status_code == 409 and "già una voce con questo nome" in answer.text


def test_venues_are_looked_for_and_put_in_order(world: World) -> None:
    world.venue()
    world.venue("Biblioteca di Imola", room="Aula blu", municipality="Imola")
    world.edition()
    client = world.signed_in()

    assert "Sportello Lavoro</a>" not in client.get(f"{LIST}?cerca=aula+blu").text
    assert "Nessuna sede" in client.get(f"{LIST}?cerca=nessuna").text
    by_name, by_use = client.get(LIST).text, client.get(f"{LIST}?ordine=uso").text
    assert by_name.index("Biblioteca di Imola") < by_name.index("Sportello Lavoro</a>")
    assert by_use.index("Sportello Lavoro</a>") < by_use.index("Biblioteca di Imola")


def test_a_new_address_is_told_to_whoever_comes_after_a_look_at_how_many(world: World) -> None:
    edition = world.edition(code="CV-1", seats=2)
    for who in ("ada", "alan", "grace"):  # alan has a telephone only, grace waits
        world.sign_up(edition, who)
    client = world.signed_in()

    first = saved(client, address="Via Zamboni 1", directions="Portone verde")
    assert "Conferma e avvisa" in first and "Tocca 3 persone" in first and "1 va chiamata" in first
    assert venue().address == "Vicolo Bolognetti 2" and world.mails("changed") == []

    done = saved(client, address="Via Zamboni 1", directions="Portone verde", conferma="si")
    assert "Avvisiamo 3 persone" in done
    assert (venue().address, venue().directions) == ("Via Zamboni 1", "Portone verde")
    told = world.mails("changed")
    assert len(told) == 3
    assert {mail.facts["changes"][0]["after"]["address"] for mail in told} == {"Via Zamboni 1, Bologna"}
    assert {mail.facts["changes"][0]["before"]["address"] for mail in told} == {"Vicolo Bolognetti 2, Bologna"}


def test_going_back_keeps_what_was_typed_and_changes_nothing(world: World) -> None:
    world.sign_up(world.edition())

    page = saved(world.signed_in(), address="Via Zamboni 1", indietro="si")

    assert 'value="Via Zamboni 1"' in page and venue().address == "Vicolo Bolognetti 2"


def test_steps_where_there_were_none_are_told_and_directions_are_not(world: World) -> None:
    world.sign_up(world.edition())
    client = world.signed_in()

    assert "Conferma e avvisa" not in saved(client, directions="Autobus 20", has_lift="si")
    assert world.mails("changed") == []
    assert "Conferma e avvisa" in saved(client, is_step_free="no")
    saved(client, is_step_free="no", conferma="si")
    assert len(world.mails("changed")) == 1
    assert "Conferma e avvisa" not in saved(client, is_step_free="si")


def test_people_of_meetings_that_are_over_are_left_in_peace(world: World) -> None:
    edition = world.edition()
    world.sign_up(edition)
    with clock.at(edition.meetings[0].ends_at + timedelta(hours=1)):
        saved(world.signed_in(), address="Via Zamboni 1")

    assert venue().address == "Via Zamboni 1" and world.mails("changed") == []


def test_a_room_with_another_name_is_told_too(world: World) -> None:
    world.sign_up(world.edition())
    client, address = world.signed_in(), f"{LIST}1/sale/1"

    assert "Conferma e avvisa" in client.post(address, data=ROOM | {"name": "Sala verde"}).text
    client.post(address, data=ROOM | {"name": "Sala verde", "conferma": "si"})

    assert db.session.scalars(select(Room.name)).all() == ["Sala verde"]
    assert len(world.mails("changed")) == 1


def test_a_fire_limit_below_the_seats_is_kept_and_pointed_at(world: World) -> None:
    world.venue()
    client = world.signed_in()

    page = client.post(f"{LIST}1/sale/nuova", data=ROOM | {"name": "Aula", "fire_limit": "20"}, follow_redirects=True)

    assert "la capienza di «Aula» (20) è sotto i posti a sedere (30)" in page.text
    assert "già una voce" in client.post(f"{LIST}1/sale/nuova", data=ROOM).text


def test_what_is_used_is_retired_and_what_is_not_is_deleted(world: World) -> None:
    world.edition()
    client = world.signed_in()
    client.post(f"{LIST}nuova", data=DESK | {"name": "Doppione"})
    client.post(f"{LIST}2/sale/nuova", data=ROOM)

    assert "non si può eliminare" in client.post(f"{LIST}1/eliminazione", follow_redirects=True).text
    assert "non si può eliminare" in client.post(f"{LIST}1/sale/1/eliminazione", follow_redirects=True).text
    client.post(f"{LIST}2/eliminazione")
    saved(client, is_retired="y")

    assert db.session.scalars(select(Venue.name)).all() == ["Sportello Lavoro"] and venue().is_retired
    assert "Sportello Lavoro" not in client.get("/sedi").text
    assert "Ritirato" in client.get(f"{LIST}?stato=ritirati").text
    new = client.get("/ufficio/programmi/2027-1/nuova-edizione").text
    assert "Sala incontri, Sportello Lavoro" not in new


def test_the_room_of_another_venue_is_not_found(world: World) -> None:
    world.venue()
    world.venue("Altrove", room=None)

    assert world.signed_in().get(f"{LIST}2/sale/1").status_code == 404


def test_the_history_says_what_became_what(world: World) -> None:
    world.venue()
    saved(world.signed_in(), municipality="Imola", directions="Autobus 20")

    entry = db.session.scalars(select(Entry).where(Entry.about == "venue/1")).one()
    assert sentence(entry.what, entry.facts) == "«Sportello Lavoro»: comune «Bologna» → «Imola»; come arrivare"


def test_the_meetings_stay_where_they_are(world: World) -> None:
    world.edition()
    saved(world.signed_in(), is_retired="y")

    assert db.session.scalars(select(Meeting.venue_id)).all() == [1]
