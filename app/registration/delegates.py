"""Delegates: people whom a body enrols for itself, some of whom have no name yet.

Each is a registration with ``organisation_id``; whoever has no address of their own is written to at the body's.
"""

from collections.abc import Sequence
from dataclasses import replace

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.db import db
from app.errors import Refused
from app.journal.note import note
from app.lib.clock import now
from app.lib.names import LONGEST_KEY, folded
from app.people.find_or_add import find_or_add
from app.people.models import Organisation, Participant
from app.programme.models import Edition
from app.registration import emails, offer_emails, waiting_list
from app.registration.cancel import strike
from app.registration.models import Registration, Source, Status
from app.registration.refusals import AlreadyAdmitted, AlreadyRegistered, EditionOver
from app.registration.sign_up import Person, active_registration, enter, seat_or_queue
from app.registration.units import position

SUBSTITUTED = "sostituzione"  # the reason of who gave the place to another of the same body
WITHDRAWN = "ente"  # the reason of whom the body sends no more
PLACEHOLDER = "Delegato"


class GaveUpAlready(Refused):
    message = _l("Questo delegato non viene già più: guarda l'elenco com'è adesso.")


def add(
    edition: Edition,
    body: Organisation,
    people: Sequence[Person | None],
    *,
    by: str,
    requests: Sequence[str | None] = (),
    privacy_version: str | None = None,
) -> list[Registration]:
    """Enrol ``people`` for ``body``, None for a place whose name comes later; call it under the edition's lock.

    All or none. They join the queue in their order, then the queue is served: beyond the edition's cap for one body
    they wait, however many seats are free. ``requests``, one each, are what they are known by if the form comes again.
    Raises AlreadyRegistered.
    """
    added = []
    for number, person in enumerate(people):
        one = _enter(edition, body, person, requests[number] if requests else None)
        one.privacy_version = privacy_version
        added.append(one)
    db.session.flush()
    seat_or_queue(edition, added, by=by)
    return added


def give_name(registration: Registration, person: Person, *, by: str) -> None:
    """Say who comes on a place without a name: ticket and code stay, the old managing link does not.

    Raises GaveUpAlready, AlreadyRegistered.
    """
    edition = Edition.locked(registration.edition_id)
    db.session.refresh(registration)
    if registration.is_cancelled:
        raise GaveUpAlready()
    placeholder, body = registration.participant, registration.organisation
    assert registration.is_unnamed and body
    known = _reachable(person, body)
    if active_registration(edition, known, known.contacts):
        raise AlreadyRegistered()
    if (known.email, known.phone) != (registration.email, registration.phone):
        registration.link_version += 1
    registration.participant = find_or_add(person.first_name, person.last_name, known.contacts, person.language)
    registration.email, registration.phone, registration.language = known.email, known.phone, person.language
    registration.access_needs, registration.is_unnamed = person.access_needs, False
    _acts_for(registration.participant, body, person.job_title)
    db.session.flush()
    _drop(placeholder)
    note(registration.about, "registration.named", by)
    if not edition.has_ended(now()):
        _say_how_it_stands(registration)


def substitute(registration: Registration, person: Person, *, by: str) -> Registration:
    """Let another of the same body come instead: the old ticket dies at once, the new one has a life of its own.

    The place, or the turn in the queue, goes from one to the other under one lock: the queue never sees it free.
    Returns the new registration. Raises GaveUpAlready, AlreadyAdmitted, EditionOver, AlreadyRegistered.
    """
    edition = Edition.locked(registration.edition_id)
    db.session.refresh(registration)
    body = registration.organisation
    assert body
    if registration.is_cancelled:
        raise GaveUpAlready()
    if registration.admitted_at:
        raise AlreadyAdmitted()
    if edition.is_over(now()):
        raise EditionOver()
    held = {name: getattr(registration, name) for name in ("status", "queue_number", "offer_until", "last_minute")}
    new = _enter(edition, body, person)
    new.privacy_version = registration.privacy_version
    strike(registration)
    registration.cancel_reason, registration.cancelled_from = SUBSTITUTED, None
    emails.cancelled(registration)
    note(registration.about, "registration.substituted", by)
    _take_over(new, held)
    note(new.about, "registration.took_over", by, source=new.source)
    _say_how_it_stands(new)
    return new


