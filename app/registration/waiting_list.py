"""The queue: the registrations that wait, in the order they came. Every verb here holds the edition's lock."""

from collections.abc import Sequence

from sqlalchemy import func, select

from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.outbox.models import Announcement
from app.programme.models import Edition
from app.registration import emails
from app.registration.models import Registration, Status
from app.registration.refusals import EditionOver, EditionPostponed, NotWaiting


def join(registration: Registration) -> None:
    """Put a new registration at the end of its edition's queue."""
    edition = registration.edition
    edition.last_queue_number += 1
    edition.waiting_count += 1
    registration.queue_number = edition.last_queue_number
    db.session.flush()


def fill_free_seats(
    edition: Edition, *, by: str, newcomers: Sequence[Registration] = (), act: Announcement | None = None
) -> list[Registration]:
    """Hand free seats to the head of the queue, in the transaction that freed them; returns who got one.

    Once the first meeting has begun nobody is called in any more: the door takes whoever stands there; nor while there
    is no date to call them to. ``newcomers`` are told of a confirmation, the others of their promotion, as part of
    ``act`` if there is one.
    """
    served = []
    while edition.free_places and (chosen := _next(edition, newcomers)):
        served.append(chosen)
        if chosen in newcomers:
            confirm_newcomer(chosen, by)
        else:
            confirm(chosen)
            emails.promoted(chosen).announcement = act
            note(chosen.about, "registration.promoted", "sistema")
    return served


def _next(edition: Edition, newcomers: Sequence[Registration]) -> Registration | None:
    if edition.has_begun(now()):
        return next((one for one in newcomers if one.is_waiting), None)
    if edition.is_postponed:
        return None
    return head_of(edition)


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
    registration.status = Status.CONFIRMED
    registration.queue_number = None
    registration.confirmed_at = now()
    registration.edition.waiting_count -= 1
    registration.edition.confirmed_count += 1
    db.session.flush()


def confirm_newcomer(registration: Registration, by: str) -> None:
    """Give a seat to who has just signed up, and tell them and the history."""
    confirm(registration)
    emails.confirmed(registration)
    note(registration.about, "registration.confirmed", by, source=registration.source)


def say_waiting(registration: Registration, by: str) -> None:
    """Tell who has just joined the queue, and the history."""
    emails.waiting(registration)
    note(
        registration.about,
        "registration.waiting",
        by,
        source=registration.source,
        position=registration.edition.waiting_count,
    )


def head_of(edition: Edition) -> Registration | None:
    """Who has waited longest."""
    return db.session.scalars(_queue(edition).order_by(Registration.queue_number).limit(1)).first()


def position(registration: Registration) -> int | None:
    """Place in the queue, from 1; None for who does not wait."""
    if not registration.is_waiting:
        return None
    before = select(func.count(Registration.id)).where(
        Registration.edition_id == registration.edition_id,
        Registration.status == Status.WAITING,
        Registration.queue_number <= registration.queue_number,
    )
    return db.session.scalar(before)


def positions(edition: Edition) -> dict[int, int]:
    """Places in the queue, from 1, by registration id."""
    waiting = db.session.scalars(_queue(edition).order_by(Registration.queue_number))
    return {registration.id: place for place, registration in enumerate(waiting, start=1)}


def _queue(edition: Edition):  # type: ignore[no-untyped-def]
    return select(Registration).where(Registration.edition_id == edition.id, Registration.status == Status.WAITING)
