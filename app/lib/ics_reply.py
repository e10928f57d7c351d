"""What a calendar answers to an invitation: iTIP REPLY (RFC 5546 §3.2.3)."""

from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event

LONGEST = 64 * 1024  # bytes
MOST_COMPONENTS = 30


class NotAnAnswer(ValueError):
    """The calendar part is no answer to an invitation; the message says what it is instead, in a word or two."""


@dataclass(frozen=True)
class Answer:
    """One person's answer. ``stamp`` is when it was written, UTC; ``sequence`` the version of the date it is about."""

    uid: str
    attendee: str  # an e-mail address, lower case
    status: str  # ACCEPTED, TENTATIVE, DECLINED …
    sequence: int
    stamp: datetime


def read_answer(raw: bytes) -> Answer:
    """Read the answer in ``raw``. Raises NotAnAnswer for anything else, however odd."""
    if len(raw) > LONGEST:
        raise NotAnAnswer("too long")
    if raw.upper().count(b"BEGIN:") > MOST_COMPONENTS:
        raise NotAnAnswer("too many parts")
    try:
        calendar = Calendar.from_ical(raw)
        if str(calendar.get("METHOD", "")).upper() != "REPLY":
            raise NotAnAnswer(f"method {calendar.get('METHOD', 'none')}"[:40])
        events = [part for part in calendar.subcomponents if isinstance(part, Event)]
        if len(events) != 1:
            raise NotAnAnswer(f"{len(events)} events")
        return _answer(events[0])
    except NotAnAnswer:
        raise
    except Exception as error:  # a stranger wrote it: the parser may stumble in any way
        raise NotAnAnswer(f"unreadable: {type(error).__name__}") from error


def _answer(event: Event) -> Answer:
    attendees = event.get("ATTENDEE")
    if attendees is None or isinstance(attendees, list):
        raise NotAnAnswer("not one attendee")
    address = str(attendees).strip()
    if address.lower().startswith("mailto:"):
        address = address[len("mailto:") :]
    stamp = event.decoded("DTSTAMP")
    if not isinstance(stamp, datetime):
        raise NotAnAnswer("no moment")
    return Answer(
        uid=str(event["UID"]).strip(),
        attendee=address.strip().lower(),
        status=str(attendees.params.get("PARTSTAT", "")).upper(),
        sequence=int(event.get("SEQUENCE", 0)),
        stamp=stamp.astimezone(UTC) if stamp.tzinfo else stamp.replace(tzinfo=UTC),
    )


def write_answer(invitation: bytes, status: str, stamp: datetime) -> bytes:
    """The REPLY with which who was invited answers ``status`` at ``stamp``. Raises NotAnAnswer: nothing to answer."""
    calendar = Calendar.from_ical(invitation)
    event = next((part for part in calendar.subcomponents if isinstance(part, Event)), None)
    if event is None or str(calendar.get("METHOD", "")).upper() != "REQUEST":
        raise NotAnAnswer("no invitation")
    answered = Event()
    for name in ("UID", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "ORGANIZER", "ATTENDEE"):
        if name in event:
            answered[name] = event[name]
    answered.add("DTSTAMP", stamp.astimezone(UTC).replace(microsecond=0))
    answered["ATTENDEE"].params["PARTSTAT"] = status
    reply = Calendar()
    reply.add("PRODID", "-//Bussola del lavoro//posta di prova//IT")
    reply.add("VERSION", "2.0")
    reply.add("METHOD", "REPLY")
    reply.add_component(answered)
    return reply.to_ical()
