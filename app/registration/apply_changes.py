"""Changes to editions that may have people: moved, resized, called off, and everybody told in the same transaction.

The import, the office's pages and whoever else moves a date call these verbs; each locks the edition, then looks.
"""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from app.db import db
from app.journal.note import note
from app.lib.clock import now, rome
from app.programme.models import Edition, Meeting
from app.registration import emails, waiting_list
from app.registration.cancel import strike
from app.registration.models import Registration, Status
from app.registration.planned_meetings import PlannedMeeting, differs, in_words, pairs
from app.registration.refusals import (
    EditionCancelled,
    EditionOver,
    FewerSeatsThanPeople,
    MeetingHasPeople,
    MovedIntoThePast,
    OverFireLimit,
    RegistersClosed,
)

LINK_CHANGED = _l("il collegamento è cambiato")


def move_meetings(edition: Edition, wanted: Sequence[PlannedMeeting], *, by: str) -> list[str]:
    """Let the edition have these meetings, and tell its people; returns what changed, in sentences.

    Raises RegistersClosed, EditionCancelled, MeetingHasPeople, MovedIntoThePast.
    """
    edition = _locked(edition)
    before = emails.places_and_times(edition)
    changes = rearrange(edition, wanted)
    if changes:
        tell(edition, before, changes, by=by)
    return changes


def rearrange(edition: Edition, wanted: Sequence[PlannedMeeting]) -> list[str]:
    """Move, add and remove meetings under the edition's lock, telling nobody; returns what changed, in sentences.

    A meeting keeps its row, and so its scans and presences: the one asked for by id, else the one at the same instant,
    on the same day, or next in order. Raises RegistersClosed, EditionCancelled, MeetingHasPeople, MovedIntoThePast.
    """
    changes = []
    for meeting, plan in pairs(edition, wanted):
        if meeting is None and plan is not None:
            edition.meetings.append(
                Meeting(starts_at=plan.starts_at, ends_at=plan.ends_at, venue=plan.venue, room=plan.room)
            )
            changes.append(_("incontro aggiunto: %(after)s", after=in_words(plan)))
        elif meeting is not None and plan is None:
            changes.append(_("incontro tolto: %(before)s", before=in_words(meeting)))
            _remove(edition, meeting)
        elif meeting is not None and plan is not None and differs(meeting, plan):
            if plan.starts_at <= now() < meeting.starts_at and edition.confirmed_count + edition.waiting_count:
                raise MovedIntoThePast(code=edition.code, day=f"{rome(plan.starts_at):%d/%m/%Y}")
            changes.append(_("incontro: %(before)s → %(after)s", before=in_words(meeting), after=in_words(plan)))
            meeting.starts_at, meeting.ends_at = plan.starts_at, plan.ends_at
            meeting.venue, meeting.room = plan.venue, plan.room
    if changes and edition.is_closed:
        raise RegistersClosed(code=edition.code)
    if changes and edition.is_cancelled:
        raise EditionCancelled()
    db.session.flush()
    db.session.expire(edition, ["meetings"])  # in the order of their new dates
    return changes


def _remove(edition: Edition, meeting: Meeting) -> None:
    """Scans and presences are the database's word: a meeting that has any cannot be deleted."""
    facts = {"code": edition.code, "day": f"{meeting.day:%d/%m/%Y}"}
    try:
        with db.session.begin_nested():
            db.session.execute(delete(Meeting).where(Meeting.id == meeting.id))
    except IntegrityError as error:
        raise MeetingHasPeople(**facts) from error


