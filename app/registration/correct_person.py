"""What the office corrects on a person's file: the name, and the contacts."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from app.db import db
from app.errors import Refused
from app.journal.note import note
from app.lib.clock import now
from app.lib.names import LONGEST_KEY, folded, name_key
from app.people.models import Contact, Participant
from app.programme.models import Edition
from app.registration.models import Registration, Status


class NamesakeHasContact(Refused):
    message = _l(
        "C'è già un'altra scheda a nome di %(name)s con lo stesso contatto. Se è la stessa persona, unisci le due "
        "schede con «È la stessa persona di…»."
    )


def rename(person: Participant, first_name: str, last_name: str, *, by: str) -> None:
    """Correct the name: lists, tickets and the certificates to come say the new one, those issued stay as they are.

    Whoever signs up with the old name and a contact of theirs is still this person. The same name again changes
    nothing. Raises NamesakeHasContact.
    """
    if (person.first_name, person.last_name) == (first_name, last_name):
        return
    for edition in sorted({registration.edition_id for registration in open_registrations(person)}):
        Edition.locked(edition)  # so that phones at the door fetch the list again
    for registration in open_registrations(person):
        registration.is_unnamed = False  # of a delegate who had none
    person.first_name, person.last_name = first_name, last_name
    person.name_key = name_key(first_name, last_name)
    person.sort_key = folded(f"{last_name} {first_name}")[:LONGEST_KEY]
    for value in sorted({contact.value for contact in person.contacts}):
        _let_be_known_by(person, value)
    note(person.about, "people.renamed", by)


def add_contact(person: Participant, value: str, *, write_here: bool, by: str) -> None:
    """Add a normalised e-mail or number; with ``write_here`` messages about what is still open go there from now on.

    Raises NamesakeHasContact.
    """
    if value not in {contact.value for contact in person.contacts}:
        _let_be_known_by(person, value)
        note(person.about, "people.contact_added", by)
    if write_here:
        for registration in open_registrations(person):
            if "@" in value:
                registration.email = value
            else:
                registration.phone = value


def remove_contact(person: Participant, value: str, *, by: str) -> None:
    """Forget a contact: what is still open is not written there any more, and it no longer tells who this is."""
    theirs = Contact.participant_id == person.id
    if value not in {contact.value for contact in person.contacts}:
        return
    db.session.execute(delete(Contact).where(theirs, Contact.value == value))
    db.session.expire(person, ["contacts"])
    for registration in open_registrations(person):
        if registration.email == value:
            registration.email = None
        if registration.phone == value:
            registration.phone = None
    note(person.about, "people.contact_removed", by)


def open_registrations(person: Participant) -> list[Registration]:
    """Those not cancelled, in editions that are not over."""
    theirs = select(Registration).where(
        Registration.participant_id == person.id, Registration.status != Status.CANCELLED
    )
    return [registration for registration in db.session.scalars(theirs) if not registration.edition.is_over(now())]


def _let_be_known_by(person: Participant, value: str) -> None:
    same = select(Contact).where(Contact.name_key == person.name_key, Contact.value == value)
    held = db.session.scalars(same).one_or_none()
    if held and held.participant_id != person.id:
        raise NamesakeHasContact(name=held.participant.name)
    if held is None:
        person.contacts.append(Contact(name_key=person.name_key, value=value))
