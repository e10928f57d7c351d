"""A machine that does to a lab, in any order, whatever people and staff may do; and what must hold after each act."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, time, timedelta
from itertools import count
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from app.db import db, transaction
from app.errors import Refused
from app.lib import clock
from app.lib.clock import now
from app.networking import delegates
from app.networking.invite import invite
from app.networking.models import THE_BODY, Invitation
from app.people.find_or_add import find_or_add_organisation
from app.programme.models import Edition
from app.registration import apply_changes, move, offers, waiting_list
from app.registration.cancel import cancel
from app.registration.merge_participants import merge
from app.registration.models import Registration, Status
from app.registration.sign_up import Person, sign_up
from app.registration.sign_up_together import sign_up_together
from app.registration.undo_cancellation import undo_cancellation
from tests.registration import what_holds
from tests.registration.changing import move as move_dates
from tests.registration.what_holds import Line
from tests.world import World

NUMBERS = count(1)
HELD_ON = date(2027, 1, 16)  # five days from the day the tests are set in


class QueueMachine(RuleBasedStateMachine):
    """Two editions of one lab, and a networking day to which two bodies are invited. Set ``world`` before it runs."""

    world: ClassVar[World]

    @initialize(seats=st.tuples(st.integers(1, 3), st.integers(0, 2)), waiting=st.integers(0, 3))
    def a_lab_of_few_seats(self, seats: tuple[int, int], waiting: int) -> None:
        self.number = next(NUMBERS)
        self.people = count(1)
        self.at = now()
        days = (HELD_ON, HELD_ON + timedelta(days=7))
        self.editions = [
            self.world.edition(
                seats=some,
                title=f"Laboratorio {self.number}",
                code=f"M-{self.number}-{letter}",
                meetings=[(day, time(9), time(12))],
            )
            for some, day, letter in zip(seats, days, "ab", strict=True)
        ]
        self.editions.append(self._a_networking_day())
        for _ in range(seats[0] + waiting):
            self.somebody_signs_up(0)

    def _a_networking_day(self) -> Edition:
        day = self.world.edition(
            seats=3,
            title=f"Giornata {self.number}",
            code=f"M-{self.number}-n",
            networking=True,
            meetings=[(HELD_ON, time(9), time(12))],
        )
        with transaction():
            day.most_delegates = 2
            bodies = [find_or_add_organisation(f"Ente {self.number} {letter}") for letter in "ab"]
            for body in bodies:
                body.email = f"ente{self.number}@example.org"
            self.invitations = [one.id for one in invite(day, bodies, by="ufficio")]
        return day

    # What people do

    @rule(where=st.integers(0, 1))
    def somebody_signs_up(self, where: int) -> None:
        with self.act():
            sign_up(self.editions[where].id, self._somebody())

    @rule(where=st.integers(0, 1), size=st.integers(2, 3))
    def a_group_signs_up(self, where: int, size: int) -> None:
        with self.act():
            people = [self._somebody() for _ in range(size)]
            sign_up_together(self.editions[where].id, people, together=True)

    @rule(data=st.data())
    def somebody_gives_up(self, data: st.DataObject) -> None:
        self._with_one(data, cancel, Status.CONFIRMED, Status.WAITING, Status.OFFERED)

    @rule(data=st.data())
    def somebody_changes_their_mind(self, data: st.DataObject) -> None:
        self._with_one(data, lambda one: undo_cancellation(one, by="pubblico"), Status.CANCELLED)

    @rule(data=st.data())
    def somebody_moves_to_the_other_date(self, data: st.DataObject) -> None:
        def go(one: Registration) -> None:
            there = next((edition for edition in self.editions[:2] if edition.id != one.edition_id), None)
            move.move_to(one, there, by="pubblico")

        self._with_one(data, go, Status.CONFIRMED, Status.WAITING)

    @rule(data=st.data(), yes=st.booleans())
    def somebody_answers_an_offer(self, data: st.DataObject, yes: bool) -> None:
        answer = offers.accept if yes else offers.decline
        self._with_one(data, lambda one: answer(one, by="pubblico"), Status.OFFERED)

    # What bodies do

    @rule(which=st.integers(0, 1), named=st.lists(st.booleans(), min_size=1, max_size=3))
    def a_body_enrols(self, which: int, named: list[bool]) -> None:
        with self.act():
            people = [self._somebody() if has_a_name else None for has_a_name in named]
            delegates.enrol(db.session.get_one(Invitation, self.invitations[which]), people, by=THE_BODY)

    @rule(data=st.data(), comes_another=st.booleans())
    def a_body_changes_its_people(self, data: st.DataObject, comes_another: bool) -> None:
        theirs = [one.id for one in self._all() if one.organisation_id and not one.is_cancelled]
        if not theirs:
            return
        number = data.draw(st.sampled_from(theirs))
        with self.act(handing_over=comes_another):
            delegate = db.session.get_one(Registration, number)
            invitation = next(
                one
                for one in (db.session.get_one(Invitation, id) for id in self.invitations)
                if one.organisation_id == delegate.organisation_id
            )
            if comes_another:
                delegates.substitute(invitation, delegate, self._somebody(), by=THE_BODY)
            else:
                delegates.withdraw_delegate(invitation, delegate, by=THE_BODY)

    # What staff do

    @rule(where=st.integers(0, 2), seats=st.integers(0, 4))
    def the_office_resizes(self, where: int, seats: int) -> None:
        with self.act():
            apply_changes.resize(self.editions[where], seats, by="ufficio")

    @rule(where=st.integers(0, 1), days=st.sampled_from([-2, 1, 3]))
    def the_office_moves_the_date(self, where: int, days: int) -> None:
        with self.at_this_moment(), self._refusals():
            move_dates(self.editions[where], days=days)

    @rule(data=st.data())
    def the_office_promotes_out_of_turn(self, data: st.DataObject) -> None:
        self._with_one(data, lambda one: waiting_list.promote(one, by="ufficio"), Status.WAITING, by_staff=True)

    @rule(data=st.data())
    def the_office_merges_two_records(self, data: st.DataObject) -> None:
        people = sorted({one.participant_id for one in self._all() if not one.participant.merged_into_id})
        if len(people) > 1:
            kept, gone = data.draw(st.permutations(people))[:2]
            with self.act(merging=True):
                merge(kept, gone, by="ufficio")

    @rule(hours=st.sampled_from([1, 5, 13, 30]))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)
        self.the_sweeps_come_round()

    @rule()
    def the_sweeps_come_round(self) -> None:
        with self.at_this_moment():
            before = self._snapshot()
            offers.expire_due(lambda: True)
            move.release_replaced(lambda: True)
            self._check(before)

    # What holds

    @invariant()
    def counters_are_rows(self) -> None:
        lines = self._snapshot()
        for edition in self._editions():
            what_holds.counters_are_rows(edition, lines)

    @contextmanager
    def act(self, by_staff: bool = False, merging: bool = False, handing_over: bool = False) -> Iterator[None]:
        """One transaction, and what must hold after it; a refusal changes nothing.

        ``by_staff``: staff give a place to whom they choose; ``handing_over``: a body gives its own to another person.
        """
        with self.at_this_moment():
            before = self._snapshot()
            with self._refusals(), transaction():
                yield
            self._check(before, by_staff, merging, handing_over)

    @contextmanager
    def at_this_moment(self) -> Iterator[None]:
        with clock.at(self.at):
            yield

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        with suppress(Refused):
            yield

    def _check(
        self, before: dict[int, Line], by_staff: bool = False, merging: bool = False, handing_over: bool = False
    ) -> None:
        after = self._snapshot()
        for edition in self._editions():
            if not by_staff:
                what_holds.never_over_seats(edition, before, after)
            if not (by_staff or handing_over):
                what_holds.nobody_is_passed(edition, before, after)
            if what_holds.is_served_at_once(edition):
                what_holds.nobody_who_fits_waits(edition, after)
        what_holds.all_was_said(before, after, struck=merging)

    def _snapshot(self) -> dict[int, Line]:
        return what_holds.snapshot(getattr(self, "editions", []))

    def _editions(self) -> list[Edition]:
        db.session.expire_all()
        return getattr(self, "editions", [])

    def _with_one(
        self, data: st.DataObject, verb: Callable[[Registration], object], *statuses: Status, by_staff: bool = False
    ) -> None:
        numbers = [one.id for one in self._all() if one.status in statuses]
        if numbers:
            number = data.draw(st.sampled_from(numbers))
            with self.act(by_staff):
                verb(db.session.get_one(Registration, number))

    def _somebody(self) -> Person:
        number = next(self.people)
        return Person("Persona", f"{self.number} {number}", email=f"p{self.number}-{number}@example.org")

    def _all(self) -> list[Registration]:
        db.session.rollback()
        numbers = [edition.id for edition in getattr(self, "editions", [])]
        return list(db.session.scalars(select(Registration).where(Registration.edition_id.in_(numbers))))
