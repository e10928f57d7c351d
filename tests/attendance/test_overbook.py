"""More places than seats: only when it is known enough, only by choice, never over the fire limit."""

import pytest
from sqlalchemy import select

from app.attendance.overbook import Advice, advice, overbook
from app.attendance.refusals import MorePlacesThanBorne, TooFewRecords
from app.db import db, transaction
from app.journal.models import Entry
from app.programme.models import Edition
from app.registration import apply_changes
from app.registration.refusals import OverFireLimit
from app.staff.models import Role
from tests.sample_of_registers import past_registers_of
from tests.world import World


@pytest.fixture
def taught(world: World) -> Edition:
    """A lab of ten seats, after six of its theme to which six of ten came."""
    edition = world.edition(seats=10, code="CV-9")
    past_registers_of(edition)
    return edition


def test_the_advice_says_how_many_and_at_what_risk(taught: Edition) -> None:
    found = advice(taught)

    assert found.is_grounded and found.expected.belief.mean == pytest.approx(0.61, abs=0.03)
    assert 10 < found.most <= found.longest == 15
    assert found.risk(found.most) <= 0.05 < found.risk(found.most + 1)
    assert [places for places, _risk in found.risks()] == list(range(10, 16))


def test_more_places_go_to_who_waits_and_the_history_says_who_chose(world: World, taught: Edition) -> None:
    people = [world.sign_up(taught, f"persona{number}") for number in range(12)]
    with transaction():
        served = overbook(taught, 2, by="ufficio@example.org")
    db.session.expire_all()

    assert [one.id for one in served] == [one.id for one in people[10:]]
    assert (taught.confirmed_count, taught.waiting_count, taught.places) == (12, 0, 12)
    entry = db.session.scalars(select(Entry).where(Entry.what == "edition.overbooked")).one()
    assert entry.by == "ufficio@example.org"


def test_going_back_to_the_seats_throws_nobody_out(world: World, taught: Edition) -> None:
    for number in range(11):
        world.sign_up(taught, f"persona{number}")
    with transaction():
        overbook(taught, 1, by="ufficio")
    with transaction():
        overbook(taught, 0, by="ufficio")

    assert (taught.confirmed_count, taught.free_places) == (11, 0)


def test_without_enough_registers_nothing_is_promised(world: World) -> None:
    edition = world.edition(seats=10)
    with pytest.raises(TooFewRecords), transaction():
        overbook(edition, 1, by="ufficio")


def test_never_over_the_fire_limit(taught: Edition) -> None:
    with transaction():
        taught.meetings[0].room.fire_limit = 12
    assert advice(taught).longest == 12
    with pytest.raises(OverFireLimit), transaction():
        overbook(taught, 3, by="ufficio")


def test_never_more_than_half_as_many_again(taught: Edition) -> None:
    with pytest.raises(MorePlacesThanBorne), transaction():
        overbook(taught, 6, by="ufficio")


def test_more_seats_take_back_what_the_room_no_longer_bears(taught: Edition) -> None:
    with transaction():
        taught.meetings[0].room.fire_limit = 14
    with transaction():
        overbook(taught, 4, by="ufficio")
    with transaction():
        apply_changes.resize(taught, 13, by="ufficio")

    assert (taught.seats, taught.places) == (13, 14)


def test_the_edition_page_says_it_and_the_choice_is_made_on_its_own(world: World, taught: Edition) -> None:
    for number in range(10):
        world.sign_up(taught, f"persona{number}")
    office, where = world.signed_in(Role.OFFICE), "/ufficio/programmi/2027-1/cv-9"

    assert "Con 10 iscritti la probabilità di superare 10 posti è meno dell'1 %" in office.get(where).text.replace(
        "&#39;", "'"
    )
    assert "Consiglio: fino a" in office.get(f"{where}/posti-in-piu").text
    said = office.post(f"{where}/posti-in-piu", data={"places": "11"}, follow_redirects=True)
    assert "Adesso si accettano iscrizioni fino a 11" in said.text
    assert office.post(f"{where}/posti-in-piu", data={"places": "16"}).status_code == 409
    assert office.post(f"{where}/posti-in-piu", data={"places": "9"}).status_code == 422
    assert office.post(f"{where}/posti-in-piu", data={"places": "molti"}).status_code == 422
    db.session.expire_all()
    assert taught.places == 11


def test_an_edition_not_yet_grounded_says_why(world: World) -> None:
    world.sign_up(world.edition(code="CV-9"))
    page = world.signed_in(Role.OFFICE).get("/ufficio/programmi/2027-1/cv-9/posti-in-piu")

    assert "Servono almeno 5 edizioni" in page.text and "<form method" not in page.text.split("<main")[1]


def test_nobody_else_may_choose(world: World, taught: Edition) -> None:
    assert world.signed_in(Role.DESK).get("/ufficio/programmi/2027-1/cv-9/posti-in-piu").status_code == 404
    assert isinstance(advice(taught), Advice)
