"""The register of an edition as it stands: who is on it, and how long each was present at each meeting."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.attendance.models import Attendance
from app.checkin.models import Outcome, Scan
from app.db import db
from app.lib.names import folded
from app.programme.models import Edition, Meeting
from app.registration.models import Registration, Status


@dataclass(frozen=True)
class Presence:
    """One person at one meeting: what the register says, and what the door read."""

    meeting: Meeting
    written: Attendance | None
    scanned_at: datetime | None

    @property
    def minutes(self) -> int:
        """Minutes present: what is written wins; else a reading at the door stands for the whole meeting."""
        if self.written:
            return self.written.minutes
        return self.meeting.minutes if self.scanned_at else 0

    @property
    def is_partial(self) -> bool:
        return 0 < self.minutes < self.meeting.minutes

    @property
    def by_hand(self) -> Attendance | None:
        """The line written by hand, with its reason, if any."""
        return self.written if self.written and self.written.reason else None


@dataclass(frozen=True)
class Line:
    """One person of the register, with a presence for each meeting held, in order."""

    registration: Registration
    presences: list[Presence]

    @property
    def minutes(self) -> int:
        return sum(presence.minutes for presence in self.presences)


def people_on(edition: Edition) -> list[Registration]:
    """Who has a place, by surname and name."""
    confirmed = select(Registration).where(
        Registration.edition_id == edition.id, Registration.status == Status.CONFIRMED
    )
    return sorted(
        db.session.scalars(confirmed), key=lambda someone: (folded(someone.participant.name_by_surname), someone.id)
    )


def register_of(edition: Edition) -> list[Line]:
    """The whole register, in three queries."""
    meetings = {meeting.id: meeting for meeting in edition.held_meetings}
    attendances = db.session.scalars(select(Attendance).where(Attendance.meeting_id.in_(meetings)))
    written = {(attendance.registration_id, attendance.meeting_id): attendance for attendance in attendances}
    scanned = _admissions(edition)
    return [
        Line(
            registration,
            [
                Presence(meeting, written.get((registration.id, id)), scanned.get((registration.id, id)))
                for id, meeting in meetings.items()
            ],
        )
        for registration in people_on(edition)
    ]


def presence_of(registration: Registration, meeting: Meeting) -> Presence:
    """One person at one meeting."""
    written = select(Attendance).where(
        Attendance.registration_id == registration.id, Attendance.meeting_id == meeting.id
    )
    scanned = select(Scan.scanned_at).where(
        Scan.registration_id == registration.id, Scan.meeting_id == meeting.id, Scan.outcome == Outcome.ADMITTED
    )
    return Presence(meeting, db.session.scalars(written).one_or_none(), db.session.scalars(scanned).one_or_none())


def _admissions(edition: Edition) -> dict[tuple[int | None, int | None], datetime]:
    admitted = select(Scan.registration_id, Scan.meeting_id, Scan.scanned_at).where(
        Scan.edition_id == edition.id, Scan.outcome == Outcome.ADMITTED
    )
    return {(person, meeting): at for person, meeting, at in db.session.execute(admitted)}