def change_cap(edition: Edition, most: int | None, *, by: str) -> list[Registration]:
    """Let at most ``most`` people of one body have a place (None: no limit); who fits now gets one. Returns them.

    Nobody loses a place.
    """
    edition = Edition.locked(edition.id)
    if edition.most_delegates == most:
        return []
    change = _("delegati per ente %(before)s → %(after)s", before=edition.most_delegates or "—", after=most or "—")
    edition.most_delegates, edition.updated_at = most, now()
    note(edition.about, "edition.changed", by, change=change)
    db.session.flush()
    return [] if edition.is_cancelled else list(waiting_list.fill_free_seats(edition, by="sistema"))


def delegates_of(edition: Edition, body_id: int) -> list[Registration]:
    """The body's people who have or await a place: first who has one, then who waits, in their order."""
    theirs = select(Registration).where(
        Registration.edition_id == edition.id,
        Registration.organisation_id == body_id,
        Registration.status != Status.CANCELLED,
    )
    return list(
        db.session.scalars(
            theirs.order_by(Registration.queue_number.is_not(None), Registration.queue_number, Registration.id)
        )
    )


def name_on_lists(registration: Registration) -> str:
    """The name by surname; of a place without one, whose it is: «(nome da dare) · Oasi Formazione»."""
    if registration.is_unnamed and registration.organisation:
        return f"{_('(nome da dare)')} · {registration.organisation.name}"
    return registration.participant.name_by_surname


def _enter(edition: Edition, body: Organisation, person: Person | None, request: str | None = None) -> Registration:
    """Write the delegate down at the end of the queue; nobody is told anything yet."""
    if person is None:
        registration = enter(edition, _placeholder(edition, body), source=Source.BODY, request=request)
        registration.is_unnamed = True
        registration.email, registration.phone = body.email, body.phone
        unnamed = registration.participant
        unnamed.name_key, unnamed.sort_key = "", folded(f"{body.name} {unnamed.name}")[:LONGEST_KEY]
    else:
        registration = enter(edition, _reachable(person, body), source=Source.BODY, request=request)
    registration.organisation = body
    _acts_for(registration.participant, body, person.job_title if person else None)
    db.session.flush()
    return registration


def _reachable(person: Person, body: Organisation) -> Person:
    """Whoever has no address of their own is written to at the body's, and known by it."""
    return replace(person, email=person.email or body.email, phone=person.phone or body.phone, organisation=None)


def _acts_for(person: Participant, body: Organisation, job_title: str | None) -> None:
    if person.organisation is None:
        person.organisation, person.job_title = body, job_title


def _placeholder(edition: Edition, body: Organisation) -> Person:
    """«Delegato 3», for the third place of the body. No contact: two of them are never one person."""
    ever = select(func.count(Registration.id)).where(
        Registration.edition_id == edition.id, Registration.organisation_id == body.id
    )
    return Person(f"{PLACEHOLDER} {(db.session.scalar(ever) or 0) + 1}", "")


def _drop(placeholder: Participant) -> None:
    """Nobody it stands for any more; one that staff have merged into a record stays, for the merge to be undone."""
    try:
        with db.session.begin_nested():
            db.session.delete(placeholder)
    except IntegrityError:
        db.session.expire(placeholder)


def _take_over(new: Registration, held: dict[str, object]) -> None:
    """Stand where the other stood: with the place, with the offer and its hour, or at that number of the queue."""
    status = held["status"]
    if status == Status.WAITING:
        new.queue_number = held["queue_number"]  # type: ignore[assignment]
    elif status == Status.OFFERED:
        new.queue_number = held["queue_number"]  # type: ignore[assignment]
        waiting_list.hold(new, held["offer_until"])  # type: ignore[arg-type]
    else:
        waiting_list.confirm(new)
    new.last_minute = bool(held["last_minute"])
    db.session.flush()


def _say_how_it_stands(registration: Registration) -> None:
    if registration.is_confirmed:
        emails.confirmed(registration)
    elif registration.is_waiting:
        emails.waiting(registration, position(registration))
    elif registration.is_offered:
        offer_emails.offered(registration)
