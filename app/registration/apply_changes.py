"""Changes to editions that may have people: moved and resized, and everybody told in the same transaction.

The import, the office's pages and whoever else moves a date call these verbs; each locks the edition, then looks.
"""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from app.db import db
from app.journal.note import note
from app.lib.clock import now, rome
from app.outbox.models import Announcement
from app.programme.models import Edition, Meeting
from app.registration import told, waiting_list
from app.registration.fire_limit import lower_to_fire_limit, refuse_over_fire_limit
from app.registration.models import Registration
from app.registration.planned_meetings import PlannedMeeting, differs, in_words, pairs
from app.registration.refusals import (
    EditionCancelled,
    MeetingHasPeople,
    MovedIntoThePast,
    RegistersClosed,
)
from app.registration.tell import tell

LINK_CHANGED = _l("il collegamento è cambiato")


def move_meetings(edition: Edition, wanted: Sequence[PlannedMeeting], *, by: str) -> list[str]:
    """Let the edition have these meetings, and tell its people; returns what changed, in sentences.

    New dates end a postponement. Then the queue is served: of places left for the door there may be time to offer.
    Raises RegistersClosed, EditionCancelled, MeetingHasPeople, MovedIntoThePast.
    """
    edition = Edition.locked(edition.id)
    before = told.state_of(edition)
    changes = rearrange(edition, wanted)
    if changes:
        tell(edition, before, changes, by=by)
        waiting_list.fill_free_seats(edition, by="sistema")
    return changes


def rearrange(edition: Edition, wanted: Sequence[PlannedMeeting]) -> list[str]:
    """Move, add and remove meetings under the edition's lock, telling nobody; returns what changed, in sentences.

    A meeting keeps its row, and so its scans and presences: the one asked for by id, else the one at the same instant,
    on the same day, or next in order. New dates end a postponement; another place alone does not. Raises
    RegistersClosed, EditionCancelled, MeetingHasPeople, MovedIntoThePast.
    """
    changes, has_new_dates = [], False
    people = edition.people_count
    for meeting, plan in pairs(edition, wanted):
        has_new_dates |= plan is not None and (meeting is None or _is_at_another_time(meeting, plan))
        if meeting is None and plan is not None:
            edition.meetings.append(
                Meeting(starts_at=plan.starts_at, ends_at=plan.ends_at, venue=plan.venue, room=plan.room)
            )
            changes.append(_("incontro aggiunto: %(after)s", after=in_words(plan)))
        elif meeting is not None and plan is None:
            changes.append(_("incontro tolto: %(before)s", before=in_words(meeting)))
            _remove(edition, meeting)
        elif meeting is not None and plan is not None and differs(meeting, plan):
            if plan.starts_at <= now() < meeting.starts_at and people:
                raise MovedIntoThePast(code=edition.code, day=f"{rome(plan.starts_at):%d/%m/%Y}")
            changes.append(_("incontro: %(before)s → %(after)s", before=in_words(meeting), after=in_words(plan)))
            meeting.starts_at, meeting.ends_at = plan.starts_at, plan.ends_at
            meeting.venue, meeting.room = plan.venue, plan.room
    if changes and edition.is_closed:
        raise RegistersClosed(code=edition.code)
    if changes and edition.is_cancelled:
        raise EditionCancelled()
    if has_new_dates and edition.is_postponed:
        _refuse_past(edition, wanted)
        edition.postponed_at = None
    db.session.flush()
    db.session.expire(edition, ["meetings"])  # in the order of their new dates
    if changes:
        lower_to_fire_limit(edition)
    return changes


def _is_at_another_time(meeting: Meeting, plan: PlannedMeeting) -> bool:
    return (meeting.starts_at, meeting.ends_at) != (plan.starts_at, plan.ends_at)


def _refuse_past(edition: Edition, wanted: Sequence[PlannedMeeting]) -> None:
    """New dates are dates to come, all of them. Raises MovedIntoThePast."""
    past = [plan for plan in wanted if plan.starts_at <= now()]
    if past and edition.people_count:
        raise MovedIntoThePast(code=edition.code, day=f"{rome(past[0].starts_at):%d/%m/%Y}")


def _remove(edition: Edition, meeting: Meeting) -> None:
    """Scans and presences are the database's word: a meeting that has any cannot be deleted."""
    facts = {"code": edition.code, "day": f"{meeting.day:%d/%m/%Y}"}
    try:
        with db.session.begin_nested():
            db.session.execute(delete(Meeting).where(Meeting.id == meeting.id))
    except IntegrityError as error:
        raise MeetingHasPeople(**facts) from error


def change_link(edition: Edition, url: str | None, *, by: str) -> int:
    """Give the edition another link to connect by, and tell whoever has a place online; returns how many were told."""
    edition = Edition.locked(edition.id)
    if url == edition.online_url:
        return 0
    before = told.state_of(edition)
    edition.online_url = url
    if edition.is_online:
        return tell(edition, before, [str(LINK_CHANGED)], by=by, confirmed_only=True)
    edition.updated_at = now()
    note(edition.about, "edition.changed", by, change=str(LINK_CHANGED))
    return 0


def resize(edition: Edition, seats: int, *, by: str) -> list[Registration]:
    """Give the edition another number of seats; new ones go to the head of the queue at once. Returns who got one.

    Fewer seats than people with a place throw nobody out: nobody is called from the queue until there is room again.
    Raises OverFireLimit.
    """
    edition = Edition.locked(edition.id)
    if seats == edition.seats:
        return []
    if seats > edition.seats:
        refuse_over_fire_limit(edition, seats)
    change = _("posti %(before)s → %(after)s", before=edition.seats, after=seats)
    edition.seats = seats
    lower_to_fire_limit(edition)
    edition.updated_at = now()
    note(edition.about, "edition.changed", by, change=change)
    db.session.flush()
    if edition.is_cancelled:
        return []
    act = Announcement(kind="promoted", about=edition.about, facts={"sentences": [change]}, by=by, at=now())
    served = waiting_list.fill_free_seats(edition, by="sistema", act=act)
    act.facts = act.facts | {"people": len(served)}
    db.session.flush()
    return served
