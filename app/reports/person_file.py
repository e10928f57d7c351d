"""Everything the office knows of one person, across the half-years."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.attendance.models import Attendance
from app.attendance.register import Presence
from app.certificates.models import Certificate
from app.checkin.models import Outcome, Scan
from app.db import db
from app.journal.models import Entry
from app.lib.clock import now
from app.outbox.bounces import unusable
from app.outbox.models import Delivery, OutboxMessage
from app.people.models import Participant
from app.programme.models import Edition, Programme
from app.registration.models import Merge, Registration
from app.registration.undo_merge import merges_into

MOST_LINES = 100  # of messages and of history, the latest


@dataclass(frozen=True)
class Place:
    """One registration: presences at the meetings that are over, or entered; certificates, the latest first."""

    registration: Registration
    presences: list[Presence]
    certificates: list[Certificate]

    @property
    def minutes(self) -> int:
        return sum(presence.minutes for presence in self.presences)

    @property
    def minutes_held(self) -> int:
        return sum(presence.meeting.minutes for presence in self.presences)

    @property
    def current_needs(self) -> list[str]:
        """Access needs, while the edition is not over."""
        return [] if self.registration.edition.is_over(now()) else self.registration.access_needs


@dataclass(frozen=True)
class PersonFile:
    """A person's file; half-years from the latest, contacts and numbers each said once."""

    person: Participant
    contacts: list[str]
    unusable: set[str]  # those of the contacts that mail comes back from
    half_years: list[tuple[Programme, list[Place]]]
    messages: list[OutboxMessage]
    calls: list[OutboxMessage]
    history: list[Entry]
    merges: list[tuple[Merge, Participant]]

    @property
    def places(self) -> list[Place]:
        return [place for _programme, places in self.half_years for place in places]

    @property
    def needs(self) -> list[str]:
        return list(dict.fromkeys(need for place in self.places for need in place.current_needs))


def person_file(person: Participant) -> PersonFile:
    """The file of ``person``, in as many queries however long it is."""
    places = _places(person)
    about = [place.registration.about for place in places]
    messages = db.session.scalars(
        select(OutboxMessage).where(OutboxMessage.about.in_(about)).order_by(OutboxMessage.id.desc()).limit(MOST_LINES)
    ).all()
    history = db.session.scalars(
        select(Entry)
        .where(or_(Entry.about.in_(about), Entry.about == person.about))
        .order_by(Entry.id.desc())
        .limit(MOST_LINES)
    ).all()
    by_voice = {Delivery.TO_CALL, Delivery.CALLED}
    return PersonFile(
        person,
        contacts=sorted({contact.value for contact in person.contacts}),
        unusable=unusable(contact.value for contact in person.contacts if "@" in contact.value),
        half_years=[
            (programme, list(of_it))
            for programme, of_it in groupby(places, key=lambda place: place.registration.edition.programme)
        ],
        messages=[message for message in messages if message.status not in by_voice],
        calls=[message for message in messages if message.status in by_voice],
        history=list(history),
        merges=_merges(person),
    )


def _places(person: Participant) -> list[Place]:
    edition = joinedload(Registration.edition)
    theirs = (
        select(Registration)
        .join(Registration.edition)
        .join(Edition.programme)
        .where(Registration.participant_id == person.id)
        .order_by(Programme.first_on.desc(), Programme.id, Registration.id.desc())
        .options(
            edition.joinedload(Edition.programme),
            edition.joinedload(Edition.activity),
            edition.selectinload(Edition.meetings),
        )
    )
    registrations = list(db.session.scalars(theirs))
    numbers = [registration.id for registration in registrations]
    written: dict[Any, Attendance] = {
        (line.registration_id, line.meeting_id): line
        for line in db.session.scalars(select(Attendance).where(Attendance.registration_id.in_(numbers)))
    }
    read = select(Scan).where(Scan.registration_id.in_(numbers), Scan.outcome == Outcome.ADMITTED)
    scanned = {(scan.registration_id, scan.meeting_id): scan.scanned_at for scan in db.session.scalars(read)}
    certificates = defaultdict(list)
    issued = select(Certificate).where(Certificate.registration_id.in_(numbers)).order_by(Certificate.id.desc())
    for certificate in db.session.scalars(issued.options(selectinload(Certificate.programme))):
        certificates[certificate.registration_id].append(certificate)
    return [
        Place(
            one,
            [presence for presence in _presences(one, written, scanned) if presence.minutes or _is_over(presence)],
            certificates[one.id],
        )
        for one in registrations
    ]


def _presences(
    registration: Registration, written: dict[Any, Attendance], scanned: dict[Any, datetime]
) -> list[Presence]:
    """What the registers and the door say of who has a place, at every meeting held."""
    meetings = registration.edition.held_meetings if registration.is_confirmed else []
    keys = [(registration.id, meeting.id) for meeting in meetings]
    return [Presence(meeting, written.get(key), scanned.get(key)) for meeting, key in zip(meetings, keys, strict=True)]


def _is_over(presence: Presence) -> bool:
    return presence.meeting.ends_at <= now()


def _merges(person: Participant) -> list[tuple[Merge, Participant]]:
    made = merges_into(person)
    gone = select(Participant).where(Participant.id.in_([merge.gone_id for merge in made]))
    by_id = {one.id: one for one in db.session.scalars(gone)}
    return [(merge, by_id[merge.gone_id]) for merge in made]
