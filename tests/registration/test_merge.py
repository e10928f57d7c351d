"""Two records of one person made one, and two again."""

from datetime import date, time
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.db import db, transaction
from app.lib.clock import now
from app.people.find_or_add import find_or_add
from app.people.models import Contact, Participant
from app.programme.models import Edition
from app.registration.cancel import cancel
from app.registration.merge_participants import merge, plan_of
from app.registration.merge_refusals import (
    BothPresent,
    MergedFurther,
    NotTwoPeople,
    RegisteredAgain,
    RegistersClosedMeanwhile,
    SeatGivenAway,
)
from app.registration.models import Merge, Registration, Source
from app.registration.sign_up import Person, sign_up
from app.registration.undo_merge import undo_merge
from tests.conftest import empty
from tests.world import World

ADA = Person("Ada", "Lovelace", email="ada@example.org")
ADA_KING = Person("Ada", "King Lovelace", phone="+390516543810", organisation="Oasi Formazione")
KEPT_AS_THEY_ARE = ("participants", "contacts", "registrations", "editions")


def add(person: Person, *editions: Edition) -> Participant:
    with transaction():
        made = [sign_up(edition.id, person, source=Source.STAFF, by="prove") for edition in editions]
    return made[0].participant


def merged(kept: Participant, gone: Participant) -> Merge:
    with transaction():
        return merge(kept.id, gone.id, by="ufficio")


def undone(made: Merge) -> None:
    with transaction():
        undo_merge(made.id, by="ufficio")


def as_it_is() -> dict[str, list[Any]]:
    """All that a merge could touch, but for the editions' numbers that only count how often they were locked."""
    db.session.rollback()
    with db.engine.connect() as connection:
        tables = [db.metadata.tables[name] for name in KEPT_AS_THEY_ARE]
        return {
            table.name: [
                {name: value for name, value in row._mapping.items() if name != "revision"}
                for row in connection.execute(select(table).order_by(table.c.id))
            ]
            for table in tables
        }


def test_the_registrations_become_one_person_s(world: World) -> None:
    kept, gone = add(ADA, world.edition()), add(ADA_KING, world.edition())

    merged(kept, gone)

    assert {registration.participant_id for registration in db.session.scalars(select(Registration))} == {kept.id}
    assert kept.name == "Ada Lovelace" and kept.organisation and gone.merged_into_id == kept.id


def test_either_name_with_either_contact_is_the_kept_person(world: World) -> None:
    kept, gone = add(ADA, world.edition()), add(ADA_KING, world.edition())

    merged(kept, gone)

    with transaction():
        for person in (ADA, ADA_KING):
            for contact in ("ada@example.org", "+390516543810"):
                assert find_or_add(person.first_name, person.last_name, [contact]) is kept


def test_a_place_wins_over_the_queue_and_nobody_is_written_to(world: World) -> None:
    edition = world.edition(seats=1)
    gone, kept = add(ADA, edition), add(ADA_KING, edition)
    mails = len(world.mails())

    merged(kept, gone)

    stays, goes = db.session.scalars(select(Registration).order_by(Registration.id))
    assert stays.is_confirmed and goes.is_cancelled and stays.participant is kept
    assert (edition.confirmed_count, edition.waiting_count, len(world.mails())) == (1, 0, mails)


def test_the_seat_of_a_double_goes_to_the_queue(world: World) -> None:
    edition = world.edition(seats=2)
    kept, gone = add(ADA, edition), add(ADA_KING, edition)
    grace = world.sign_up(edition, "grace")

    made = merged(kept, gone)

    assert grace.is_confirmed and edition.confirmed_count == 2
    with pytest.raises(SeatGivenAway, match=r"CV-1 del 14/01/2027"):
        undone(made)


def test_two_who_both_came_stay_two(world: World) -> None:
    edition = world.edition()
    kept, gone = add(ADA, edition), add(ADA_KING, edition)
    with transaction():
        for registration in db.session.scalars(select(Registration)):
            registration.admitted_at = now()

    with pytest.raises(BothPresent, match=r"CV-1 del 14/01/2027"):
        merged(kept, gone)
    assert plan_of(kept, gone).clashes[0].both_present


def test_who_came_keeps_the_place_whoever_was_first(world: World) -> None:
    edition = world.edition()
    kept, gone = add(ADA, edition), add(ADA_KING, edition)
    second = db.session.scalars(select(Registration).where(Registration.participant_id == gone.id)).one()
    with transaction():
        second.admitted_at = now()

    merged(kept, gone)

    assert second.is_confirmed and second.participant is kept


def test_merging_twice_is_refused_the_second_time(world: World) -> None:
    kept, gone = add(ADA, world.edition()), add(ADA_KING, world.edition())
    merged(kept, gone)

    for pair in ((kept, gone), (gone, kept), (kept, kept)):
        with pytest.raises(NotTwoPeople):
            merged(*pair)


