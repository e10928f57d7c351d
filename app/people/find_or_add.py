from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.db import db
from app.lib.clock import now
from app.lib.names import folded, name_key
from app.people.models import Contact, Organisation, Participant


def find_or_add(first_name: str, last_name: str, contacts: list[str], language: str = "it") -> Participant:
    """The person of this name reachable at one of ``contacts`` (normalised e-mails and numbers), or a new one.

    The same folded name with one same contact is the same person; anything else is another person, so a family on one
    address is several people, and nobody without a contact is ever recognised (docs/decisions/0003).
    """
    key = name_key(first_name, last_name)
    person = _known(key, contacts)
    if person is None:
        try:
            with db.session.begin_nested():
                person = Participant(
                    first_name=first_name, last_name=last_name, name_key=key, language=language, created_at=now()
                )
                person.contacts = [Contact(name_key=key, value=value) for value in contacts]
                db.session.add(person)
        except IntegrityError:  # somebody added the same person between our look and our insert
            person = _known(key, contacts)
            if person is None:
                raise
    known = {contact.value for contact in person.contacts}
    person.contacts += [Contact(name_key=key, value=value) for value in contacts if value not in known]
    return person


def _known(key: str, contacts: list[str]) -> Participant | None:
    same = select(Contact).where(Contact.name_key == key, Contact.value.in_(contacts)).order_by(Contact.participant_id)
    found = db.session.scalars(same.limit(1)).first() if contacts else None
    return found.participant if found else None


def find_or_add_organisation(name: str) -> Organisation:
    """The body of this name, however it is spaced and accented."""
    key = folded(name)
    found = db.session.scalars(select(Organisation).where(Organisation.name_key == key)).one_or_none()
    if found is None:
        found = Organisation(name=name, name_key=key)
        db.session.add(found)
    return found
