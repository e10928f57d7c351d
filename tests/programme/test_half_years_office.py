"""A half-year and its rules, as the office makes and changes them."""

from datetime import date, datetime, time
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db, transaction
from app.journal.models import Entry
from app.lib import clock
from app.programme.models import Funding, Programme
from tests.world import World

LIST = "/ufficio/programmi/"
NEW = f"{LIST}nuovo"
RULES = f"{LIST}2027-1/regole"


def programme(slug: str = "2027-1") -> Programme:
    db.session.expire_all()
    return db.session.scalars(select(Programme).where(Programme.slug == slug)).one()


def rules(**changes: object) -> dict[str, object]:
    """What the page of the rules sends, as the world's half-year has them."""
    return {
        "title": "Programma 2027-1",
        "first_on": "2027-01-01",
        "last_on": "2027-06-30",
        "certificate_share": "2/3",
        "funding": "",
        "privacy_notice": "",
    } | changes


def changes() -> list[str]:
    return [one.facts["change"] for one in db.session.scalars(select(Entry).where(Entry.what == "programme.changed"))]


def test_a_half_year_needs_only_to_be_chosen(world: World) -> None:
    client = world.signed_in()

    answer = client.post(NEW, data={"half": "2027-2", "certificate_share": "2/3"})

    made = programme("2027-2")
    assert answer.status_code == 303 and answer.location == f"{LIST}2027-2/"
    assert made.title == "Bussola del lavoro — Programma del secondo semestre 2027" and not made.is_public
    assert (made.first_on, made.last_on) == (date(2027, 7, 1), date(2027, 12, 31))


def test_the_next_half_year_starts_from_the_rules_of_the_last(world: World) -> None:
    last = world.programme()
    with transaction():
        last.most_open_registrations = 3

    page = world.signed_in().get(NEW).text

    assert '<option selected value="2027-2">' in unescape(page) and 'value="3"' in unescape(page)


def test_a_half_year_that_is_there_is_not_made_again(world: World) -> None:
    world.programme()

    answer = world.signed_in().post(NEW, data={"half": "2027-1", "certificate_share": "2/3"})

    assert answer.status_code == 409 and "Il semestre 2027-1 c'è già" in unescape(answer.text)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"first_on": "2027-12-10", "last_on": "2027-09-01"}, "L'ultimo giorno viene prima del primo"),
        ({"first_on": "2027-01-10", "last_on": "2027-03-01"}, "Nessuno di questi giorni è del semestre 2027-2"),
        ({"sign_up_opens_days_before": "3", "sign_up_closes_days_before": "9"}, "chiuderebbero prima di aprire"),
        ({"first_on": "domani"}, "Scrivi la data"),
        ({"most_open_registrations": "0"}, "Scrivi un numero da 1 a 100"),
        ({"half": "2099-1"}, 'href="#half"'),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(world: World, wrong: dict[str, str], sentence: str) -> None:
    answer = world.signed_in().post(NEW, data={"half": "2027-2", "certificate_share": "2/3"} | wrong)

    assert answer.status_code == 422 and sentence in unescape(answer.text)
    assert not db.session.scalars(select(Programme)).all()


def test_the_rules_are_changed_and_the_history_says_what(world: World) -> None:
    world.programme()
    with transaction() as session:
        session.add(Funding(name="Città Metropolitane"))
    client = world.signed_in()

    client.post(
        RULES,
        data=rules(
            sign_up_opens_days_before="30",
            sign_up_closes_days_before="2",
            most_open_registrations="3",
            minimum_people="5",
            certificate_share="3/4",
            funding="1",
        ),
    )

    found = programme()
    assert (found.certificate_share_of, found.certificate_share_in, found.most_open_registrations) == (3, 4, 3)
    assert found.funding and found.funding.name == "Città Metropolitane"
    assert "2/3 → 3/4" in changes()[0] and "(niente) → 3" in changes()[0]
    assert "Semestre modificato" in client.get("/ufficio/cronologia/").text


def test_sending_the_same_rules_changes_nothing(world: World) -> None:
    world.programme()

    page = world.signed_in().post(RULES, data=rules(), follow_redirects=True).text

    assert "Non c'era niente da cambiare" in unescape(page) and not changes()


