"""A bulk change taken back, edition by edition, as far as that is honest."""

from datetime import date, datetime

from sqlalchemy import select

from app.db import db, transaction
from app.errors import Refused
from app.programme.models import Edition, Facilitator, Room, Venue
from app.registration.bulk_edit import WINDOW, Line, State, print_of, take
from app.registration.planned_meetings import PlannedMeeting
from app.registration.refusals import ChangedMeanwhile


def undo(edition_id: int, before: State, after: str, *, by: str) -> Line:
    """Put one edition back as it was ``before``, if nobody has changed it ``after``; its people are told again.

    Places that were given meanwhile to who waited stay theirs, even if the seats are fewer again.
    """
    line = Line(edition_id)
    try:
        with transaction():
            edition = Edition.locked(edition_id)
            line.look_at(edition)
            if print_of(line.before) != after:
                raise ChangedMeanwhile(code=edition.code)
            plans = [
                PlannedMeeting(
                    datetime.fromisoformat(starts),
                    datetime.fromisoformat(ends),
                    db.session.get_one(Venue, venue),
                    db.session.get_one(Room, room) if room else None,
                    meeting,
                )
                for meeting, starts, ends, venue, room in before["meetings"]
            ]
            take(line, edition, plans, _facts_of(before), before["seats"], by=by, tell=True)
    except Refused as refusal:
        line.refused, line.changes, line.people = str(refusal), [], 0
    return line


def _facts_of(state: State) -> dict[str, object]:
    led_by = select(Facilitator).where(Facilitator.id.in_(state["facilitators"]))
    days = {name: state[name] and date.fromisoformat(state[name]) for name in WINDOW}
    return {"facilitators": list(db.session.scalars(led_by)), "minimum_people": state["minimum_people"], **days}
