"""A living half-year around today, made as it would have been lived: the verbs are called with the clock moved."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy import select

from app.attendance.close import close
from app.certificates.issue import issue
from app.checkin.models import Device, Means
from app.checkin.pair import make_device, open_door
from app.checkin.scan import scan
from app.db import db, transaction
from app.demo import people, sheet
from app.demo.offer import OFFERS, Offer
from app.lib import clock
from app.outbox.call import call_made
from app.outbox.models import Delivery, OutboxMessage
from app.programme.known import known
from app.programme.models import Edition, Meeting
from app.programme.publish import publish
from app.programme.read_programme import read_programme
from app.registration.apply_changes import move_meetings
from app.registration.cancel import cancel
from app.registration.import_programme import import_programme
from app.registration.models import Registration, Source, Status
from app.registration.planned_meetings import PlannedMeeting
from app.registration.refusals import AlreadyRegistered
from app.registration.sign_up import Person, sign_up
from app.staff import accounts
from app.staff.models import Staff

PUBLISHED = timedelta(days=60)  # before today
SHOW_UP = 0.82  # of those who hold a place
ARRIVING = 7  # people already in at today's lab
LENGTH = timedelta(hours=3)
LATEST = time(23, 59)  # it ends on the day it began
LED = ("CV-1", "UFF-1", "CV-2")  # by the demo's facilitator
CALLED = timedelta(days=9)  # before today: until then every call has been made
BY = "dimostrazione"


def load(facilitator: Staff) -> None:
    """Fill an empty database; today is today's, whatever the day. ``facilitator`` leads some of the editions."""
    today = clock.now()
    chance = Random(7)
    with clock.at(today - PUBLISHED):
        _import_and_publish(today)
    _hold_today(today)
    for number, offer in enumerate(OFFERS, start=1):
        edition = _edition(offer)
        if edition:
            _sign_people_up(edition, offer, number, today)
            _hold_past_meetings(edition, offer, today, chance)
    _call_whom_mail_does_not_reach(today - CALLED)
    _let_someone_give_up(_edition_of_code("CV-2"))
    with transaction():
        for code in LED:
            accounts.grant(facilitator, _edition_of_code(code).about, by=BY)
    _open_todays_door(_edition_of_code("UFF-1"))


def _import_and_publish(today: datetime) -> None:
    calendar = known().calendar("")

    def is_closed(day, municipality):  # type: ignore[no-untyped-def]
        return calendar.closed_for(day, municipality) is not None

    with TemporaryDirectory() as folder:
        for half, offers in sheet.offers_by_half_year(clock.rome(today).date(), is_closed).items():
            file = Path(folder) / f"programma-{half.slug}.xlsx"
            sheet.write(file, half, offers)
            draft = read_programme(file, known())
            with transaction():
                publish(import_programme(draft, by=BY).programme, by=BY)


def _hold_today(today: datetime) -> None:
    """Move today's lab to this hour: it began twenty minutes ago, on whatever day and at whatever time this is."""
    edition = _edition_of_code("UFF-1")
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


def _sign_people_up(edition: Edition, offer: Offer, number: int, today: datetime) -> None:
    """From publication until yesterday or the day before the first meeting, one after the other."""
    networking = edition.activity.is_networking
    cast = people.delegates(number) if networking else people.people(number)
    begun = max(today - PUBLISHED + timedelta(hours=2), edition.sign_up_opens_at() or today)
    until = min(today - timedelta(hours=1), clock.from_rome(edition.meetings[0].day, time(0)) - timedelta(hours=3))
    for moment, person in zip(_moments(begun, until, offer.people), cast, strict=False):
        with clock.at(moment):
            _sign_up(edition, person, Source.STAFF if networking else Source.WEB)


def _sign_up(edition: Edition, person: Person, source: Source) -> None:
    try:
        with transaction():
            sign_up(edition.id, person, source=source, by=BY)
    except AlreadyRegistered:
        return


def _moments(first: datetime, last: datetime, count: int) -> Iterator[datetime]:
    return (first + (last - first) * number / max(count, 1) for number in range(count))


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


def _confirmed(edition: Edition) -> list[Registration]:
    query = select(Registration).where(Registration.edition_id == edition.id, Registration.status == Status.CONFIRMED)
    return list(islice(db.session.scalars(query.order_by(Registration.id)), 100))


def _edition(offer: Offer) -> Edition | None:
    return db.session.scalars(select(Edition).where(Edition.code == offer.code)).one_or_none()


def _edition_of_code(code: str) -> Edition:
    return db.session.scalars(select(Edition).where(Edition.code == code)).one()
