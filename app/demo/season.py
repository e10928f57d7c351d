"""A living half-year around today, made as it would have been lived: the verbs are called with the clock moved."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from random import Random
from uuid import UUID

from sqlalchemy import select

from app.attendance.close import close
from app.certificates.issue import issue
from app.checkin.models import Device, Means
from app.checkin.pair import make_device, open_door
from app.checkin.scan import scan
from app.db import db, transaction
from app.demo import bodies, changes, half_years, lists, next_half_year, people
from app.demo.offer import OFFERS, Offer
from app.lib import clock
from app.outbox.call import call_made
from app.outbox.models import Delivery, OutboxMessage
from app.programme.models import Edition, Meeting
from app.registration.apply_changes import move_meetings
from app.registration.cancel import cancel
from app.registration.models import Registration, Source, Status
from app.registration.planned_meetings import PlannedMeeting
from app.registration.refusals import AlreadyRegistered
from app.registration.sign_up import Person, sign_up
from app.staff import accounts
from app.staff.models import Staff

PUBLISHED = timedelta(days=60)  # before today
AWAKE = timedelta(hours=8)  # after midnight, the first people sign up
SHOW_UP = 0.82  # of those who hold a place
ARRIVING = 7  # people already in at today's lab
LENGTH = timedelta(hours=3)
LATEST = time(23, 59)  # it ends on the day it began
LED = ("CV-1", "UFF-1", "CV-2")  # by the demo's facilitator
CALLED = timedelta(days=9)  # before today: until then every call has been made
BY, PUBLIC = "dimostrazione", "pubblico"


def load(office: Staff, desk: Staff, facilitator: Staff, post: Callable[[], object]) -> None:
    """Fill an empty database; today is today's, whatever the day.

    ``office`` plans, ``desk`` signs some people up, ``facilitator`` leads some of the editions; ``post`` sends what is
    due: it is called when people have signed up, and again when something has changed.
    """
    today = clock.now()
    _publish(today, office.email)
    _let_people_in(today, desk.email)
    with transaction():
        for code in LED:
            accounts.grant(facilitator, _edition(code).about, by=BY)
    _open_todays_door(_edition("UFF-1"))
    changes.bring_a_mail_back(_edition("CON-2"))
    post()
    _change(today, office.email)
    post()
    next_half_year.draft(by=office.email)


def _publish(today: datetime, by: str) -> None:
    """The half-years are there, the lists written, and whoever comes to networking days invited."""
    day = clock.rome(today).date()
    with clock.at(today - PUBLISHED):
        half_years.import_and_publish(day, by=by)
        with transaction():
            lists.write(day, by=by)
            known = [body.id for body in bodies.know(by=by)]
    _hold_today(today)
    bodies.invite_all(_edition("NET-1"), known, today, by=by)


def _hold_today(today: datetime) -> None:
    """Move today's lab to this hour: it began twenty minutes ago, on whatever day and at whatever time this is."""
    edition = _edition("UFF-1")
    starts, ends = hours_around(today)
    with transaction(), clock.at(today - PUBLISHED + timedelta(hours=1)):
        meeting = edition.meetings[0]
        move_meetings(edition, [PlannedMeeting(starts, ends, meeting.venue, meeting.room, meeting.id)], by=BY)


def hours_around(instant: datetime) -> tuple[datetime, datetime]:
    """Start and end of a lab that began twenty minutes before ``instant``, on the same day in Rome."""
    day = clock.rome(instant).date()
    began = instant.astimezone(UTC).replace(second=0, microsecond=0) - timedelta(minutes=20 + instant.minute % 5)
    starts = max(began, clock.from_rome(day, time.min))
    starts = clock.from_rome(day, clock.rome(starts).time())  # of an hour that comes twice, the first
    return starts, min(starts + LENGTH, clock.from_rome(day, LATEST))


def _let_people_in(today: datetime, desk: str) -> None:
    """They sign up, they come, they have their certificates, and one of them gives up a place."""
    chance = Random(7)
    for number, offer in enumerate(OFFERS, start=1):
        edition = _found(offer.code)
        if edition:
            _sign_people_up(edition, offer, number, today, desk)
            _hold_past_meetings(edition, offer, today, chance)
    for person, code, by in zip(people.ONE_PERSON_TWICE, ("CON-2", "EDI-1"), (PUBLIC, desk), strict=True):
        with clock.at(today - timedelta(days=4)):
            _sign_up(_edition(code), person, by)
    _call_whom_mail_does_not_reach(today - CALLED)
    _let_someone_give_up(_edition("CV-2"))


