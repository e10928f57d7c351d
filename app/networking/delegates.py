"""A body's delegates, from its invitation: enrolled, named, substituted, withdrawn by the body itself.

Every verb takes the edition's lock first, and promises the body's contact one summary of how its people stand.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import current_app

from app.journal.note import note
from app.lib.clock import end_of_day, now
from app.networking import emails
from app.networking.models import THE_BODY, Answer, Invitation
from app.networking.refusals import NamesClosed, NotTheirDelegate, TooLateToAnswer, TooManyDelegates
from app.networking.trust import trust_address
from app.programme.models import Edition
from app.registration import cancel, delegates, limits
from app.registration.delegates import WITHDRAWN, delegates_of
from app.registration.models import Registration
from app.registration.sign_up import Person, by_request, refuse_when_over

MOST_OF_ONE_BODY = 50  # with a place or waiting for one


def names_until(edition: Edition) -> datetime | None:
    """23:59:59 in Rome of the day before the first meeting; None while there is no date."""
    first = edition.first_meeting
    return end_of_day(first.day - timedelta(days=1)) if first else None


def takes_names(edition: Edition) -> bool:
    """Whether the body may still enrol, name and substitute by itself."""
    until = names_until(edition)
    return until is not None and now() <= until and not edition.is_cancelled


def enrol(
    invitation: Invitation,
    people: Sequence[Person | None],
    *,
    by: str,
    request_key: str | None = None,
    privacy_version: str | None = None,
) -> list[Registration]:
    """Enrol ``people`` for the invited body, None for a place whose name comes later; who enrols somebody comes.

    Beyond the edition's cap for one body they wait. The same ``request_key`` gives the same registrations again.
    Raises TooLateToAnswer, NamesClosed, EditionOver, TooManyDelegates, AlreadyRegistered, TooManySignUps.
    """
    edition = Edition.locked(invitation.edition_id)
    requests = [_request(request_key, invitation, number) for number in range(len(people))]
    if made := [one for request in requests if (one := by_request(request))]:
        return made
    _refuse_late(edition, by)
    there = len(delegates_of(edition, invitation.organisation_id))
    if there + len(people) > MOST_OF_ONE_BODY:
        raise TooManyDelegates(most=MOST_OF_ONE_BODY)
    for person in people:
        _refuse_too_much_mail(person, by)
    trust_address(invitation, by)
    added = delegates.add(
        edition, invitation.organisation, people, by=by, requests=requests, privacy_version=privacy_version
    )
    if invitation.answer != Answer.YES:
        invitation.answer, invitation.answered_at = Answer.YES, now()
    there = len(delegates_of(edition, invitation.organisation_id))
    invitation.delegates_expected = max(invitation.delegates_expected or 0, there)
    note(invitation.about, "invitation.enrolled", by, body=invitation.organisation.name, people=len(people))
    emails.delegates_enrolled(invitation)
    return added


def name_delegate(invitation: Invitation, registration: Registration, person: Person, *, by: str) -> None:
    """Give its name to a place that has none.

    Raises NotTheirDelegate, TooLateToAnswer, NamesClosed, GaveUpAlready, AlreadyRegistered, TooManySignUps.
    """
    edition = Edition.locked(invitation.edition_id)
    _refuse_foreign(invitation, registration)
    if by == THE_BODY:
        _refuse_late(edition, by)
    _refuse_too_much_mail(person, by)
    trust_address(invitation, by)
    delegates.give_name(registration, person, by=by)
    if not edition.has_ended(now()):
        emails.delegates_enrolled(invitation)


def substitute(invitation: Invitation, registration: Registration, person: Person, *, by: str) -> Registration:
    """Let somebody else of the body come instead; a place without a name is given it. Returns who comes now.

    Raises NotTheirDelegate, TooLateToAnswer, NamesClosed, GaveUpAlready, AlreadyAdmitted, EditionOver,
    AlreadyRegistered, TooManySignUps.
    """
    edition = Edition.locked(invitation.edition_id)
    _refuse_foreign(invitation, registration)
    if registration.is_unnamed:
        name_delegate(invitation, registration, person, by=by)
        return registration
    _refuse_late(edition, by)
    _refuse_too_much_mail(person, by)
    trust_address(invitation, by)
    new = delegates.substitute(registration, person, by=by)
    emails.delegates_enrolled(invitation)
    return new


def withdraw_delegate(invitation: Invitation, registration: Registration, *, by: str) -> None:
    """One of the body's people comes no more: the place goes to who waits, of this body or of another.

    Raises NotTheirDelegate, AlreadyAdmitted, EditionOver.
    """
    Edition.locked(invitation.edition_id)
    _refuse_foreign(invitation, registration)
    _withdraw([registration], by)
    emails.delegates_enrolled(invitation)


def withdraw_all(invitation: Invitation, *, by: str) -> int:
    """Nobody of the body comes; returns how many had or awaited a place. Raises AlreadyAdmitted, EditionOver."""
    theirs = delegates_of(Edition.locked(invitation.edition_id), invitation.organisation_id)
    if theirs:
        _withdraw(theirs, by)
    return len(theirs)


def _withdraw(registrations: Sequence[Registration], by: str) -> None:
    first, *others = registrations
    cancel.cancel(first, by=by, reason=WITHDRAWN, companions=others)
    for registration in registrations:
        registration.cancelled_from = None  # it is the body that may change its mind


def _refuse_late(edition: Edition, by: str) -> None:
    if by != THE_BODY:
        refuse_when_over(edition)
    elif edition.is_cancelled or edition.is_postponed or edition.has_begun(now()):
        raise TooLateToAnswer()
    elif not takes_names(edition):
        raise NamesClosed(phone=current_app.config["OFFICE_PHONE"])


def _refuse_foreign(invitation: Invitation, registration: Registration) -> None:
    """The link is the right to this body's people and to nobody else's."""
    if (registration.edition_id, registration.organisation_id) != (invitation.edition_id, invitation.organisation_id):
        raise NotTheirDelegate()


def _refuse_too_much_mail(person: Person | None, by: str) -> None:
    """An address that somebody typed has not asked for anything."""
    if person and by == THE_BODY:
        for contact in (person.email, person.phone):
            limits.refuse_too_many_sign_ups(contact)


def _request(key: str | None, invitation: Invitation, number: int) -> str | None:
    if not key:
        return None
    return hashlib.sha256(repr(("delegates", key, invitation.id, number)).encode()).hexdigest()
