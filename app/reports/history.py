"""The history as the office asks for it: who, what kind, about which thing, between which days, with which words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import ColumnElement, Select, String, and_, cast, literal, or_, select
from sqlalchemy.orm import joinedload

from app.db import db
from app.journal.models import Entry
from app.lib.clock import from_rome
from app.lib.names import folded, slug
from app.people.models import Participant
from app.programme.models import Edition, Programme
from app.registration.models import Registration

AT_THE_DOOR = "accoglienza"  # before the labels of its phones
ABOUT_REGISTRATION = literal("registration/").concat(cast(Registration.id, String))


@dataclass(frozen=True)
class Asked:
    """What is asked of the history; an empty value asks nothing."""

    words: str = ""
    kind: str = ""  # «registration»: the part before the dot of what happened
    by: str = ""
    programme: str = ""  # a slug
    edition: str = ""  # a code, however it is written
    person: int | None = None
    first_on: date | None = None
    last_on: date | None = None


def lines(asked: Asked) -> Select[Entry]:
    """The lines of history that were asked for, the latest first."""
    found = select(Entry).order_by(Entry.id.desc())
    if asked.kind:
        found = found.where(Entry.what.startswith(f"{asked.kind}.", autoescape=True))
    if asked.by:
        found = found.where(Entry.by.startswith(AT_THE_DOOR) if asked.by == AT_THE_DOOR else Entry.by == asked.by)
    if asked.programme or asked.edition:
        found = found.where(_about_editions(asked.programme, slug(asked.edition)))
    if asked.person:
        found = found.where(or_(Entry.about == f"person/{asked.person}", Entry.about.in_(_theirs(asked.person))))
    if asked.first_on:
        found = found.where(Entry.at >= from_rome(asked.first_on, time.min))
    if asked.last_on and asked.last_on < date.max:
        found = found.where(Entry.at < from_rome(asked.last_on + timedelta(days=1), time.min))
    return found.where(_occur(asked.words)) if asked.words else found


def actors() -> list[str]:
    """Everyone who ever did something, the phones at the door as one."""
    everyone = set(db.session.scalars(select(Entry.by).distinct()))
    people = {by for by in everyone if not by.startswith(f"{AT_THE_DOOR}: ")}
    return sorted(people) + [AT_THE_DOOR] * (people != everyone)


def _about_editions(programme: str, edition: str) -> ColumnElement[bool]:
    """About a half-year and all that is in it, or about editions of this code and their registrations."""
    signed_up = select(ABOUT_REGISTRATION).join(Registration.edition).join(Edition.programme)
    if programme:
        signed_up = signed_up.where(Programme.slug == programme)
    if edition:
        signed_up = signed_up.where(Edition.slug == edition)
        ending = Entry.about.endswith(f"/{edition}", autoescape=True)
        beginning = Entry.about.startswith(f"edition/{programme}/" if programme else "edition/", autoescape=True)
        return or_(and_(beginning, ending), Entry.about.in_(signed_up))
    beginning = Entry.about.startswith(f"edition/{programme}/", autoescape=True)
    return or_(Entry.about == f"programme/{programme}", beginning, Entry.about.in_(signed_up))


def _theirs(person: int) -> Select[str]:
    return select(ABOUT_REGISTRATION).where(Registration.participant_id == person)


def _occur(words: str) -> ColumnElement[bool]:
    """Who did it, what it is about as the history keeps it, or the name of the person it is about."""
    plain = [Entry.by.icontains(words, autoescape=True), Entry.about.icontains(words, autoescape=True)]
    if not (sought := folded(words).split()):
        return or_(*plain)
    called = and_(*(Participant.name_key.contains(word, autoescape=True) for word in sought))
    signed_up = select(ABOUT_REGISTRATION).join(Registration.participant).where(called)
    themselves = select(literal("person/").concat(cast(Participant.id, String))).where(called)
    return or_(*plain, Entry.about.in_(signed_up), Entry.about.in_(themselves))


def editions_about(entries: Iterable[Entry]) -> dict[str, Edition]:
    """The editions that ``entries`` are about and that are still there, by their names in the history."""
    slugs = {entry.about.split("/")[-1] for entry in entries if entry.about.startswith("edition/")}
    found = db.session.scalars(
        select(Edition)
        .where(Edition.slug.in_(slugs))
        .options(joinedload(Edition.programme), joinedload(Edition.activity))
    )
    return {edition.about: edition for edition in found}


def registrations_about(entries: Iterable[Entry]) -> dict[str, Registration]:
    """The registrations, likewise, with their editions."""
    numbers = _numbers(entries, "registration/")
    edition = joinedload(Registration.edition)
    found = select(Registration).where(Registration.id.in_(numbers)).options(edition.joinedload(Edition.programme))
    return {registration.about: registration for registration in db.session.scalars(found)}


def people_about(entries: Iterable[Entry]) -> dict[str, Participant]:
    """The people whose files ``entries`` are about."""
    found = select(Participant).where(Participant.id.in_(_numbers(entries, "person/")))
    return {person.about: person for person in db.session.scalars(found)}


def _numbers(entries: Iterable[Entry], beginning: str) -> set[int]:
    ends = {entry.about.removeprefix(beginning) for entry in entries if entry.about.startswith(beginning)}
    return {int(end) for end in ends if end.isdecimal()}