def _sign_people_up(edition: Edition, offer: Offer, number: int, today: datetime, desk: str) -> None:
    """From publication until yesterday or the day before the first meeting, one after the other."""
    networking = edition.activity.is_networking
    cast = people.delegates(number) if networking else people.people(number)
    begun = max(today - PUBLISHED + timedelta(hours=2), (edition.sign_up_opens_at() or today) + AWAKE)
    until = min(today - timedelta(hours=1), clock.from_rome(edition.meetings[0].day, time(0)) - timedelta(hours=3))
    until -= timedelta(days=offer.quiet)
    for moment, person in zip(_moments(begun, until, offer.people), cast, strict=False):
        with clock.at(moment):
            _sign_up(edition, person, desk if networking else PUBLIC)


def _sign_up(edition: Edition, person: Person, by: str) -> None:
    try:
        with transaction():
            sign_up(edition.id, person, source=Source.WEB if by == PUBLIC else Source.STAFF, by=by)
    except AlreadyRegistered:
        return


def _moments(first: datetime, last: datetime, count: int) -> Iterator[datetime]:
    """So many, evenly; none when the last would be before the first."""
    return (first + (last - first) * number / count for number in range(count if first < last else 0))


def _hold_past_meetings(edition: Edition, offer: Offer, today: datetime, chance: Random) -> None:
    for meeting in edition.meetings:
        if meeting.ends_at < today and meeting.day < clock.rome(today).date():
            with clock.at(meeting.starts_at - timedelta(minutes=12)):
                _admit(edition, meeting, [one for one in _confirmed(edition) if chance.random() < SHOW_UP], chance)
    if offer.registers_closed:
        with transaction(), clock.at(edition.meetings[-1].ends_at + timedelta(hours=20)):
            close(edition, by=BY)
            issue(edition, by=BY)


def _call_whom_mail_does_not_reach(until: datetime) -> None:
    """The office has made the calls that fell due before ``until``; the later ones wait for it."""
    due = select(OutboxMessage).where(OutboxMessage.status == Delivery.TO_CALL, OutboxMessage.created_at < until)
    with clock.at(until), transaction():
        for message in db.session.scalars(due):
            call_made(message)


def _open_todays_door(edition: Edition) -> None:
    """People are arriving right now."""
    meeting = edition.meetings[0]
    with clock.at(max(meeting.starts_at, clock.now() - timedelta(minutes=15))):
        _admit(edition, meeting, _confirmed(edition)[:ARRIVING], Random(11))


def _admit(edition: Edition, meeting: Meeting, arriving: list[Registration], chance: Random) -> None:
    codes = [registration.ticket_code for registration in arriving]
    with transaction():
        device, _token = make_device(edition, f"Telefono {meeting.day:%d/%m}", by=BY)
        open_door(device)
        number = device.id
    for code in codes:
        with transaction():
            scan(db.session.get_one(Device, number), str(UUID(int=chance.getrandbits(128))), code, Means.CAMERA)


def _let_someone_give_up(edition: Edition) -> None:
    """A place given up: the head of the queue has it a moment later."""
    with transaction():
        cancel(_confirmed(edition)[2])


def _change(today: datetime, by: str) -> None:
    """What the office has done lately to editions that had people already, and what it is preparing."""
    changes.move_where_there_are_no_steps(_edition("EDI-1"), today, by=by)
    changes.put_off(_edition("GIO-1"), today, by=by)
    changes.prepare_another(_edition("UFF-1"), today, by=by)


def _confirmed(edition: Edition) -> list[Registration]:
    query = select(Registration).where(Registration.edition_id == edition.id, Registration.status == Status.CONFIRMED)
    return list(islice(db.session.scalars(query.order_by(Registration.id)), 100))


def _found(code: str) -> Edition | None:
    """By its code, which no other half-year has as long as the next is not there."""
    return db.session.scalars(select(Edition).where(Edition.code == code)).one_or_none()


def _edition(code: str) -> Edition:
    return db.session.scalars(select(Edition).where(Edition.code == code)).one()
