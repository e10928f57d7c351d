"""A person corrects how their own name is written. Passing the place on to somebody else is another thing.

Whoever holds the link of a registration may correct the name in it, until the registers close; a certificate keeps the
name it was issued with. Only the writing: what would be another person's name is refused, and three times are enough.
A record that stands behind other registrations stays as it is: this one goes to a record of its own, or to the one
that the new name and the same contact make theirs. So nobody writes into a registration that they do not hold.
"""

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, or_, select

from app.db import db
from app.errors import Refused
from app.journal.models import Entry
from app.journal.note import note
from app.lib.likeness import is_correction
from app.lib.names import folded, name_key
from app.people.find_or_add import find_or_add
from app.people.models import Participant
from app.programme.models import Edition
from app.registration.correct_person import NamesakeHasContact, rename
from app.registration.models import Merge, Registration, Status
from app.registration.refusals import AlreadyRegistered

MOST_TIMES = 3  # for one registration
CORRECTED = "registration.name_corrected"


class NameSettled(Refused):
    message = _l("Questo nome non si cambia più da qui. Chiamaci: %(phone)s.")


class AnotherPerson(Refused):
    message = _l(
        "Sembra il nome di un'altra persona. Se non puoi venire tu, libera il posto: l'altra persona si può iscrivere. "
        "Se invece sei tu, chiamaci: %(phone)s."
    )


def may_correct_name(registration: Registration) -> bool:
    """Whether the name can still be corrected by whoever holds the link."""
    return not (registration.is_cancelled or registration.edition.is_closed or registration.is_unnamed)


def correct_name(registration: Registration, first_name: str, last_name: str, *, by: str = "pubblico") -> None:
    """Write the name as it should be (see above). The same name again changes nothing.

    Raises NameSettled, AnotherPerson, AlreadyRegistered.
    """
    edition = Edition.locked(registration.edition_id)
    db.session.refresh(registration)
    person = registration.participant
    if (person.first_name, person.last_name) == (first_name, last_name):
        return
    if not may_correct_name(registration) or _times(registration) >= MOST_TIMES or _was_merged(person):
        raise NameSettled(phone=current_app.config["OFFICE_PHONE"])
    if not _is_same_person(person, first_name, last_name):
        raise AnotherPerson(phone=current_app.config["OFFICE_PHONE"])
    if _stands_behind_others(registration) or not _renamed(person, first_name, last_name, by):
        _give_to_another_record(registration, edition, first_name, last_name)
    note(registration.about, CORRECTED, by)


def _is_same_person(person: Participant, first_name: str, last_name: str) -> bool:
    if name_key(first_name, last_name) == person.name_key:
        return True
    before = folded(person.first_name), folded(person.last_name)
    after = folded(first_name), folded(last_name)
    return any(all(map(is_correction, before, these)) for these in (after, after[::-1]))


def _renamed(person: Participant, first_name: str, last_name: str, by: str) -> bool:
    try:
        with db.session.begin_nested():
            rename(person, first_name, last_name, by=by)
    except NamesakeHasContact:
        return False
    return True


def _give_to_another_record(registration: Registration, edition: Edition, first_name: str, last_name: str) -> None:
    before = registration.participant
    contacts = [contact for contact in (registration.email, registration.phone) if contact]
    known_by = contacts[:1] if edition.is_reserved else contacts  # the one that we wrote to: see ``sign_up.known_by``
    theirs = find_or_add(
        first_name, last_name, known_by, registration.language, learns=not registration.typed_by_stranger
    )
    db.session.flush()
    if _is_in(edition, theirs):
        raise AlreadyRegistered()
    if theirs.organisation_id is None:
        theirs.organisation_id, theirs.job_title = before.organisation_id, before.job_title
    registration.participant = theirs
    db.session.flush()


def _is_in(edition: Edition, person: Participant) -> bool:
    there = select(Registration.id).where(
        Registration.edition_id == edition.id,
        Registration.participant_id == person.id,
        Registration.status != Status.CANCELLED,
    )
    return db.session.scalar(there.limit(1)) is not None


def _stands_behind_others(registration: Registration) -> bool:
    others = select(Registration.id).where(
        Registration.participant_id == registration.participant_id, Registration.id != registration.id
    )
    return db.session.scalar(others.limit(1)) is not None


def _times(registration: Registration) -> int:
    made = select(func.count(Entry.id)).where(Entry.about == registration.about, Entry.what == CORRECTED)
    return db.session.scalar(made) or 0


def _was_merged(person: Participant) -> bool:
    """Staff have said who this person is: only they say it anew."""
    merges = select(Merge.id).where(
        or_(Merge.kept_id == person.id, Merge.gone_id == person.id), Merge.undone_at.is_(None)
    )
    return db.session.scalar(merges.limit(1)) is not None
