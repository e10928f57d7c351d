"""Signing up who sits in front of a member of staff: which labs there are, who they may be, all of it in one go."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.lib.languages import SOURCE
from app.lib.names import folded
from app.people.alike import living
from app.people.models import Contact, Participant
from app.programme import catalogue
from app.programme.models import Edition, Programme, ProgrammeStatus
from app.registration.models import Registration, Source
from app.registration.person import Person
from app.registration.refusals import AlreadyRegistered, AlreadyThere
from app.registration.sign_up import sign_up


def open_editions() -> list[Edition]:
    """The editions that staff may sign somebody up for, whatever the public's window, the soonest first."""
    published = select(Programme).where(Programme.status == ProgrammeStatus.PUBLISHED).order_by(Programme.first_on)
    return [
        edition
        for programme in db.session.scalars(published)
        for edition in catalogue.editions_of(programme)
        if edition.first_meeting and not (edition.is_draft or edition.is_cancelled or edition.is_over(now()))
    ]


def by_week(editions: Sequence[Edition]) -> dict[date, list[Edition]]:
    """Editions under the Monday of their first meeting."""
    weeks: dict[date, list[Edition]] = {}
    for edition in editions:
        if edition.first_meeting:
            day = edition.first_meeting.day
            weeks.setdefault(day - timedelta(days=day.weekday()), []).append(edition)
    return weeks


def sought_words(edition: Edition) -> str:
    """What an edition is found by: its code, title, theme, place and day in figures, folded."""
    meeting = edition.first_meeting
    day = f"{meeting.day.day}/{meeting.day.month} {meeting.place}" if meeting else ""
    return folded(f"{edition.code} {edition.title} {edition.activity.theme.name} {day}")


def named_editions(text: str, editions: Sequence[Edition]) -> list[Edition] | None:
    """The editions that ``text`` names, separated by commas: each by its code, or by words of one edition alone.

    None when some part names none, or several.
    """
    found = []
    for part in text.split(","):
        if words := folded(part).split():
            coded = [one for one in editions if folded(one.code) == " ".join(words)]
            matching = coded or [one for one in editions if all(word in sought_words(one) for word in words)]
            if len(matching) != 1:
                return None
            found += matching
    return found


def people_reached_at(contacts: Sequence[str]) -> list[Participant]:
    """Who has given exactly one of these contacts (in their normal form), by name."""
    held = select(Contact.participant_id).where(Contact.value.in_(contacts))
    known = select(Participant).where(Participant.id.in_(held), living()).order_by(Participant.sort_key)
    return list(db.session.scalars(known))


def as_last_time(person: Person, known: Participant) -> Person:
    """``person``, and what somebody known gave the last time and is not typed now: the other contact, the language."""
    last = db.session.scalars(
        select(Registration).where(Registration.participant_id == known.id).order_by(Registration.id.desc()).limit(1)
    ).first()
    return replace(
        person,
        email=person.email or (last.email if last else None),
        phone=person.phone or (last.phone if last else None),
        language=person.language or known.language,
    )


def new_here(person: Person) -> Person:
    """Somebody whom we do not know speaks Italian until they say otherwise."""
    return person if person.language else replace(person, language=SOURCE)


def sign_up_at_desk(
    editions: Sequence[int], person: Person, *, by: str, request_key: str | None = None, over_seats: bool = False
) -> list[Registration]:
    """Sign ``person`` up for all of these editions, or for none.

    ``over_seats``: where there is no place they get one all the same, and the history says whose choice it was. Raises
    AlreadyThere, which names the edition, and what ``sign_up`` raises.
    """
    for number in sorted(set(editions)):
        Edition.locked(number)  # all before the person is touched: others hold an edition when they wait for a person
    return [_sign_up(number, person, by, request_key, over_seats) for number in sorted(set(editions))]


def _sign_up(number: int, person: Person, by: str, request_key: str | None, over_seats: bool) -> Registration:
    edition = Edition.locked(number)
    before, was_full = edition.confirmed_count, edition.is_full
    try:
        made = sign_up(number, person, source=Source.STAFF, by=by, request_key=request_key, over_seats=over_seats)
    except AlreadyRegistered as refusal:
        raise AlreadyThere(code=edition.code) from refusal
    if over_seats and was_full and edition.confirmed_count > before:
        note(made.about, "registration.over_seats", by, seats=edition.seats)
    return made
