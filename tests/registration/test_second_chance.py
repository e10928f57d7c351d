"""A full lab: the same one on another date, one like it soon, or the queue."""

from datetime import date, time
from itertools import count

import pytest
from flask.testing import FlaskClient

from app.db import db
from app.programme.models import Edition
from app.registration.second_chance import second_chances
from tests.registration.counting import statements
from tests.world import World

NINE, TWELVE = time(9), time(12)
FULL = {"title": "Il curriculum", "seats": 1, "code": "PIENO-1"}


@pytest.fixture
def full(world: World) -> Edition:
    edition = world.edition(**FULL)
    world.sign_up(edition, "grace")
    world.sign_up(edition, "alan")
    return edition


def on(world: World, day: date, **facts: object) -> Edition:
    return world.edition(meetings=[(day, NINE, TWELVE)], **facts)  # type: ignore[arg-type]


def test_the_same_lab_comes_first_then_what_is_like_it_soon(world: World, full: Edition) -> None:
    again = on(world, date(2027, 3, 4), title="Il curriculum")
    soon = on(world, date(2027, 1, 22), title="La lettera")
    on(world, date(2027, 2, 15), title="Il colloquio")
    on(world, date(2027, 1, 21), title="Altro", theme="Digitale")

    found = second_chances(full)

    assert (found.same_lab, found.similar, found.place_in_queue) == ([again], [soon], 2)


def test_only_what_has_places_and_takes_people_is_offered(world: World, full: Edition) -> None:
    world.sign_up(on(world, date(2027, 1, 20), title="La lettera", seats=1), "ada")
    on(world, date(2027, 1, 21), title="Il colloquio", sign_up_opens_on=date(2027, 1, 19))
    on(world, date(2027, 1, 21), title="La bozza", is_draft=True)

    assert second_chances(full).similar == []


def test_a_reserved_lab_is_like_nothing_and_nothing_is_like_it(world: World, full: Edition) -> None:
    reserved = on(world, date(2027, 1, 20), title="Legge 68", reserved=True)

    assert second_chances(full).similar == [] and second_chances(reserved).similar == []


def test_it_costs_as_many_queries_for_many_as_for_few(world: World, full: Edition) -> None:
    numbers = count(1)

    def cost() -> int:
        db.session.expire_all()
        edition = db.session.get_one(Edition, 1)
        with statements() as said:
            assert second_chances(edition).similar
        return len(said)

    on(world, date(2027, 1, 20), title=f"Altro {next(numbers)}")
    few = cost()
    for _more in range(4):
        on(world, date(2027, 1, 20), title=f"Altro {next(numbers)}")
    assert cost() == few


def test_the_page_of_a_full_lab_says_where_there_are_places(world: World, client: FlaskClient, full: Edition) -> None:
    on(world, date(2027, 3, 4), title="Il curriculum", code="ALTRA-2")
    on(world, date(2027, 1, 20), title="La lettera", code="LET-1")

    page = client.get("/programmi/2027-1/pieno-1").text

    assert "Qui ci sono posti liberi" in page and "saresti al posto numero 2" in page
    assert page.index("/programmi/2027-1/altra-2") < page.index("/programmi/2027-1/let-1")


def test_with_one_tap_the_same_details_go_to_another_date(world: World, client: FlaskClient, full: Edition) -> None:
    on(world, date(2027, 3, 4), title="Il curriculum", code="ALTRA-2")
    typed = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org", "passo": "dati"}

    summary = client.post("/programmi/2027-1/pieno-1/iscrizione", data=typed).text
    assert 'formaction="/programmi/2027-1/altra-2/iscrizione"' in summary and "posto numero 2" in summary
    other = client.post("/programmi/2027-1/altra-2/iscrizione", data=typed).text
    assert "Conferma l’iscrizione" in other and 'value="Lovelace"' in other


def test_who_waits_is_told_by_mail_of_other_dates_with_places(world: World, full: Edition) -> None:
    on(world, date(2027, 3, 4), title="Il curriculum", code="ALTRA-2")
    world.sign_up(full, "ada")

    assert [other["url"].rpartition("/")[2] for other in world.mails("waiting")[-1].facts["other_dates"]] == ["altra-2"]
