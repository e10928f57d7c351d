"""What happens to a half-year once people have signed up: moved, put off, another edition, a mail that comes back."""

from datetime import datetime, time, timedelta

from sqlalchemy import select

from app.db import db, transaction
from app.demo.offer import DESK_STAFF
from app.demo.places import SAN_LAZZARO
from app.lib import clock
from app.lib.names import folded
from app.outbox import claims
from app.outbox.models import Delivery, OutboxMessage
from app.programme.models import Edition, Facilitator, Programme, Venue
from app.programme.new_edition import add_edition, next_code
from app.registration.apply_changes import move_meetings
from app.registration.call_off import postpone
from app.registration.models import Registration
from app.registration.move_meeting import move
from app.registration.planned_meetings import PlannedMeeting

MOVED, PUT_OFF = timedelta(days=2), timedelta(days=1)  # before today
MORNING, AFTERNOON = (time(9, 30), time(12, 30)), (time(14, 30), time(17, 30))
UNKNOWN_HERE = "550 5.1.1 Recipient address rejected: nobody of this name here"


def move_where_there_are_no_steps(edition: Edition, today: datetime, *, by: str) -> None:
    """To another town and to the afternoon of the same day; its people are told."""
    with transaction(), clock.at(today - MOVED):
        venue = db.session.scalars(select(Venue).where(Venue.name_key == folded(SAN_LAZZARO.venue))).one()
        meeting = edition.meetings[0]
        move(meeting, _on_the_day_of(edition, AFTERNOON, venue), by=by)


def put_off(edition: Edition, today: datetime, *, by: str) -> None:
    with transaction(), clock.at(today - PUT_OFF):
        postpone(edition, by=by)


def prepare_another(like: Edition, today: datetime, *, by: str) -> None:
    """A draft edition of the lab of ``like``, in the room of the last one to come, on the other half of its day."""
    with transaction():
        beside = _last_to_come(like.programme, today) or _last_to_come(_last_programme(), today)
        assert beside
        hours = MORNING if clock.rome(beside.meetings[0].starts_at).hour >= MORNING[1].hour else AFTERNOON
        leader = select(Facilitator).where(Facilitator.name_key == folded(DESK_STAFF))
        facts = {
            "activity": like.activity,
            "summary": like.summary,
            "audience": like.audience,
            "translations": dict(like.translations),
            "partners": list(like.partners),
            "facilitators": [db.session.scalars(leader).one()],
        }
        programme = beside.programme
        edition = add_edition(programme, next_code(programme, like.code), like.seats, facts, by=by)
        move_meetings(edition, [_on_the_day_of(beside, hours, beside.meetings[0].venue)], by=by)


def _last_programme() -> Programme:
    return db.session.scalars(select(Programme).order_by(Programme.first_on.desc()).limit(1)).one()


def _last_to_come(programme: Programme, now: datetime) -> Edition | None:
    """The last of the editions with a single meeting in a room that are still to come in the half-year."""
    to_come = [
        edition
        for edition in programme.editions
        if len(edition.held_meetings) == 1 and edition.meetings[0].room and edition.meetings[0].starts_at > now
    ]
    return max(to_come, key=lambda edition: edition.meetings[0].starts_at, default=None)


def bring_a_mail_back(edition: Edition) -> None:
    """The last mail that waits to go to somebody of ``edition`` finds no such address."""
    theirs = select(Registration).where(Registration.edition_id == edition.id, Registration.email.is_not(None))
    last = db.session.scalars(theirs.order_by(Registration.id.desc()).limit(1)).one()
    queued = select(OutboxMessage.id).where(OutboxMessage.about == last.about, OutboxMessage.status == Delivery.QUEUED)
    for number in db.session.scalars(queued).all():
        if message := claims.claim(number):
            claims.give_up(message, UNKNOWN_HERE)


def _on_the_day_of(edition: Edition, hours: tuple[time, time], venue: Venue) -> PlannedMeeting:
    """Where the first meeting of ``edition`` is, or in the first room of another venue, at other hours."""
    meeting = edition.meetings[0]
    room = meeting.room if venue is meeting.venue else venue.rooms[0]
    starts, ends = (clock.from_rome(meeting.day, hour) for hour in hours)
    return PlannedMeeting(starts, ends, venue, room, meeting.id)
