import hashlib
from dataclasses import dataclass, field

from sqlalchemy import func, or_, select

from app.db import db
from app.lib.clock import now
from app.lib.codes import VOICE_LETTERS, minted_code
from app.lib.names import name_key
from app.people.find_or_add import find_or_add, find_or_add_organisation
from app.people.models import Contact, Participant
from app.programme.models import Edition
from app.registration import open_registrations, waiting_list
from app.registration.models import Registration, Source, Status
from app.registration.refusals import (
    AlreadyRegistered,
    EditionCancelled,
    EditionNotShown,
    EditionOver,
    EditionPostponed,
    SignUpClosed,
)


@dataclass(frozen=True)
class Person:
    """Who signs up, as the edge read it: names tidy, e-mail and phone in their normal form."""

    first_name: str
    last_name: str
    email: str | None = None
    phone: str | None = None
    language: str = "it"
    access_needs: list[str] = field(default_factory=list)
    organisation: str | None = None
    job_title: str | None = None
    referral: str | None = None
    last_minute: bool = False


def sign_up(
    edition_id: int,
    person: Person,
    *,
    source: Source = Source.WEB,
    by: str = "pubblico",
    request_key: str | None = None,
    privacy_version: str | None = None,
    over_seats: bool = False,
) -> Registration:
    """Give ``person`` a seat in the edition, or a place in its queue, and promise the message that says so.

    A newcomer always joins the queue, then the queue is served: nobody is overtaken. Only the public is held to the
    sign-up window and to the half-year's limit of open registrations. The same ``request_key`` (one per form), sent
    again for the same person, gives the same registration again. ``over_seats``: staff give a seat, out of turn and
    beyond the seats if need be.

    Raises SignUpClosed, EditionCancelled, EditionPostponed, EditionOver, AlreadyRegistered, TooManyOpen.
    """
    edition = Edition.locked(edition_id)
    request = _request(request_key, edition_id, person, source) if request_key else None
    if request and (same := _by_request(request)):
        return same
    if source == Source.WEB:
        if not edition.accepts_sign_ups(now()):
            raise SignUpClosed()
    else:
        refuse_when_over(edition)
    participant = _participant(person)
    if active_registration(edition, participant, person):
        raise AlreadyRegistered()
    if source == Source.WEB:
        open_registrations.refuse_too_many(edition.programme, participant)
    registration = Registration(
        edition=edition,
        participant=participant,
        ticket_code=unheard_code(edition),
        email=person.email,
        phone=person.phone,
        language=person.language,
        access_needs=person.access_needs,
        referral=person.referral,
        last_minute=person.last_minute,
        source=source,
        request_key=request,
        privacy_version=privacy_version,
        created_at=now(),
        status=Status.WAITING,
    )
    db.session.add(registration)
    waiting_list.join(registration)
    waiting_list.fill_free_seats(edition, by=by, newcomers=[registration])
    if registration.is_waiting and over_seats:
        waiting_list.confirm_newcomer(registration, by)
    elif registration.is_waiting:
        waiting_list.say_waiting(registration, by)
    return registration


def active_registration(edition: Edition, participant: Participant, person: Person) -> Registration | None:
    """A registration in ``edition`` not cancelled, of ``participant`` or of a namesake with one same contact."""
    contacts = [contact for contact in (person.email, person.phone) if contact]
    known = select(Contact.participant_id).where(Contact.name_key == participant.name_key, Contact.value.in_(contacts))
    return db.session.scalars(
        select(Registration)
        .where(
            Registration.edition_id == edition.id,
            or_(Registration.participant_id == participant.id, Registration.participant_id.in_(known)),
            Registration.status != Status.CANCELLED,
        )
        .limit(1)
    ).first()


def refuse_when_over(edition: Edition) -> None:
    """Raises EditionCancelled, EditionPostponed, EditionNotShown or EditionOver: nobody gets in, not even by staff."""
    if edition.is_cancelled:
        raise EditionCancelled()
    if edition.is_postponed:
        raise EditionPostponed()
    if edition.is_draft:
        raise EditionNotShown()
    if edition.is_over(now()):
        raise EditionOver()


def _request(key: str, edition_id: int, person: Person, source: Source) -> str:
    """What names one request: the form's key alone would lead whoever goes back, or learns it, to another's page."""
    who = (name_key(person.first_name, person.last_name), person.email, person.phone)
    return hashlib.sha256(repr((key, edition_id, str(source), who)).encode()).hexdigest()


def _by_request(request: str) -> Registration | None:
    return db.session.scalars(select(Registration).where(Registration.request_key == request)).one_or_none()


def _participant(person: Person) -> Participant:
    contacts = [contact for contact in (person.email, person.phone) if contact]
    participant = find_or_add(person.first_name, person.last_name, contacts, person.language)
    if person.organisation and participant.organisation is None:
        participant.organisation = find_or_add_organisation(person.organisation)
        participant.job_title = person.job_title
    db.session.flush()
    return participant


def unheard_code(edition: Edition) -> str:
    """A ticket code whose first letters, the ones read aloud, belong to nobody else of the edition."""
    while True:
        code = minted_code(edition.ticket_key)
        same_voice = select(func.count(Registration.id)).where(
            Registration.edition_id == edition.id, Registration.ticket_code.startswith(code[:VOICE_LETTERS])
        )
        if not db.session.scalar(same_voice):
            return code
