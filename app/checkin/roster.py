"""Who is expected at the door, and who is in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.checkin.models import Outcome, Scan
from app.db import db
from app.lib.clock import rome
from app.lib.names import folded, name_key
from app.people.models import Participant
from app.programme.models import Edition, Meeting
from app.registration.models import Registration, Status

OPENS_BEFORE = timedelta(hours=2)
SHORTEST_SEARCH = 2  # letters
MOST_FOUND = 20  # people shown for one search


@dataclass(frozen=True)
class Line:
    """One person of the roster; ``admitted_at`` is for the meeting at hand."""

    registration: Registration
    admitted_at: datetime | None


def meeting_at(edition: Edition, instant: datetime) -> Meeting | None:
    """The meeting that somebody who comes at ``instant`` (aware) comes to.

    The one under way, or about to begin within two hours; else the next of that day in Rome, else the last of that day.
    None on a day without meetings, and when the edition is cancelled or its registers are closed.
    """
    if edition.is_cancelled or edition.is_closed:
        return None
    same_day = [meeting for meeting in edition.held_meetings if meeting.day == rome(instant).date()]
    at_hand = [m for m in same_day if m.starts_at - OPENS_BEFORE <= instant <= m.ends_at]
    to_come = [m for m in same_day if m.starts_at > instant]
    return next(iter([*at_hand, *to_come, *reversed(same_day)]), None)


def next_meeting(edition: Edition, instant: datetime) -> Meeting | None:
    """The first meeting that begins after ``instant``."""
    return next((meeting for meeting in edition.held_meetings if meeting.starts_at > instant), None)


def people_in(meeting: Meeting) -> int:
    admitted = select(func.count()).where(Scan.meeting_id == meeting.id, Scan.outcome == Outcome.ADMITTED)
    return db.session.scalar(admitted) or 0


def fire_limit(meeting: Meeting) -> int | None:
    """How many people the room may hold, when it is known."""
    return meeting.room.fire_limit if meeting.room else None


def has_reached_fire_limit(meeting: Meeting) -> bool:
    limit = fire_limit(meeting)
    return limit is not None and people_in(meeting) >= limit


def admission(registration: Registration, meeting: Meeting) -> Scan | None:
    """The scan that let this person in to this meeting, if any."""
    return db.session.scalars(
        select(Scan).where(
            Scan.registration_id == registration.id,
            Scan.meeting_id == meeting.id,
            Scan.outcome == Outcome.ADMITTED,
        )
    ).one_or_none()


def search(edition: Edition, text: str, meeting: Meeting | None) -> list[Line]:
    """The people of the edition whose name has words that begin like those of ``text``, by surname.

    At least two letters, else nobody; one is enough where it is a whole name, like «陈». Who cancelled is there too,
    after the others, so that the door can say why.
    """
    words = folded(text).split()
    if len("".join(words)) < SHORTEST_SEARCH and text.strip().isascii():
        return []
    found = [r for r in _registrations(edition) if _answers_to(_words_of(r), words)]
    return _lines(found[:MOST_FOUND], meeting)


def namesakes(edition: Edition, first_name: str, last_name: str, meeting: Meeting | None) -> list[Line]:
    """The people of exactly this name, case and accents aside, who hold a place or wait for one."""
    key = name_key(first_name, last_name)
    same = [r for r in _registrations(edition) if r.participant.name_key == key and not r.is_cancelled]
    return _lines(same, meeting)


def _registrations(edition: Edition) -> list[Registration]:
    everybody = (
        select(Registration)
        .join(Registration.participant)
        .where(Registration.edition_id == edition.id)
        .order_by(Registration.status == Status.CANCELLED, Participant.last_name, Participant.first_name)
    )
    return list(db.session.scalars(everybody))


def _words_of(registration: Registration) -> list[str]:
    """The words of a name, and surname and name in one piece: «dangelo» finds D’Angelo; of a delegate the body's."""
    person, body = registration.participant, registration.organisation
    of_body = body.name_key.split() if body else []
    in_one_piece = [folded(part).replace(" ", "") for part in (person.last_name, person.first_name)]
    return person.name_key.split() + in_one_piece + of_body


def _answers_to(name: list[str], words: list[str]) -> bool:
    return all(any(part.startswith(word) for part in name) for word in words)


def _lines(registrations: list[Registration], meeting: Meeting | None) -> list[Line]:
    admissions = select(Scan.registration_id, Scan.scanned_at).where(
        Scan.meeting_id == (meeting.id if meeting else None),
        Scan.registration_id.in_([registration.id for registration in registrations]),
        Scan.outcome == Outcome.ADMITTED,
    )
    admitted_at = {row[0]: row[1] for row in db.session.execute(admissions)}
    return [Line(registration, admitted_at.get(registration.id)) for registration in registrations]