def tell(
    edition: Edition, before: emails.Before, changes: Sequence[str], *, by: str, confirmed_only: bool = False
) -> int:
    """Tell everybody who has or awaits a place that date, hour or place is another; returns how many were told.

    ``confirmed_only``: what changed is the link to an online lab, which who waits does not have.

    ``before`` is what ``emails.places_and_times`` gave before the change. Calendars take an entry only if its sequence
    has grown. When all is over already, a correction is written down and nobody is disturbed.
    """
    edition.calendar_sequence += 1
    edition.updated_at = now()
    note(edition.about, "edition.changed", by, change="; ".join(changes))
    db.session.flush()
    if edition.has_ended(now()) and all(datetime.fromisoformat(line["ends_at"]) <= now() for line in before):
        return 0
    registrations = [one for one in _active(edition) if one.is_confirmed or not confirmed_only]
    for registration in registrations:
        if registration.is_confirmed:
            registration.calendar_sequence += 1
        emails.changed(registration, before)
    db.session.flush()
    return len(registrations)


def change_link(edition: Edition, url: str | None, *, by: str) -> int:
    """Give the edition another link to connect by, and tell whoever has a place online; returns how many were told."""
    edition = _locked(edition)
    if url == edition.online_url:
        return 0
    before = emails.places_and_times(edition)
    edition.online_url = url
    if edition.is_online:
        return tell(edition, before, [str(LINK_CHANGED)], by=by, confirmed_only=True)
    edition.updated_at = now()
    note(edition.about, "edition.changed", by, change=str(LINK_CHANGED))
    return 0


def resize(edition: Edition, seats: int, *, by: str) -> list[Registration]:
    """Give the edition another number of seats; new ones go to the head of the queue at once. Returns who got one.

    Raises FewerSeatsThanPeople, OverFireLimit.
    """
    edition = _locked(edition)
    if seats == edition.seats:
        return []
    if seats < min(edition.seats, edition.confirmed_count):
        raise FewerSeatsThanPeople(code=edition.code, seats=seats, people=edition.confirmed_count)
    for meeting in edition.held_meetings if seats > edition.seats else []:
        if meeting.room and meeting.room.fire_limit and seats > meeting.room.fire_limit:
            raise OverFireLimit(code=edition.code, seats=seats, room=meeting.room.name, limit=meeting.room.fire_limit)
    change = _("posti %(before)s → %(after)s", before=edition.seats, after=seats)
    edition.seats = seats
    edition.updated_at = now()
    note(edition.about, "edition.changed", by, change=change)
    db.session.flush()
    return [] if edition.is_cancelled else waiting_list.fill_free_seats(edition, by="sistema")


def cancel_edition(edition: Edition, *, by: str) -> int:
    """Call the edition off and tell everybody who has or awaits a place; returns how many. Twice is once.

    Once it has begun only the meetings to come are called off: whoever came keeps the hours of those that were held.
    Raises EditionOver.
    """
    edition = _locked(edition)
    if edition.is_cancelled:
        return 0
    if edition.is_over(now()):
        raise EditionOver()
    if edition.has_begun(now()):
        return _cancel_the_rest(edition, by=by)
    edition.cancelled_at = edition.updated_at = now()
    edition.calendar_sequence += 1
    registrations = _active(edition)
    for registration in registrations:
        strike(registration)
        emails.edition_cancelled(registration)
        note(registration.about, "registration.cancelled", by)
    note(edition.about, "edition.cancelled", by)
    db.session.flush()
    return len(registrations)


def _cancel_the_rest(edition: Edition, *, by: str) -> int:
    before = emails.places_and_times(edition)
    changes = []
    for meeting in edition.held_meetings:
        if meeting.starts_at > now():
            changes.append(_("incontro annullato: %(before)s", before=in_words(meeting)))
            meeting.cancelled_at = now()
    return tell(edition, before, changes, by=by) if changes else 0


def _locked(edition: Edition) -> Edition:
    db.session.flush()  # what the caller has already changed must survive the fresh look
    return Edition.locked(edition.id)


def _active(edition: Edition) -> list[Registration]:
    """Who has a place, then who waits, each in order of arrival."""
    active = select(Registration).where(Registration.edition_id == edition.id, Registration.status != Status.CANCELLED)
    return list(db.session.scalars(active.order_by(Registration.queue_number.is_not(None), Registration.id)))
