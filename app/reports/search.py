"""One box for everything: people, tickets, certificates, editions, bodies; each role finds what it may open."""

import re
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, String, cast, false, func, literal, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.certificates.models import Certificate
from app.db import db
from app.journal.models import Entry
from app.lib.codes import ALPHABET, CODE_LETTERS, VOICE_LETTERS, normalised
from app.lib.names import folded, name_key
from app.people.alike import living, nearly_called
from app.people.find import called, digits_of, reached_at
from app.people.models import Organisation, Participant
from app.programme.models import Edition, Programme
from app.registration.models import Registration
from app.registration.search import SIGNED_UP
from app.reports.search_editions import FoundEdition, editions_like
from app.staff.models import Role, Staff

FEWEST_LETTERS = 3  # fewer find only who is called just so
AT_MOST = 12  # of each kind
# Of a certificate: «2027-1/0007», «0007».
NUMBER = re.compile(r"(?P<half_year>\d{4}-\d)\s*/\s*(?P<number>\d{1,6})|(?P<alone>\d{3,6})")


@dataclass(frozen=True)
class Found:
    """What a search found, the exact first in each list; ``are_nearly``: nobody is called so, these almost are."""

    tickets: list[Registration] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    people: list[Participant] = field(default_factory=list)
    people_in_all: int = 0
    are_nearly: bool = False
    signed_up: list[Registration] = field(default_factory=list)  # instead of people, for the desk
    editions: list[FoundEdition] = field(default_factory=list)
    bodies: list[Organisation] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any((self.tickets, self.certificates, self.people, self.signed_up, self.editions, self.bodies))

    @property
    def editions_first(self) -> bool:
        return bool(self.editions) and self.editions[0].is_exact


def search(text: str, staff: Staff) -> Found:
    """What ``staff`` may open of what ``text`` finds: the desk the people it signed up, who leads their editions."""
    text = text.strip()
    if not folded(text):
        return Found()
    if len("".join(folded(text).split())) < FEWEST_LETTERS:
        people = _with_contacts(select(Participant).where(living(), called(text)))
        return Found(people=people, people_in_all=len(people)) if _sees_everyone(staff) else Found()
    editions = editions_like(text)
    if staff.role == Role.FACILITATOR:
        return Found(editions=[found for found in editions if staff.leads(found.edition.about)][:AT_MOST])
    if staff.role == Role.DESK:
        theirs = _signed_up_by(staff)
        found = _with_editions(theirs.where(or_(called(text), reached_at(text), _of_ticket(text))))
        return Found(signed_up=found, editions=editions[:AT_MOST])
    people, in_all, are_nearly = _people(text)
    return Found(
        tickets=_with_editions(select(Registration).join(Registration.participant).where(_of_ticket(text))),
        certificates=_certificates(text),
        people=people,
        people_in_all=in_all,
        are_nearly=are_nearly,
        editions=editions[:AT_MOST],
        bodies=_bodies(text),
    )


def _sees_everyone(staff: Staff) -> bool:
    return staff.role in {Role.OFFICE, Role.ADMIN}


def _people(text: str) -> tuple[list[Participant], int, bool]:
    """Who is called or reached so, how many they are in all, and whether they only nearly are."""
    wanted = select(Participant).where(living(), or_(called(text), reached_at(text)))
    in_all = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    exact = name_key(text)
    if in_all:
        first = Participant.name_key != exact
        return _with_contacts(wanted.order_by(first, Participant.sort_key)), in_all, False
    if digits_of(text) or "@" in text or not (near := nearly_called(folded(text).split())):
        return [], 0, False
    return _with_contacts(select(Participant).where(Participant.id.in_(near))), len(near), True


def _with_contacts(wanted: Select[Participant]) -> list[Participant]:
    wanted = wanted.order_by(Participant.sort_key, Participant.id).limit(AT_MOST)
    wanted = wanted.options(selectinload(Participant.contacts), joinedload(Participant.organisation))
    return list(db.session.scalars(wanted))


def _signed_up_by(staff: Staff) -> Select[Registration]:
    made = select(Entry.about).where(Entry.what.in_(SIGNED_UP), Entry.by == staff.email)
    about = literal("registration/").concat(cast(Registration.id, String))
    return (
        select(Registration).join(Registration.participant).where(about.in_(made), Participant.forgotten_at.is_(None))
    )


def _with_editions(wanted: Select[Registration]) -> list[Registration]:
    wanted = wanted.order_by(Participant.sort_key, Registration.id.desc()).limit(AT_MOST)
    edition = joinedload(Registration.edition)
    found = wanted.options(
        contains_eager(Registration.participant),
        edition.joinedload(Edition.programme),
        edition.joinedload(Edition.activity),
        edition.selectinload(Edition.meetings),
    )
    return list(db.session.scalars(found))


def _of_ticket(text: str) -> ColumnElement[bool]:
    """The ticket of this code, or of the letters of it that are read aloud."""
    code = normalised(text)
    if not VOICE_LETTERS <= len(code) <= CODE_LETTERS or not set(code) <= set(ALPHABET):
        return false()
    return Registration.ticket_code.startswith(code)


def _certificates(text: str) -> list[Certificate]:
    code = normalised(text)
    wanted: ColumnElement[bool] = Certificate.code == code if len(code) == CODE_LETTERS else false()
    if said := NUMBER.fullmatch(text):
        wanted = Certificate.number == int(said["number"] or said["alone"])
        wanted &= Programme.slug == said["half_year"] if said["half_year"] else true()
    found = (
        select(Certificate)
        .join(Certificate.programme)
        .where(wanted)
        .order_by(Programme.slug.desc(), Certificate.number)
        .options(joinedload(Certificate.registration).joinedload(Registration.edition))
    )
    return list(db.session.scalars(found.limit(AT_MOST)))


def _bodies(text: str) -> list[Organisation]:
    sought = folded(text)
    said = (Organisation.name_key.contains(word, autoescape=True) for word in sought.split())
    found = select(Organisation).where(*said)
    exact_first = found.order_by(Organisation.name_key != sought, Organisation.name_key)
    return list(db.session.scalars(exact_first.limit(AT_MOST)))
