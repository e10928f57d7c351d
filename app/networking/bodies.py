"""The bodies the office knows, whether they work with it already or would like to."""

from sqlalchemy import ColumnElement, Select, or_, select

from app.db import db
from app.journal.note import note
from app.lib.addresses import UnusableAddress, normalised_email
from app.lib.names import LONGEST_KEY, folded, tidy
from app.networking.refusals import BodyNameTaken
from app.people.models import Organisation

FACTS = ("name", "contact_name", "email", "phone", "relation", "notes")


def keep(body: Organisation | None, facts: dict[str, str | None], *, by: str) -> Organisation:
    """Add a body, or change the one given; ``facts`` are its columns. Raises BodyNameTaken."""
    key = folded(facts["name"] or "")[:LONGEST_KEY]
    namesake = db.session.scalars(select(Organisation).where(Organisation.name_key == key)).one_or_none()
    if namesake is not None and namesake is not body:
        raise BodyNameTaken(name=namesake.name)
    kept = body or Organisation()
    for fact in FACTS:
        setattr(kept, fact, facts.get(fact))
    kept.name_key = key
    db.session.add(kept)
    db.session.flush()
    note(f"organisation/{kept.id}", "organisation.changed" if body else "organisation.added", by, name=kept.name)
    return kept


def read_lines(text: str) -> tuple[list[tuple[str, str | None]], list[str]]:
    """Bodies written one a line, «Nome; e-mail» (the e-mail may be missing), and the lines that are not so."""
    read: list[tuple[str, str | None]] = []
    wrong: list[str] = []
    for line in filter(None, (tidy(line.replace("\t", "; ")) for line in text.splitlines())):
        name, _separator, email = (part.strip() for part in line.partition(";"))
        try:
            if not any(letter.isalnum() for letter in name):
                raise UnusableAddress(line)
            read.append((name[:LONGEST_KEY], normalised_email(email) if email else None))
        except UnusableAddress:
            wrong.append(line)
    return read, wrong


def take(name: str, email: str | None, *, by: str) -> Organisation:
    """The body of this name, added if it is new; an e-mail is written only where none was."""
    key = folded(name)[:LONGEST_KEY]
    found = db.session.scalars(select(Organisation).where(Organisation.name_key == key)).one_or_none()
    if found is None:
        return keep(None, {"name": name, "email": email}, by=by)
    if email and not found.email:
        found.email = email
        note(f"organisation/{found.id}", "organisation.changed", by, name=found.name)
    return found


def matching(words: str = "", relation: str = "") -> Select[Organisation]:
    """The bodies in whose name, contact or e-mail every one of ``words`` occurs, by name."""
    found = select(Organisation).order_by(Organisation.name_key, Organisation.id)
    if relation:
        found = found.where(Organisation.relation == relation)
    for word in folded(words).split():
        found = found.where(_occurs(word))
    return found


def _occurs(word: str) -> ColumnElement[bool]:
    columns = (Organisation.name_key, Organisation.contact_name, Organisation.email)
    return or_(*(column.icontains(word, autoescape=True) for column in columns))