def test_the_rules_say_when_sign_up_opens_and_closes(world: World) -> None:
    edition = world.edition(code="CV-1")

    world.signed_in().post(RULES, data=rules(sign_up_opens_days_before="7", sign_up_closes_days_before="1"))

    db.session.expire_all()
    opens, closes = edition.sign_up_opens_at(), edition.sign_up_closes_at()
    assert opens and clock.rome(opens) == datetime(2027, 1, 7, 0, 0, tzinfo=clock.ROME)
    assert closes and clock.rome(closes) == datetime(2027, 1, 13, 23, 59, 59, tzinfo=clock.ROME)


def test_new_days_name_the_meetings_that_would_be_outside(world: World) -> None:
    world.edition(code="CV-1")
    world.edition(code="CV-2", meetings=[(date(2027, 6, 30), time(20), time(22))])
    client = world.signed_in()

    answer = client.post(RULES, data=rules(first_on="2027-02-01", last_on="2027-06-29"))

    assert answer.status_code == 409
    assert "CV-1 il 14/01/2027, CV-2 il 30/06/2027" in unescape(answer.text)
    assert programme().first_on == date(2027, 1, 1)
    assert client.post(RULES, data=rules(first_on="2027-01-14", last_on="2027-06-30")).status_code == 303


def test_an_archived_half_year_keeps_its_rules(world: World) -> None:
    half_year = world.programme()
    with transaction():
        half_year.status = "archived"

    answer = world.signed_in().post(RULES, data=rules(title="Altro"))

    assert answer.status_code == 409 and "è archiviato: si legge e basta" in unescape(answer.text)


def test_a_draft_is_deleted_with_its_editions(world: World) -> None:
    world.programme(published=False)
    world.edition(code="CV-1")
    client = world.signed_in()

    assert "Cancellare 2027-1?" in client.get(f"{LIST}2027-1/eliminazione").text
    page = client.post(f"{LIST}2027-1/eliminazione", follow_redirects=True).text

    assert "La bozza 2027-1 è cancellata" in unescape(page) and not db.session.scalars(select(Programme)).all()


def test_what_is_public_is_not_deleted(world: World) -> None:
    world.edition(code="CV-1")

    page = world.signed_in().post(f"{LIST}2027-1/eliminazione", follow_redirects=True).text

    assert "2027-1 non si può cancellare" in unescape(page) and programme().is_published


def test_a_draft_that_had_people_is_not_deleted(world: World) -> None:
    world.sign_up(world.edition(code="CV-1"))
    with transaction():
        world.programme().status = "draft"

    page = world.signed_in().post(f"{LIST}2027-1/eliminazione", follow_redirects=True).text

    assert "2027-1 non si può cancellare" in unescape(page) and programme().editions


def test_the_list_says_each_half_year_in_figures_and_what_to_do_next(world: World) -> None:
    edition = world.edition(code="CV-1", seats=1)
    world.sign_up(edition, "ada")
    world.sign_up(edition, "grace")
    world.edition(code="CV-2", is_draft=True)
    world.programme("2027-2", published=False)

    page = world.signed_in().get(LIST).text

    assert "<dt>Edizioni</dt><dd>2</dd>" in unescape(page) and "<dt>In attesa</dt><dd>1</dd>" in unescape(page)
    assert "1 edizione non è ancora sul sito" in unescape(page) and "Aggiungi la prima edizione" in unescape(page)


def test_an_empty_house_says_how_to_begin(world: World) -> None:
    assert "Crea il primo semestre" in world.signed_in().get(LIST).text


def test_the_desk_reads_the_list_and_changes_nothing(world: World) -> None:
    world.edition()
    desk: FlaskClient = world.signed_in("desk")  # type: ignore[arg-type]

    page = desk.get(LIST).text

    assert (
        "2027-1" in unescape(page) and "Nuovo semestre" not in unescape(page) and "Pubblicazione" not in unescape(page)
    )
    assert desk.get(RULES).status_code == desk.get(f"{LIST}2027-1/pubblicazione").status_code == 404
