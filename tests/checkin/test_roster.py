import pytest

from app.checkin import roster
from app.db import transaction
from app.programme.models import Edition
from app.registration.sign_up import Person, sign_up
from tests.checkin.conftest import QUARTER_PAST_NINE, phone_of, read
from tests.world import World

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def _at_the_door(at_the_door: None) -> None:
    """Every test here happens at a quarter past nine of the day."""


@pytest.mark.parametrize("typed", ["dangelo", "d'angelo nico", "NICOLO", "ang", "Nicolò  D’Angelo"])
def test_a_name_is_found_by_the_beginnings_of_its_words(world: World, edition: Edition, typed: str) -> None:
    world.sign_up(edition, "nicolo")
    world.sign_up(edition, "ada")
    found = [line.registration.participant.first_name for line in roster.search(edition, typed, None)]
    assert found == ["Nicolò"]


def test_one_letter_finds_nobody(world: World, edition: Edition) -> None:
    world.sign_up(edition)
    assert roster.search(edition, " a ", None) == []


def test_people_of_other_labs_are_not_found(world: World, edition: Edition) -> None:
    world.sign_up(world.three_meetings())
    assert roster.search(edition, "ada", None) == []


def test_who_is_in_is_counted_and_has_their_hour(world: World, edition: Edition) -> None:
    ada, meeting = world.sign_up(edition), edition.meetings[0]
    read(phone_of(edition), ada.ticket_code)
    assert roster.people_in(meeting) == 1
    assert roster.search(edition, "ada", meeting)[0].admitted_at == QUARTER_PAST_NINE


def test_a_name_of_one_letter_is_found_by_it(world: World) -> None:
    edition = world.edition()
    with transaction():
        sign_up(edition.id, Person("Đorđe", "陈", email="chen@example.org"))

    assert len(roster.search(edition, "陈", None)) == 1
