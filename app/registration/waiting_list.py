"""The queue: the registrations that wait, in the order they came. Every verb here holds the edition's lock."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select

from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.outbox.models import Announcement
from app.programme.models import Edition
from app.registration import emails, offer_emails
from app.registration.freed import Freed, how_freed_places_go, is_open_to_all, offer_until
from app.registration.models import Registration, Status
from app.registration.refusals import EditionOver, EditionPostponed, NotWaiting
from app.registration.to_the_door import call_to_the_door, is_called
from app.registration.units import PlacesLeft, Reason, Unit, waiting_units
from app.registration.units import position as position

BY_ITSELF = "sistema"


def join(registration: Registration) -> None:
    """Put a new registration at the end of its edition's queue."""
    edition = registration.edition
    edition.last_queue_number += 1
    edition.waiting_count += 1
    registration.queue_number = edition.last_queue_number
    db.session.flush()


def fill_free_seats(
    edition: Edition,
    *,
    by: str,
    newcomers: Sequence[Registration] = (),
    act: Announcement | None = None,
    passing_by: Collection[Registration] = (),
) -> list[Registration]:
    """Serve the queue, in the transaction that freed places or brought ``newcomers``; returns who got a place.

    Whoever waits together is served together: the first that fit, again and again. Those who do not fit are skipped and
    keep their turn. How a place goes is told by the hours that are left (``freed``): it is theirs, or offered to them,
    or left for the door. Newcomers overtake nobody who fits; ten minutes after the beginning they do, who are there.

    ``newcomers`` are told of a confirmation, the others of their promotion, as part of ``act`` if there is one.
    ``passing_by``: they are not served this time, as nobody could tell them last time.
    """
    if edition.is_cancelled or edition.is_postponed or not (edition.free_places and edition.waiting_count):
        return []
    how, left = how_freed_places_go(edition, now()), PlacesLeft.of(edition)
    is_fair_to_newcomers = True
    served: list[Registration] = []
    skipped: list[tuple[Unit, Reason]] = []
    for unit in waiting_units(edition):
        if reason := left.why_not(unit):
            skipped.append((unit, reason))
        elif unit.are_all(newcomers):
            if is_fair_to_newcomers:
                _serve(unit, left, skipped)
                served += unit.people
                for one in unit.people:
                    confirm_newcomer(one, by)
        elif how in (Freed.CONFIRM, Freed.OFFER) and not any(one in passing_by for one in unit.people):
            position = 1 + sum(other.size for other, _reason in skipped)
            _serve(unit, left, skipped)
            served += unit.people
            _promote(unit, position, act) if how == Freed.CONFIRM else _offer(unit, position, act)
        elif not is_open_to_all(edition, now()):
            is_fair_to_newcomers = False
    if how == Freed.DOOR:
        fit = [unit for unit in waiting_units(edition) if left.why_not(unit) is None]
        call_to_the_door(edition, [one for unit in fit for one in unit.people if one not in newcomers])
    return served


def _serve(unit: Unit, left: PlacesLeft, skipped: list[tuple[Unit, Reason]]) -> None:
    """Take the places; whoever was before them in the queue finds in the history why it was not their turn."""
    left.take(unit)
    while skipped:
        passed, reason = skipped.pop(0)
        for one in passed.people:
            note(one.about, reason.what, BY_ITSELF, **reason.facts)


def _promote(unit: Unit, position: int, act: Announcement | None) -> None:
    for one in unit.people:
        confirm(one)
        emails.promoted(one).announcement = act
        note(one.about, "registration.promoted_in_turn", BY_ITSELF, position=position)


def _offer(unit: Unit, position: int, act: Announcement | None) -> None:
    edition = unit.people[0].edition
    assert edition.starts_at
    until = offer_until(now(), edition.starts_at)
    for one in unit.people:
        hold(one, until)
    for one in unit.people:
        offer_emails.offered(one).announcement = act
        note(one.about, "registration.offered", BY_ITSELF, position=position, until_at=until.isoformat())


def promote(registration: Registration, *, by: str) -> None:
    """Give a seat to one who waits, out of turn and over the seats if need be: a named act of staff.

    Raises NotWaiting, EditionOver, EditionPostponed.
    """
    edition = Edition.locked(registration.edition_id)
    db.session.refresh(registration)
    if not registration.is_waiting:
        raise NotWaiting()
    if edition.is_postponed:
        raise EditionPostponed()
    if edition.is_over(now()):
        raise EditionOver()
    confirm(registration)
    emails.promoted(registration)
    note(registration.about, "registration.promoted_by_staff", by)


def confirm(registration: Registration) -> None:
    """The place is theirs, who waited."""
    registration.status = Status.CONFIRMED
    registration.queue_number = None
    registration.confirmed_at = now()
    registration.edition.waiting_count -= 1
    registration.edition.confirmed_count += 1
    db.session.flush()


def hold(registration: Registration, until: datetime) -> None:
    """A place is kept ``until`` then for them, who waited; their turn is remembered meanwhile."""
    registration.status = Status.OFFERED
    registration.offer_until = until
    registration.edition.waiting_count -= 1
    registration.edition.offered_count += 1
    db.session.flush()


def confirm_newcomer(registration: Registration, by: str) -> None:
    """Give a seat to who has just signed up, and tell them and the history."""
    confirm(registration)
    emails.confirmed(registration)
    note(registration.about, "registration.confirmed", by, source=registration.source)


def say_waiting(registration: Registration, by: str) -> None:
    """Tell who has just joined the queue, and the history."""
    place = position(registration)
    emails.waiting(registration, place)
    note(registration.about, "registration.waiting", by, source=registration.source, position=place)
    if is_called(registration):
        call_to_the_door(registration.edition, [registration])


def head_of(edition: Edition) -> Registration | None:
    """Who has waited longest."""
    return db.session.scalars(_queue(edition).order_by(Registration.queue_number).limit(1)).first()


def positions(edition: Edition) -> dict[int, int]:
    """Places in the queue, from 1, by registration id."""
    waiting = db.session.scalars(_queue(edition).order_by(Registration.queue_number))
    return {registration.id: place for place, registration in enumerate(waiting, start=1)}


def _queue(edition: Edition):  # type: ignore[no-untyped-def]
    return select(Registration).where(Registration.edition_id == edition.id, Registration.status == Status.WAITING)