def test_merges_are_undone_the_latest_first(world: World) -> None:
    kept, gone, third = (add(p, world.edition()) for p in (ADA, ADA_KING, Person("A", "Lovelace", phone="+3905112")))
    before = as_it_is()
    first, second = merged(kept, gone), merged(kept, third)

    with pytest.raises(MergedFurther):
        undone(first)
    undone(second)
    undone(first)
    undone(first)
    assert as_it_is() == before


def test_a_chain_is_undone_from_its_end(world: World) -> None:
    kept, gone, third = (add(p, world.edition()) for p in (ADA, ADA_KING, Person("A", "Lovelace", phone="+3905112")))
    before = as_it_is()
    first, second = merged(gone, kept), merged(third, gone)

    with pytest.raises(MergedFurther):
        undone(first)
    undone(second)
    undone(first)
    assert as_it_is() == before


def test_closed_registers_are_not_changed_by_undoing(world: World) -> None:
    edition = world.edition()
    made = merged(add(ADA, edition), add(ADA_KING, edition))
    with transaction():
        edition.closed_at = now()

    with pytest.raises(RegistersClosedMeanwhile, match="riaprili"):
        undone(made)


def test_a_new_registration_is_in_the_way_of_the_struck_one(world: World) -> None:
    edition = world.edition()
    gone, kept = add(ADA, edition), add(ADA_KING, edition)
    made = merged(kept, gone)
    with transaction():
        cancel(db.session.get_one(Registration, 1), by="prove")
    add(ADA, edition)

    with pytest.raises(RegisteredAgain, match="annullala"):
        undone(made)


def test_a_contact_given_since_goes_with_the_name_it_was_given_under(world: World) -> None:
    kept, gone = add(ADA, world.edition()), add(ADA_KING, world.edition())
    made = merged(kept, gone)
    with transaction():
        find_or_add("Ada", "King Lovelace", ["+390516543810", "king@example.org"])
    undone(made)

    held = {contact.value: contact.participant_id for contact in db.session.scalars(select(Contact))}
    assert held == {"ada@example.org": kept.id, "+390516543810": gone.id, "king@example.org": gone.id}


# Who signs up where, in order: one of two records of Ada, or somebody else, at one of two labs; some then give up.
WHO = st.sampled_from(["one", "other", "grace", "alan"])
SIGN_UPS = st.lists(st.tuples(WHO, st.integers(0, 1), st.sampled_from([False, False, True])), max_size=10)


@pytest.mark.usefixtures("database")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(seats=[1, 3], sign_ups=[("one", 0, False), ("other", 0, False), ("alan", 0, False)], turned=False)
@example(seats=[1, 3], sign_ups=[("one", 0, False), ("other", 0, False)], turned=True)
@example(seats=[1, 3], sign_ups=[("grace", 0, False), ("other", 0, False), ("one", 0, False)], turned=False)
@example(seats=[1, 3], sign_ups=[("one", 1, False), ("other", 1, False), ("other", 0, True)], turned=True)
@given(seats=st.lists(st.integers(1, 2), min_size=2, max_size=2), sign_ups=SIGN_UPS, turned=st.booleans())
def test_merging_and_undoing_is_nothing_at_all(
    world: World, seats: list[int], sign_ups: list[tuple[str, int, bool]], turned: bool
) -> None:
    try:
        labs = [
            world.edition(seats=count, code=f"CV-{number}", meetings=[(date(2027, 1, 20 + number), time(9), time(12))])
            for number, count in enumerate(seats)
        ]
        with transaction():
            records = [find_or_add(p.first_name, p.last_name, [p.email or p.phone or ""]) for p in (ADA, ADA_KING)]
        for who, lab, gives_up in sign_ups:
            _sign_up_and_perhaps_give_up(world, labs[lab], who, gives_up)
        before, told = as_it_is(), len(world.mails())
        made = merged(*(reversed(records) if turned else records))
        try:
            undone(made)
        except SeatGivenAway:
            assert len(world.mails()) > told, "only who was called in can be in the way"
        else:
            assert as_it_is() == before
    finally:
        db.session.remove()
        empty()


def _sign_up_and_perhaps_give_up(world: World, lab: Edition, who: str, gives_up: bool) -> None:
    person = {"one": ADA, "other": ADA_KING}.get(who) or world.person(who)
    theirs = select(Registration).where(Registration.edition_id == lab.id, Registration.status != "cancelled")
    if any(one.participant.name == f"{person.first_name} {person.last_name}" for one in db.session.scalars(theirs)):
        return
    with transaction():
        registration = sign_up(lab.id, person, source=Source.STAFF, by="prove")
        if gives_up:
            cancel(registration, by="prove")
