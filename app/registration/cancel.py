from collections.abc import Callable, Sequence
from typing import Any

from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.outbox.models import OutboxMessage
from app.programme.models import Edition
from app.registration import emails, waiting_list
from app.registration.models import Registration, Status
from app.registration.refusals import AlreadyAdmitted, EditionOver

NOT_ON_THIS_DATE = "data"  # the reason of who cannot come on the new date


def cancel(
    registration: Registration,
    *,
    by: str = "pubblico",
    reason: str | None = None,
    companions: Sequence[Registration] = (),
    say: Callable[[Registration], OutboxMessage] = emails.cancelled,
) -> None:
    """Give up the place, or the place in the queue; a freed seat goes to the head of the queue at once.

    ``reason`` is kept for staff to see, and what it was for whoever changes their mind. ``companions``, in the same
    edition, go with it: their places are free together, for a group that waits to come together. ``say`` promises the
    message that tells them. Cancelling twice is cancelling once. Raises AlreadyAdmitted, EditionOver.
    """
    edition = Edition.locked(registration.edition_id)
    leaving = []
    for one in sorted({registration, *companions}, key=lambda one: one.id):
        db.session.refresh(one)
        if one.is_cancelled:
            continue
        if one.admitted_at:
            raise AlreadyAdmitted()
        leaving.append(one)
    if leaving and edition.is_over(now()):
        raise EditionOver()
    for one in leaving:
        before = _state_of(one)
        strike(one)
        one.cancelled_from, one.cancel_reason = before, reason
        message = say(one)
        one.cancelled_from = before | {"meetings": message.facts["meetings"]}
        note(one.about, "registration.cancelled", by)
    if leaving:
        waiting_list.fill_free_seats(edition, by="sistema")


def strike(registration: Registration) -> None:
    """Take the registration out of the counts and off the queue; under the edition's lock."""
    if registration.is_confirmed:
        registration.edition.confirmed_count -= 1
    elif registration.is_offered:
        registration.edition.offered_count -= 1
    else:
        registration.edition.waiting_count -= 1
    registration.status = Status.CANCELLED
    registration.queue_number = None
    registration.calendar_sequence += 1
    registration.cancelled_at = now()
    db.session.flush()


def _state_of(registration: Registration) -> dict[str, Any]:
    """What it is, as plain JSON, to be put back if need be."""
    return {
        "status": registration.status,
        "queue_number": registration.queue_number,
        "offer_until": registration.offer_until and registration.offer_until.isoformat(),
    }
