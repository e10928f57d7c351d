import hashlib

from sqlalchemy import func, select

from app.db import db
from app.lib.clock import now
from app.lib.codes import VOICE_LETTERS, minted_code
from app.lib.names import name_key
from app.people.find_or_add import find_or_add, find_or_add_organisation
from app.people.models import Contact, Participant
from app.programme.models import Edition
from app.registration import limits, open_registrations, waiting_list
from app.registration.models import TYPED_BY_STRANGERS, Registration, Source, Status
from app.registration.person import Person as Person
from app.registration.refusals import (
    AlreadyRegistered,
    EditionCancelled,
    EditionNotShown,
    EditionOver,
    EditionPostponed,
    SignUpClosed,
)


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
    sign-up window and to the limits on how much one person and one contact may sign up. The same ``request_key`` (one
    per form), sent again for the same person, gives the same registration again. ``over_seats``: staff give a seat,
    out of turn and beyond the seats if need be.

    Raises SignUpClosed, EditionCancelled, EditionPostponed, EditionOver, AlreadyRegistered, TooManyOpen,
    TooManySignUps.
    """
    edition = Edition.locked(edition_id)
    request = request_of(request_key, edition_id, person, source)
    if same := by_request(request):
        return same
    refuse_when_closed(edition, source)
    registration = enter(edition, person, source=source, request=request, privacy_version=privacy_version)
    seat_or_queue(edition, [registration], by=by, over_seats=over_seats)
    return registration


def enter(
    edition: Edition,
    person: Person,
    *,
    source: Source,
    request: str | None = None,
    privacy_version: str | None = None,
    group_key: str | None = None,
) -> Registration:
    """Write ``person`` down at the end of the queue, under the edition's lock; nobody is told anything yet.

    Raises AlreadyRegistered, TooManyOpen, TooManySignUps.
    """
    contacts = known_by(edition, person, source)
    participant = _participant(person, contacts, source)
    known = active_registration(edition, person, contacts)
    if known and not edition.is_reserved:
        raise AlreadyRegistered()
    if source == Source.WEB:
        for contact in person.contacts:
            limits.refuse_too_many_sign_ups(contact)
        open_registrations.refuse_too_many(edition.programme, participant)
    if known:  # after the limits, which would else tell whether it is so
        raise AlreadyRegistered()
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
        group_key=group_key,
        created_at=now(),
        status=Status.WAITING,
    )
    db.session.add(registration)
    waiting_list.join(registration)
    return registration


def seat_or_queue(edition: Edition, newcomers: list[Registration], *, by: str, over_seats: bool = False) -> None:
    """Serve the queue that ``newcomers`` have just joined, and promise each the message that says how it went."""
    waiting_list.fill_free_seats(edition, by=by, newcomers=newcomers)
    for registration in newcomers:
        if registration.is_waiting and over_seats:
            waiting_list.confirm_newcomer(registration, by)
        elif registration.is_waiting:
            waiting_list.say_waiting(registration, by)


def known_by(edition: Edition, person: Person, source: Source) -> list[str]:
    """The contacts by which ``person`` is taken for somebody we know.

    For a reserved lab only the one that the answer goes to: were a stranger's e-mail beside somebody's telephone taken
    for that person, the answer that does not come would say that they are enrolled (docs/decisions/0015).
    """
    return person.contacts[:1] if edition.is_reserved and source == Source.WEB else person.contacts


def active_registration(edition: Edition, person: Person, contacts: list[str]) -> Registration | None:
    """A registration in ``edition`` not cancelled, of somebody of this name who is known by one of ``contacts``."""
    key = name_key(person.first_name, person.last_name)
    known = select(Contact.participant_id).where(Contact.name_key == key, Contact.value.in_(contacts))
    return db.session.scalars(
        select(Registration)
        .where(
            Registration.edition_id == edition.id,
            Registration.participant_id.in_(known),
            Registration.status != Status.CANCELLED,
        )
        .limit(1)
    ).first()


def refuse_when_closed(edition: Edition, source: Source) -> None:
    """Raises SignUpClosed for the public, what ``refuse_when_over`` raises for everybody else."""
    if source != Source.WEB:
        refuse_when_over(edition)
    elif not edition.accepts_sign_ups(now()):
        raise SignUpClosed()


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


def request_of(key: str | None, edition_id: int, person: Person, source: Source) -> str | None:
    """What names one request: the form's key alone would lead whoever goes back, or learns it, to another's page."""
    if not key:
        return None
    who = (name_key(person.first_name, person.last_name), person.email, person.phone)
    return hashlib.sha256(repr((key, edition_id, str(source), who)).encode()).hexdigest()


def by_request(request: str | None) -> Registration | None:
    """The registration that this request made, if it has been here before."""
    if request is None:
        return None
    return db.session.scalars(select(Registration).where(Registration.request_key == request)).one_or_none()


def _participant(person: Person, contacts: list[str], source: Source) -> Participant:
    learns = source not in TYPED_BY_STRANGERS
    participant = find_or_add(person.first_name, person.last_name, contacts, person.language, learns=learns)
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
