"""For ten minutes who has given something up may have it back, unless somebody else has it by then."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.db import db
from app.errors import Refused
from app.journal.note import note
from app.lib.clock import now
from app.programme.models import Edition
from app.registration import limits, waiting_list
from app.registration.models import Registration, Status
from app.registration.refusals import AlreadyRegistered, EditionCancelled, EditionOver
from app.registration.second_thoughts import restored
from app.registration.undo_time import undo_until

PUBLIC = "pubblico"
ONE_ACT = timedelta(seconds=1)  # between those who left together


class TooLateToUndo(Refused):
    message = _l("Non si può più tornare indietro: sono passati più di dieci minuti. Puoi iscriverti di nuovo.")


class PlaceTaken(Refused):
    message = _l(
        "Nel frattempo il posto è andato a un'altra persona. Puoi iscriverti di nuovo: se non ci sono posti, entri in "
        "lista d'attesa."
    )


class NoDelegatesLeft(Refused):
    message = _l("Il tuo ente ha già tutti i posti che può avere. Chiamaci: %(phone)s.")


def undo_cancellation(registration: Registration, *, by: str = PUBLIC, companions: Sequence[Registration] = ()) -> None:
    """Put the registration back as it was, and say so: the place if it is still free, or the old turn in the queue.

    ``companions`` who left with it come back with it, all or none. Twice is once. A place that is free is given back
    even when others wait for the last minute: it was never theirs.

    Raises TooLateToUndo, PlaceTaken, EditionCancelled, EditionOver, AlreadyRegistered, TooManySignUps.
    """
    edition = Edition.locked(registration.edition_id)
    returning = []
    for one in sorted({registration, *companions}, key=lambda one: one.id):
        db.session.refresh(one)
        if one.is_cancelled:
            returning.append(one)
    if not returning:
        return
    if edition.is_cancelled:
        raise EditionCancelled()
    if edition.is_over(now()):
        raise EditionOver()
    if not all(undo_until(one) for one in returning):
        raise TooLateToUndo()
    if by == PUBLIC:
        limits.refuse_too_many_messages(registration)
    for one in returning:
        _put_back(one)
    for one in returning:
        restored(one)
        note(one.about, "registration.cancellation_undone", by)
        one.cancelled_from = None
    waiting_list.fill_free_seats(edition, by="sistema")


def with_whom(registration: Registration, companions: Sequence[Registration]) -> list[Registration]:
    """Those of ``companions`` who left in the same act, and may come back."""
    return [
        one
        for one in companions
        if undo_until(one) and registration.cancelled_at and one.cancelled_at
        if abs(one.cancelled_at - registration.cancelled_at) < ONE_ACT
    ]


def _put_back(registration: Registration) -> None:
    edition, before = registration.edition, registration.cancelled_from or {}
    if _is_in_again(registration):
        raise AlreadyRegistered()
    status = Status(before["status"])
    if status != Status.WAITING:
        if edition.free_places < 1:
            raise PlaceTaken()
        _refuse_beyond_the_bodys_share(registration)
    if status == Status.CONFIRMED:
        edition.confirmed_count += 1
    elif status == Status.OFFERED:
        edition.offered_count += 1
        registration.offer_until = datetime.fromisoformat(before["offer_until"])
    else:
        edition.waiting_count += 1
    registration.queue_number = before["queue_number"]  # also of who was offered a place: their turn, if nobody hears
    registration.status = status
    registration.calendar_sequence += 1
    registration.cancelled_at = registration.cancel_reason = None
    db.session.flush()


def _is_in_again(registration: Registration) -> bool:
    """Whether the person signed up anew in the meantime."""
    again = select(Registration.id).where(
        Registration.edition_id == registration.edition_id,
        Registration.participant_id == registration.participant_id,
        Registration.status != Status.CANCELLED,
    )
    return db.session.scalar(again.limit(1)) is not None


def _refuse_beyond_the_bodys_share(registration: Registration) -> None:
    most = registration.edition.most_delegates
    if registration.organisation_id is None or most is None:
        return
    theirs = select(Registration.id).where(
        Registration.edition_id == registration.edition_id,
        Registration.organisation_id == registration.organisation_id,
        Registration.status.in_((Status.CONFIRMED, Status.OFFERED)),
    )
    if len(db.session.scalars(theirs).all()) >= most:
        raise NoDelegatesLeft(phone=current_app.config["OFFICE_PHONE"])
