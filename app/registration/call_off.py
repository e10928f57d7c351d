"""An edition that will not be, or not on its dates: called off, put off, or held after all."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.journal.note import note
from app.lib.clock import now
from app.programme import proposals
from app.programme.models import Edition
from app.registration import emails, told, waiting_list
from app.registration.cancel import strike
from app.registration.planned_meetings import in_words
from app.registration.refusals import (
    AlreadyBegun,
    EditionCancelled,
    EditionOver,
    MovedIntoThePast,
    NoDates,
    NotPostponed,
)
from app.registration.tell import active, tell, tell_each

POSTPONED = _l("rinviata, senza una data nuova")
HELD_AGAIN = _l("non più rinviata: valgono le date di prima")


def cancel_edition(edition: Edition, *, by: str) -> int:
    """Call the edition off and tell everybody who has or awaits a place; returns how many. Twice is once.

    Once it has begun only the meetings to come are called off: whoever came keeps the hours of those that were held.
    Raises EditionOver.
    """
    edition = Edition.locked(edition.id)
    if edition.is_cancelled:
        return 0
    if edition.is_over(now()):
        raise EditionOver()
    if edition.has_begun(now()):
        return _cancel_the_rest(edition, by=by)
    other_dates = proposals.instead_of(edition)
    edition.cancelled_at = edition.updated_at = now()
    edition.calendar_sequence += 1
    registrations = active(edition)
    for registration in registrations:
        strike(registration)
        note(registration.about, "registration.cancelled", by)
    note(edition.about, "edition.cancelled", by)
    return tell_each(
        edition,
        "edition_cancelled",
        {"before": told.state_of(edition).as_facts()},
        registrations,
        lambda registration: emails.edition_cancelled(registration, other_dates),
        by=by,
    )


def _cancel_the_rest(edition: Edition, *, by: str) -> int:
    before = told.state_of(edition)
    changes = []
    for meeting in edition.held_meetings:
        if meeting.starts_at > now():
            changes.append(_("incontro annullato: %(before)s", before=in_words(meeting)))
            meeting.cancelled_at = now()
    return tell(edition, before, changes, by=by) if changes else 0


def postpone(edition: Edition, *, by: str) -> int:
    """Take the edition's dates away, with no new ones yet, and tell everybody; returns how many. Twice is once.

    Everybody keeps their place, and nobody is called from the queue, until ``move_meetings`` gives it new dates.
    Raises EditionCancelled, EditionOver, AlreadyBegun.
    """
    edition = Edition.locked(edition.id)
    if edition.is_postponed:
        return 0
    if edition.is_cancelled:
        raise EditionCancelled()
    if edition.is_over(now()):
        raise EditionOver()
    if edition.has_begun(now()):
        raise AlreadyBegun(code=edition.code)
    before = told.state_of(edition)
    edition.postponed_at, edition.run_decided_at = now(), None
    return tell(edition, before, [str(POSTPONED)], by=by)


def hold_again(edition: Edition, *, by: str) -> int:
    """Let a postponed edition be held on its old dates after all, and tell everybody; returns how many.

    Raises EditionCancelled, NotPostponed, NoDates, MovedIntoThePast.
    """
    edition = Edition.locked(edition.id)
    if edition.is_cancelled:
        raise EditionCancelled()
    if not edition.is_postponed:
        raise NotPostponed(code=edition.code)
    first = next((meeting for meeting in edition.meetings if meeting.cancelled_at is None), None)
    if first is None:
        raise NoDates(code=edition.code)
    if first.starts_at <= now():
        raise MovedIntoThePast(code=edition.code, day=f"{first.day:%d/%m/%Y}")
    before = told.state_of(edition)
    edition.postponed_at = None
    count = tell(edition, before, [str(HELD_AGAIN)], by=by)
    waiting_list.fill_free_seats(edition, by="sistema")
    return count
