"""Whatever the office does, and whenever the post goes: what a person heard last is so, and is news each time."""

import re
from datetime import date, time, timedelta
from itertools import count, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.db import db
from app.lib import clock
from app.lib.clock import from_rome, now
from app.outbox.deliver import deliver_due
from app.outbox.models import OutboxMessage
from app.programme.models import Edition
from app.registration.told import Told, differs, state_of
from tests.registration.changing import move, put_back, put_off, sent_to
from tests.world import World

NUMBERS = count(1)  # of people: nobody signs up so many times in a day
HELD_ON = date(2027, 3, 10)
ACTS = st.one_of(
    st.tuples(st.just("move to"), st.integers(0, 2)),  # days after the first date
    st.tuples(st.just("move to hour"), st.integers(0, 1)),
    st.tuples(st.just("put off"), st.just(0)),
    st.tuples(st.just("put back"), st.just(0)),
    st.tuples(st.just("the post goes after minutes"), st.sampled_from([0, 4, 11])),
)


@pytest.mark.parametrize("meetings", [1, 2])
@given(acts=st.lists(ACTS, min_size=1, max_size=9))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_heard_last_is_so_and_every_message_was_news(
    world: World, meetings: int, acts: list[tuple[str, int]]
) -> None:
    days = [(HELD_ON + timedelta(days=20 * number), time(9), time(12)) for number in range(meetings)]
    edition = world.edition(seats=1, meetings=days)
    people = [world.sign_up(edition, f"{who}{next(NUMBERS)}") for who in ("ada", "grace")]
    deliver_due()
    at = now()
    for what, how_much in [*acts, ("the post goes after minutes", 11)]:
        if what == "the post goes after minutes":
            at += timedelta(minutes=how_much)
        with clock.at(at):
            do(edition, what, how_much)
    db.session.expire_all()
    for person in people:
        heard = sent_to(world, person)
        states = [what_it_says(message) for message in heard]
        assert all(differs(old, new) for old, new in pairwise(states)), "each was news"
        assert not differs(states[-1], state_of(edition)), "and the last one is so"
        for old, message in zip(states, heard[1:], strict=False):
            assert not differs(old, Told(**message.facts["before"])), "set beside what they knew"
    sequences = [sequence_of(message) for message in sent_to(world, people[0])]
    assert sequences == sorted(set(sequences)), "calendars take only what has grown"


def do(edition: Edition, what: str, how_much: int) -> None:
    db.session.expire_all()
    first = edition.meetings[0].starts_at
    if what == "move to":
        wanted = from_rome(HELD_ON + timedelta(days=how_much), clock.rome(first).time())
        move(edition, days=(wanted.date() - first.date()).days)
    elif what == "move to hour":
        move(edition, hours=9 + how_much - clock.rome(first).hour)
    elif what == "put off":
        put_off(edition)
    elif what == "put back" and edition.is_postponed:
        put_back(edition)
    elif what == "the post goes after minutes":
        db.session.rollback()
        deliver_due()


def what_it_says(message: OutboxMessage) -> Told:
    return Told.by(message.facts)


def sequence_of(message: OutboxMessage) -> int:
    found = re.findall(rb"\r\nSEQUENCE:(\d+)", message.calendar or b"")
    return max(map(int, found))
