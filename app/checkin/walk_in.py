"""Who comes without a place: signed up at the door and let in at once."""

from app.checkin import roster
from app.checkin.models import Device, Means, Scan
from app.checkin.refusals import NoMeetingToday, OverFireLimit, SameName, SeatsTaken
from app.checkin.scan import known_scan, record
from app.journal.note import note
from app.lib.clock import now
from app.programme.models import Edition, Meeting
from app.registration import offers, waiting_list
from app.registration.freed import OPEN_TO_ALL
from app.registration.models import Registration, Source
from app.registration.refusals import NotWaiting
from app.registration.sign_up import Person, sign_up


def add(device: Device, scan_id: str, person: Person, *, other_person: bool = False, over_seats: bool = False) -> Scan:
    """Sign ``person`` up at the door and let them in; the same ``scan_id`` gives the same answer again.

    Until ten minutes after the beginning only a free place for which nobody who fits waits; from then on also a place
    of somebody who has not come: whoever comes later with a ticket is let in all the same. ``other_person``: the
    volunteer has seen that the list holds somebody of this name, and says it is another person. ``over_seats``: no seat
    is free, and the volunteer lets them in all the same; never over the room's fire limit.

    Raises DoorClosed, ScanIdTaken, NoMeetingToday, SameName, SeatsTaken, OverFireLimit, and what sign_up raises.
    """
    edition = Edition.locked(device.edition_id)
    if known := known_scan(device, scan_id):
        return known
    meeting = _meeting_with_room(edition)
    if not other_person and roster.namesakes(edition, person.first_name, person.last_name, meeting):
        raise SameName()
    queue_before, present, unclaimed = edition.waiting_count, roster.people_in(meeting), has_unclaimed_seats(meeting)
    has_free_place = edition.free_places > 0
    registration = sign_up(
        edition.id, person, source=Source.DOOR, by=device.by, request_key=scan_id, over_seats=over_seats or unclaimed
    )
    if registration.is_waiting:
        raise SeatsTaken(confirmed=edition.taken_count, waiting=queue_before)
    if unclaimed and not has_free_place:
        note(registration.about, "registration.took_unclaimed", device.by, present=present, seats=edition.seats)
    return record(device, edition, scan_id, registration.ticket_code, Means.WALK_IN, now(), registration)


def admit_waiting(device: Device, scan_id: str, registration: Registration) -> Scan:
    """Let in somebody who waits for a place, or is offered one: the volunteer's choice, never over the fire limit.

    Raises DoorClosed, ScanIdTaken, NoMeetingToday, OverFireLimit, NotWaiting, EditionOver, OfferExpired.
    """
    edition = Edition.locked(device.edition_id)
    if known := known_scan(device, scan_id):
        return known
    _meeting_with_room(edition)
    if registration.edition_id != edition.id:
        raise NotWaiting()
    if registration.is_offered:
        offers.accept(registration, by=device.by)
    else:
        waiting_list.promote(registration, by=device.by)
    return record(device, edition, scan_id, registration.ticket_code, Means.NAME, now(), registration)


def has_unclaimed_seats(meeting: Meeting) -> bool:
    """Whether it began ten minutes ago, and fewer people are in than there are seats."""
    return meeting.starts_at + OPEN_TO_ALL <= now() and roster.people_in(meeting) < meeting.edition.seats


def _meeting_with_room(edition: Edition) -> Meeting:
    meeting = roster.meeting_at(edition, now())
    if meeting is None:
        raise NoMeetingToday()
    if roster.has_reached_fire_limit(meeting):
        raise OverFireLimit(limit=roster.fire_limit(meeting))
    return meeting
