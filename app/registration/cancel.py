from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.programme.models import Edition
from app.registration import emails, waiting_list
from app.registration.models import Registration, Status
from app.registration.refusals import AlreadyAdmitted, EditionOver

NOT_ON_THIS_DATE = "data"  # the reason of who cannot come on the new date


def cancel(registration: Registration, *, by: str = "pubblico", reason: str | None = None) -> None:
    """Give up the place, or the place in the queue; a freed seat goes to the head of the queue at once.

    ``reason`` is kept for staff to see. Cancelling twice is cancelling once. Raises AlreadyAdmitted, EditionOver.
    """
    edition = Edition.locked(registration.edition_id)
    db.session.refresh(registration)
    if registration.is_cancelled:
        return
    if registration.admitted_at:
        raise AlreadyAdmitted()
    if edition.is_over(now()):
        raise EditionOver()
    strike(registration)
    registration.cancel_reason = reason
    emails.cancelled(registration)
    note(registration.about, "registration.cancelled", by)
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
