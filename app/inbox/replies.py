"""An answer from a calendar: a place freed, an intention written down, or a question to the person."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from app.db import db
from app.errors import Refused
from app.inbox import emails
from app.inbox.authenticity import is_truly_from
from app.inbox.outcomes import Outcome
from app.inbox.reading import Mail
from app.journal.note import note
from app.lib.clock import now
from app.lib.ics_reply import Answer
from app.people.prove import prove
from app.programme.models import Edition
from app.registration.cancel import cancel
from app.registration.invite import is_of_one_meeting, registration_of_uid
from app.registration.models import Coming, Registration
from app.registration.refusals import AlreadyRegistered
from app.registration.undo_cancellation import undo_cancellation

BY_CALENDAR = "calendario"  # who acted, and why the place was given up
MOST_AHEAD = timedelta(days=1)  # that the clock of a calendar may be
INTENTIONS = {"ACCEPTED": Coming.YES, "TENTATIVE": Coming.MAYBE}


def take(mail: Mail, answer: Answer, proven: Collection[str]) -> tuple[Outcome, Registration | None]:
    """Do what ``answer`` asks, if it is the person's own and about the present date; returns what was done.

    ``proven`` are the domains that the mail is known to come from.

    A declined place is freed at once and goes to who waits, when the mail is proven to be theirs; otherwise nothing
    changes and the registered address is asked.
    """
    registration = registration_of_uid(answer.uid)
    if registration is None:
        return Outcome.UNKNOWN_ENTRY, None
    edition = Edition.locked(registration.edition_id)
    db.session.refresh(registration)
    is_theirs = answer.attendee == (registration.email or "").lower() and is_truly_from(mail, answer.attendee, proven)
    return _take(_without_future(answer), registration, edition, is_theirs), registration


def _take(answer: Answer, registration: Registration, edition: Edition, is_theirs: bool) -> Outcome:
    if answer.status not in {"DECLINED", *INTENTIONS} or is_of_one_meeting(answer.uid):  # the others may still hold
        return Outcome.TO_READ
    if is_theirs and answer.status == "ACCEPTED" and _was_declined_here(registration):
        return _take_back(registration, answer, edition)
    if answer.sequence < registration.calendar_sequence or _is_older(answer, registration):
        return Outcome.STALE
    if not registration.is_confirmed:
        return Outcome.NO_PLACE
    if edition.has_begun(now()):
        return Outcome.BEGUN
    if answer.status == "DECLINED":
        return _decline(registration, answer, is_theirs)
    if not is_theirs:
        return Outcome.NOT_PROVEN
    registration.calendar_answered_at = answer.stamp
    registration.coming, registration.coming_at = INTENTIONS[answer.status], now()
    prove(answer.attendee, BY_CALENDAR)
    note(registration.about, f"registration.calendar_{answer.status.lower()}", BY_CALENDAR)
    return Outcome.ACCEPTED if answer.status == "ACCEPTED" else Outcome.TENTATIVE


def _was_declined_here(registration: Registration) -> bool:
    return registration.is_cancelled and registration.cancel_reason == BY_CALENDAR


def _take_back(registration: Registration, answer: Answer, edition: Edition) -> Outcome:
    """They accept what they declined: in their calendar it looks as if the place were theirs, so it must be, or not.

    No CANCEL was sent when they declined: they answer the invitation as it was before.
    """
    if answer.sequence < registration.calendar_sequence - 1 or _is_older(answer, registration):
        return Outcome.STALE
    if edition.has_begun(now()):
        return Outcome.BEGUN
    registration.calendar_answered_at = answer.stamp
    try:
        undo_cancellation(registration, by=BY_CALENDAR)
    except AlreadyRegistered:
        return Outcome.NO_PLACE
    except Refused:
        if emails.may_answer(registration):
            emails.declined_in_calendar(registration, may_undo=False)
        return Outcome.TOO_LATE
    return Outcome.TAKEN_BACK


def _decline(registration: Registration, answer: Answer, is_theirs: bool) -> Outcome:
    if is_theirs:
        try:
            cancel(registration, by=BY_CALENDAR, reason=BY_CALENDAR, say=emails.declined_in_calendar)
        except Refused:
            return Outcome.REFUSED
        registration.calendar_answered_at = answer.stamp
        prove(answer.attendee, BY_CALENDAR)
        return Outcome.DECLINED
    if not emails.may_answer(registration):
        return Outcome.ENOUGH
    emails.was_it_you(registration)
    note(registration.about, "registration.decline_not_proven", BY_CALENDAR)
    return Outcome.ASKED


def _without_future(answer: Answer) -> Answer:
    """A clock that is wrong by more than a day must not make every later answer look old."""
    return replace(answer, stamp=now()) if answer.stamp > now() + MOST_AHEAD else answer


def _is_older(answer: Answer, registration: Registration) -> bool:
    """Whether it was written before the latest answer that was heard."""
    heard = registration.calendar_answered_at
    return heard is not None and answer.stamp <= heard
