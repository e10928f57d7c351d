"""Who comes without a place: signed up at the door and let in at once."""

from app.checkin import roster
from app.checkin.models import Device, Means, Scan
from app.checkin.refusals import NoMeetingToday, OverFireLimit, SameName, SeatsTaken
from app.checkin.scan import known_scan, record
from app.lib.clock import now
from app.programme.models import Edition, Meeting
from app.registration import waiting_list
from app.registration.models import Registration, Source
from app.registration.refusals import NotWaiting
from app.registration.sign_up import Person, sign_up


def add(device: Device, scan_id: str, person: Person, *, other_person: bool = False, over_seats: bool = False) -> Scan:
    """Sign ``person`` up at the door and let them in; the same ``scan_id`` gives the same answer again.

    ``other_person``: the volunteer has seen that the list holds somebody of this name, and says it is another person.
    ``over_seats``: no seat is free, and the volunteer lets them in all the same; never over the room's fire limit.

    Raises DoorClosed, ScanIdTaken, NoMeetingToday, SameName, SeatsTaken, OverFireLimit, and what sign_up raises.
    """
    edition = Edition.locked(device.edition_id)
    if known := known_scan(device, scan_id):
        return known
    meeting = _meeting_with_room(edition)
    if not other_person and roster.namesakes(edition, person.first_name, person.last_name, meeting):
        raise SameName()
    queue_before = edition.waiting_count
    registration = sign_up(
        edition.id, person, source=Source.DOOR, by=device.by, request_key=scan_id, over_seats=over_seats
    )
    if registration.is_waiting:
        raise SeatsTaken(confirmed=edition.confirmed_count, waiting=queue_before)
    return record(device, edition, scan_id, registration.ticket_code, Means.WALK_IN, now(), registration)


def admit_waiting(device: Device, scan_id: str, registration: Registration) -> Scan:
    """Let in somebody who waits for a place: the volunteer's choice, never over the room's fire limit.

    Raises DoorClosed, ScanIdTaken, NoMeetingToday, OverFireLimit, NotWaiting, EditionOver.
    """
    edition = Edition.locked(device.edition_id)
    if known := known_scan(device, scan_id):
        return known
    _meeting_with_room(edition)
    if registration.edition_id != edition.id:
        raise NotWaiting()
    waiting_list.promote(registration, by=device.by)
    return record(device, edition, scan_id, registration.ticket_code, Means.NAME, now(), registration)


def _meeting_with_room(edition: Edition) -> Meeting:
    meeting = roster.meeting_at(edition, now())
    if meeting is None:
        raise NoMeetingToday()
    if roster.has_reached_fire_limit(meeting):
        raise OverFireLimit(limit=roster.fire_limit(meeting))
    return meeting
