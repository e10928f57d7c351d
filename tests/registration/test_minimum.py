from datetime import date, time, timedelta

import pytest

from app.db import transaction
from app.journal.models import Entry
from app.lib import clock
from app.lib.clock import from_rome
from app.programme.models import Edition
from app.registration.minimum import editions_under_minimum, run_anyway
from app.registration.refusals import EnoughPeople
from tests.registration.changing import move, put_off
from tests.world import World

THREE_DAYS_BEFORE = from_rome(date(2027, 1, 18), time(9))


@pytest.fixture
def edition(world: World) -> Edition:
    """On Thursday 21 January, for three people at least; one has signed up."""
    found = world.edition(code="CV-1", meetings=[(date(2027, 1, 21), time(9), time(12))], minimum_people=3)
    world.sign_up(found, "ada")
    return found


def test_it_is_to_be_decided_from_three_days_before_until_it_begins(edition: Edition) -> None:
    for moment, is_due in [
        (THREE_DAYS_BEFORE - timedelta(days=1), False),
        (THREE_DAYS_BEFORE, True),
        (edition.meetings[0].starts_at - timedelta(minutes=1), True),
        (edition.meetings[0].starts_at, False),
    ]:
        with clock.at(moment):
            assert (editions_under_minimum() == [edition]) is is_due, moment


def test_enough_people_are_enough(world: World, edition: Edition) -> None:
    for who in ("grace", "alan"):
        world.sign_up(edition, who)

    with clock.at(THREE_DAYS_BEFORE):
        assert editions_under_minimum() == []
        with pytest.raises(EnoughPeople), transaction():
            run_anyway(edition, by="ufficio")


def test_decided_once_it_is_asked_no_more_until_it_is_put_off(edition: Edition, world: World) -> None:
    with clock.at(THREE_DAYS_BEFORE):
        for _twice in range(2):
            with transaction():
                run_anyway(edition, by="ufficio@example.org")
        assert editions_under_minimum() == []
        put_off(edition)
        move(edition, hours=3)
        assert editions_under_minimum() == [edition]
    with transaction() as session:
        (entry,) = [one for one in session.query(Entry) if one.what == "edition.run_decided"]
        assert entry.facts == {"people": 1, "least": 3} and entry.by == "ufficio@example.org"


def test_the_half_year_s_minimum_counts_where_the_edition_has_none(world: World) -> None:
    edition = world.edition()
    with transaction() as session:
        session.merge(edition.programme).minimum_people = 1

    assert editions_under_minimum() == [edition]
