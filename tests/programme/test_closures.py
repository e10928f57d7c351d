"""The days on which nothing is held: the office's own, the nation's, the patrons'."""

from datetime import date, time
from html import unescape

import pytest
from sqlalchemy import select

from app.db import db, transaction
from app.programme import closures
from app.programme.models import Closure, PatronDay
from tests.world import World

RULES = "/ufficio/programmi/2027-1/regole"
NEW = "/ufficio/programmi/2027-1/chiusure/nuova"
PATRONS = "/ufficio/patroni/"
JANUARY = {"first_on": "2027-01-11", "last_on": "2027-01-15", "reason": "trasloco"}


def there() -> list[Closure]:
    db.session.expire_all()
    return list(db.session.scalars(select(Closure)))


def test_the_page_lists_the_feasts_of_the_half_year(world: World) -> None:
    world.edition()

    page = world.signed_in().get(RULES).text

    for feast in ("mercoledì 6 gennaio: Epifania", "domenica 25 aprile", "mercoledì 2 giugno"):
        assert feast in unescape(page)
    assert "25 dicembre" not in unescape(page)


def test_a_closure_on_free_days_is_added_at_once(world: World) -> None:
    world.programme()
    client = world.signed_in()

    page = client.post(NEW, data=JANUARY, follow_redirects=True).text

    assert "Chiusura salvata: 11/01/2027–15/01/2027, trasloco" in unescape(page) and len(there()) == 1
    assert "Chiusura aggiunta: 11/01/2027–15/01/2027, trasloco" in client.get("/ufficio/cronologia/").text


def test_one_day_is_written_once(world: World) -> None:
    world.programme()

    world.signed_in().post(NEW, data={"first_on": "12/01/2027", "reason": "inventario"})

    assert [(one.first_on, one.last_on) for one in there()] == [(date(2027, 1, 12), date(2027, 1, 12))]


def test_the_meetings_that_fall_on_a_closure_are_shown_first(world: World) -> None:
    world.sign_up(world.edition(code="CV-1"))
    world.edition(code="CV-2", meetings=[(date(2027, 1, 18), time(9), time(12))])
    client = world.signed_in()

    page = client.post(NEW, data=JANUARY).text
    assert (
        "Su questi giorni cade già 1 incontro" in unescape(page)
        and "CV-1" in unescape(page)
        and "CV-2" not in unescape(page)
    )
    assert not there()

    page = client.post(NEW, data=JANUARY | {"conferma": "si"}, follow_redirects=True).text
    assert "CV-1 è il 14/01/2027, che adesso è chiuso" in unescape(page) and len(there()) == 1
    assert not world.mails("changed")


def test_the_last_hour_of_the_last_day_is_closed_too(world: World) -> None:
    edition = world.edition(meetings=[(date(2027, 1, 15), time(22), time(23, 30))])

    assert closures.meetings_on(edition.programme, date(2027, 1, 15), date(2027, 1, 15))
    assert not closures.meetings_on(edition.programme, date(2027, 1, 16), date(2027, 1, 16))


def test_a_closure_that_is_taken_away_can_be_put_back(world: World) -> None:
    world.programme()
    client = world.signed_in()
    client.post(NEW, data=JANUARY)
    number = there()[0].id

    answer = client.post(f"/ufficio/programmi/2027-1/chiusure/{number}/eliminazione")
    assert not there()
    page = client.get(answer.location).text
    assert "Rimettila" in unescape(page)
    client.post(NEW, data=JANUARY)

    assert [one.reason for one in there()] == ["trasloco"]


def test_a_closure_is_changed(world: World) -> None:
    world.programme()
    client = world.signed_in()
    client.post(NEW, data=JANUARY)
    address = f"/ufficio/programmi/2027-1/chiusure/{there()[0].id}"

    assert 'value="2027-01-11"' in client.get(address).text
    client.post(address, data=JANUARY | {"last_on": "2027-01-12"})

    assert there()[0].last_on == date(2027, 1, 12)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"last_on": "2027-01-01"}, "L'ultimo giorno viene prima del primo"),
        ({"first_on": "2027-09-01", "last_on": "2027-09-02"}, "Questi giorni non sono del semestre"),
        ({"reason": " "}, "Scrivi il motivo"),
    ],
)
def test_a_closure_that_makes_no_sense_is_refused(world: World, wrong: dict[str, str], sentence: str) -> None:
    world.programme()

    answer = world.signed_in().post(NEW, data=JANUARY | wrong)

    assert answer.status_code == 422 and sentence in unescape(answer.text)


def test_the_closure_of_another_half_year_is_not_found(world: World) -> None:
    world.programme()
    world.programme("2027-2")
    client = world.signed_in()
    client.post(NEW, data=JANUARY)

    assert client.get(f"/ufficio/programmi/2027-2/chiusure/{there()[0].id}").status_code == 404


def test_an_archived_half_year_is_closed_no_more(world: World) -> None:
    half_year = world.programme()
    with transaction():
        half_year.status = "archived"

    assert world.signed_in().post(NEW, data=JANUARY).status_code == 409


def test_a_patron_is_added_corrected_and_taken_away(world: World) -> None:
    client = world.signed_in()
    typed = {"municipality": "Bazzano", "name": "Santo Stefano", "day": "26", "month": "12"}

    page = client.post(f"{PATRONS}nuovo", data=typed, follow_redirects=True).text
    assert "Santo Stefano di Bazzano è salvato" in unescape(page)
    number = db.session.scalars(select(PatronDay.id).where(PatronDay.municipality == "Bazzano")).one()
    assert client.post(f"{PATRONS}{number}", data=typed | {"day": "3", "month": "8"}).status_code == 303
    assert db.session.get_one(PatronDay, number).month == 8
    page = client.post(f"{PATRONS}{number}/eliminazione", follow_redirects=True).text
    assert "Santo Stefano di Bazzano è tolto" in unescape(page)


def test_a_municipality_has_one_patron(world: World) -> None:
    typed = {"municipality": "BOLOGNA", "name": "Altro", "day": "1", "month": "1"}

    answer = world.signed_in().post(f"{PATRONS}nuovo", data=typed)

    assert answer.status_code == 409 and "Il patrono di Bologna c'è già" in unescape(answer.text)


def test_a_day_that_no_month_has_is_refused(world: World) -> None:
    typed = {"municipality": "Bazzano", "name": "Nessuno", "day": "31", "month": "6"}

    answer = world.signed_in().post(f"{PATRONS}nuovo", data=typed)

    assert answer.status_code == 422 and "In questo mese non c'è questo giorno" in unescape(answer.text)


def test_a_municipality_of_ours_without_a_patron_is_pointed_at(world: World) -> None:
    world.edition()
    world.venue("Biblioteca", municipality="Paese senza patrono")

    page = world.signed_in().get(PATRONS).text

    assert "Manca il patrono di: Paese senza patrono" in unescape(page)
