"""Telling the invited bodies that their day has moved, is put off or is called off.

Whatever moved it (the office's page, the board, a sheet), the sweep finds that what a body was told is no longer so.
The delegates are told by their own messages; this one is the contact's, with or without delegates.
"""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Select, or_, select

from app.db import db, transaction
from app.journal.note import note
from app.lib.clock import now
from app.networking import emails
from app.networking.as_told import as_told, has_changed
from app.networking.invite import invitations_to
from app.networking.models import Answer, Invitation
from app.outbox.announce import announce
from app.programme.models import Edition

SETTLED = timedelta(minutes=10)  # after the last change, so that several become one message
TOO_SOON_TO_WAIT = timedelta(hours=24)  # before the day


def tell_bodies(keep_on: Callable[[], bool] = lambda: True) -> int:
    """Look at every day that bodies were written to about, and tell who has to hear; returns how many bodies are told.

    A day is locked, in a transaction of its own, only when there is something to say.
    """
    count = 0
    for edition in db.session.scalars(_days_written_about()).all():
        if keep_on() and _to_tell(edition):
            with transaction():
                count += tell_of(edition)
    return count


def tell_of(edition: Edition) -> int:
    """Tell whoever was written to and has not said no, if the day is not as they know it; returns how many."""
    edition = Edition.locked(edition.id)
    due, present = _to_tell(edition), as_told(edition)
    kind = "day_called_off" if edition.is_cancelled else "day_changed"
    act = announce(kind, edition.about, {"people": len(due)}, by="sistema") if due else None
    for invitation in due:
        message = emails.day_called_off if edition.is_cancelled else emails.day_changed
        message(invitation, invitation.told or present).announcement = act
        invitation.told = present
    if due:
        note(edition.about, "invitation.told", "sistema", bodies=len(due))
    db.session.flush()
    return len(due)


def _days_written_about() -> Select[Edition]:
    written_to = select(Invitation.edition_id).where(
        Invitation.told.is_not(None), or_(Invitation.answer.is_(None), Invitation.answer == Answer.YES)
    )
    return select(Edition).where(Edition.id.in_(written_to), Edition.closed_at.is_(None)).order_by(Edition.id)


def _to_tell(edition: Edition) -> list[Invitation]:
    if not _is_settled(edition) or (edition.has_ended(now()) and not edition.is_cancelled):
        return []
    present = as_told(edition)
    return [one for one in invitations_to(edition) if _is_concerned(one) and has_changed(one.told or present, present)]


def _is_concerned(invitation: Invitation) -> bool:
    body = invitation.organisation
    return invitation.answer != Answer.NO and bool(body.email or body.phone)


def _is_settled(edition: Edition) -> bool:
    near = edition.starts_at is not None and edition.starts_at - now() < TOO_SOON_TO_WAIT
    return edition.is_cancelled or near or now() - edition.updated_at >= SETTLED
