from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.db import db
from app.lib.clock import now
from app.lib.names import LONGEST_KEY, folded, name_key
from app.people.models import Contact, Organisation, Participant


def find_or_add(
    first_name: str, last_name: str, contacts: list[str], language: str = "it", *, learns: bool = True
) -> Participant:
    """The person of this name reachable at one of ``contacts`` (normalised e-mails and numbers), or a new one.

    The same folded name with one same contact is the same person; anything else is another person, so a family on one
    address is several people, and nobody without a contact is ever recognised (docs/decisions/0003). With the mail of
    one and the telephone of a namesake it is the one known longer, and the other keeps what they have. ``learns``:
    somebody known is known by the others of ``contacts`` from now on; never when a stranger typed them, who would
    else, with an address of their own, be taken for somebody whose number they know (docs/decisions/0015).
    """
    key = name_key(first_name, last_name)
    held = _held(key, contacts)
    if not held:
        try:
            with db.session.begin_nested():
                person = Participant(
                    first_name=first_name,
                    last_name=last_name,
                    name_key=key,
                    sort_key=folded(f"{last_name} {first_name}")[:LONGEST_KEY],
                    language=language,
                    created_at=now(),
                )
                person.contacts = [Contact(name_key=key, value=value) for value in contacts]
                db.session.add(person)
            return person
        except IntegrityError:  # somebody added the same person between our look and our insert
            held = _held(key, contacts)
            if not held:
                raise
    person = held[0].participant
    if not learns:
        return person
    known = {contact.value for contact in held}
    person.contacts += [Contact(name_key=key, value=value) for value in contacts if value not in known]
    return person


def _held(key: str, contacts: list[str]) -> list[Contact]:
    """Those of ``contacts`` that people of this name have, the oldest person's first; two namesakes may have them.

    They are held until the transaction ends: whoever merges that person meanwhile waits, or is waited for.
    """
    held = select(Contact).where(Contact.name_key == key, Contact.value.in_(contacts))
    return list(db.session.scalars(held.order_by(Contact.participant_id, Contact.id).with_for_update(read=True)))


def find_or_add_organisation(name: str) -> Organisation:
    """The body of this name, however it is spaced and accented."""
    key = folded(name)[:LONGEST_KEY]
    same = select(Organisation).where(Organisation.name_key == key)
    found = db.session.scalars(same).one_or_none()
    if found is None:
        try:
            with db.session.begin_nested():
                found = Organisation(name=name, name_key=key)
                db.session.add(found)
        except IntegrityError:  # a colleague of theirs signed up between our look and our insert
            found = db.session.scalars(same).one()
    return found
