"""Asking bodies for the names that are still missing: three days before their day, and the day before."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from sqlalchemy import Select, select

from app.db import db, transaction
from app.lib.clock import from_rome, now
from app.networking import emails
from app.networking.delegates import takes_names
from app.networking.invite import invitations_to
from app.networking.models import Invitation
from app.outbox.models import OutboxMessage
from app.programme.models import Edition
from app.registration.delegates import delegates_of
from app.registration.models import Registration, Status

ASKED_BEFORE = (3, 1)  # days before the first meeting
AT = time(9, 0)  # in Rome


def ask_names(keep_on: Callable[[], bool] = lambda: True) -> int:
    """Ask every body whose places have waited for a name since before the hour; returns how many are asked.

    What was missed while the machine was off is asked as long as names are taken; a body is asked once for each day.
    """
    count = 0
    for edition in db.session.scalars(_days_with_unnamed()).all():
        if keep_on() and _to_ask(edition):
            with transaction():
                due = _to_ask(Edition.locked(edition.id))
                for invitation in due:
                    emails.names_missing(invitation)
                count += len(due)
    return count


def _days_with_unnamed() -> Select[Edition]:
    nameless = select(Registration.edition_id).where(
        Registration.is_unnamed.is_(True), Registration.status != Status.CANCELLED
    )
    return select(Edition).where(Edition.id.in_(nameless)).order_by(Edition.id)


def _to_ask(edition: Edition) -> list[Invitation]:
    hour = _latest_hour(edition)
    if hour is None or not takes_names(edition) or not edition.is_public:
        return []
    return [one for one in invitations_to(edition) if _lacks_names(one, hour) and not _was_asked(one, hour)]


def _latest_hour(edition: Edition) -> datetime | None:
    """The last of the hours to ask at that has come."""
    first = edition.first_meeting
    hours = [from_rome(first.day - timedelta(days=days), AT) for days in ASKED_BEFORE] if first else []
    return max((hour for hour in hours if hour <= now()), default=None)


def _lacks_names(invitation: Invitation, hour: datetime) -> bool:
    """Whether a place was without a name at that hour already: who has just enrolled is not pressed at once."""
    body = invitation.organisation
    theirs = delegates_of(invitation.edition, invitation.organisation_id)
    return bool(body.email or body.phone) and any(one.is_unnamed and one.created_at < hour for one in theirs)


def _was_asked(invitation: Invitation, hour: datetime) -> bool:
    asked = select(OutboxMessage.id).where(
        OutboxMessage.kind == "names_missing",
        OutboxMessage.about == invitation.about,
        OutboxMessage.created_at >= hour,
    )
    return db.session.scalar(asked.limit(1)) is not None
