"""Who leads, in the office."""

from datetime import date, time

from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db, transaction
from app.programme.clashes import clashes_of
from app.programme.models import Facilitator
from tests.world import World

LIST = "/ufficio/chi-conduce/"


def marta() -> Facilitator:
    db.session.expire_all()
    return db.session.scalars(select(Facilitator)).one()


def with_marta(world: World, **changes: object) -> FlaskClient:
    client = world.signed_in()
    client.post(f"{LIST}nuovo", data={"name": "Marta Bianchi", "is_person": "si"} | changes)
    return client


def test_somebody_is_a_person_with_an_address_and_half_days(world: World) -> None:
    with_marta(world, email="Marta@Example.org ", available_at=["2-mattina", "4-pomeriggio"])

    assert (marta().is_person, marta().email) == (True, "marta@example.org")
    assert marta().available_at == ["2-mattina", "4-pomeriggio"]


def test_no_box_and_all_boxes_are_always(world: World) -> None:
    client = with_marta(world)
    assert marta().available_at is None

    all_of_them = [f"{day}-{part}" for day in range(1, 8) for part in ("mattina", "pomeriggio", "sera")]
    client.post(f"{LIST}1", data={"name": "Marta Bianchi", "is_person": "no", "available_at": all_of_them})
    assert marta().available_at is None and not marta().is_person


def test_an_address_that_is_none_is_pointed_at(world: World) -> None:
    answer = world.signed_in().post(f"{LIST}nuovo", data={"name": "Marta", "is_person": "si", "email": "marta@"})

    assert answer.status_code == 422 and "Controlla l’e-mail" in answer.text


def test_days_away_are_written_warned_of_and_taken_off(world: World) -> None:
    client = with_marta(world)
    edition = world.edition()
    with transaction():
        edition.facilitators = [marta()]

    client.post(f"{LIST}1/assenze", data={"first_on": "14/01/2027", "last_on": "", "reason": "Ferie"})
    assert [(one.first_on, one.last_on) for one in marta().absences] == [(date(2027, 1, 14), date(2027, 1, 14))]
    assert any("Ferie" in clash.sentence for clash in clashes_of(world.programme(), [edition]))

    client.post(f"{LIST}1/assenze/1/eliminazione")
    assert marta().absences == []


def test_an_absence_that_ends_before_it_begins_is_pointed_at_and_the_page_keeps_the_rest(world: World) -> None:
    client = with_marta(world, email="marta@example.org")

    answer = client.post(f"{LIST}1/assenze", data={"first_on": "2027-02-02", "last_on": "2027-02-01"})

    assert answer.status_code == 422 and 'href="#last_on"' in answer.text
    assert 'value="marta@example.org"' in answer.text and marta().absences == []


def test_the_page_says_what_they_lead_and_where_their_calendar_is(world: World) -> None:
    client = with_marta(world)
    soon = world.edition(code="CV-1")
    called_off = world.edition(code="CV-2", title="Annullato")
    long_ago = world.edition(
        code="CV-3", title="Di anni fa", programme="2026-1", meetings=[(date(2026, 1, 14), time(9), time(10))]
    )
    leader = marta()
    with transaction():
        for edition in (soon, called_off, long_ago):
            edition.facilitators = [leader]
        called_off.cancelled_at = called_off.updated_at

    page = client.get(f"{LIST}1").text

    assert "CV-1 · Il curriculum che si fa leggere" in page
    assert "Annullato" not in page and "Di anni fa" not in page
    assert f"/calendari/{marta().calendar_key}.ics" in page


def test_a_new_address_makes_the_old_one_useless(world: World, client: FlaskClient) -> None:
    office = with_marta(world)
    old = marta().calendar_key
    assert client.get(f"/calendari/{old}.ics").status_code == 200

    office.post(f"{LIST}1/indirizzo")

    assert client.get(f"/calendari/{old}.ics").status_code == 404
    assert client.get(f"/calendari/{marta().calendar_key}.ics").status_code == 200


def test_who_leads_something_stays_and_who_never_did_goes(world: World) -> None:
    client = with_marta(world)
    edition = world.edition()
    with transaction():
        edition.facilitators = [marta()]

    assert "non si può eliminare" in client.post(f"{LIST}1/eliminazione", follow_redirects=True).text
    with transaction():
        edition.facilitators = []
    client.post(f"{LIST}1/assenze", data={"first_on": "2027-02-02"})
    client.post(f"{LIST}1/eliminazione")
    assert db.session.scalars(select(Facilitator)).all() == []


def test_the_absence_of_somebody_else_is_not_found(world: World) -> None:
    client = with_marta(world)
    client.post(f"{LIST}1/assenze", data={"first_on": "2027-02-02"})

    assert client.post(f"{LIST}2/assenze/1/eliminazione").status_code == 404
