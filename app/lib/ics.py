"""iCalendar: invitations (iTIP REQUEST and CANCEL), entries to keep (PUBLISH) and feeds, always the same bytes.

The zone is written by hand: a generated one lists its changes one by one, and calendars that read only the first of a
list show every summer event an hour late. A calendar never has a UID of its own: readers would take it for one item.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress, vText

PRODUCT = "-//Insieme per il lavoro//Bussola del lavoro//IT"
ROME = ZoneInfo("Europe/Rome")
REFRESH = timedelta(hours=6)  # how often a feed asks to be read again; some readers take a day whatever it says
REMINDER = timedelta(days=-1)  # before the start

# Right for every day from 1996 on.
ROME_ZONE = (
    b"BEGIN:VTIMEZONE\r\nTZID:Europe/Rome\r\n"
    b"BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n"
    b"DTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
    b"BEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n"
    b"DTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"
    b"END:VTIMEZONE\r\n"
)


@dataclass(frozen=True)
class Entry:
    """One event. Instants are aware; ``stamp`` is the moment of this message, or of the last change in a feed."""

    uid: str
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str = ""
    location: str = ""
    sequence: int = 0
    url: str | None = None
    geo: tuple[float, float] | None = None
    categories: tuple[str, ...] = ()
    private: bool = False
    reminder: bool = False
    cancelled: bool = False
    cancelled_word: str = "ANNULLATO"  # before the title, because not every calendar shows the status


@dataclass(frozen=True)
class Mailbox:
    email: str
    name: str = ""


def request(entry: Entry, organizer: Mailbox, attendee: Mailbox) -> bytes:
    """An invitation that ``attendee``, and nobody else, may answer."""
    return _calendar("REQUEST", [_invited(entry, organizer, attendee, asks=True)])


def cancel(entry: Entry, organizer: Mailbox, attendee: Mailbox) -> bytes:
    """The withdrawal of an invitation with the same UID and a lower sequence."""
    return _calendar("CANCEL", [_invited(entry, organizer, attendee, asks=False)])


def publish(entries: Iterable[Entry], organizer: Mailbox) -> bytes:
    """Entries to keep, which nobody is asked to answer."""
    events = [_event(entry) for entry in entries]
    for event in events:
        event["ORGANIZER"] = _address(organizer)
    return _calendar("PUBLISH", events)


@lru_cache(maxsize=32)
def feed(entries: tuple[Entry, ...], *, name: str, description: str, url: str, changed_at: datetime) -> bytes:
    """A calendar to subscribe to; no METHOD. The same entries always make the same bytes."""
    calendar = _head()
    calendar["NAME"] = calendar["X-WR-CALNAME"] = vText(clean(name))
    calendar["DESCRIPTION"] = calendar["X-WR-CALDESC"] = vText(clean(description))
    calendar["X-WR-TIMEZONE"] = vText("Europe/Rome")
    calendar.add("URL", _link(url))
    calendar.add("COLOR", "teal")
    calendar.add("LAST-MODIFIED", changed_at.astimezone(UTC).replace(microsecond=0))
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", f"PT{REFRESH // timedelta(hours=1)}H")
    return _with_events(calendar, [_event(entry) for entry in entries])


def in_rome(instant: datetime) -> datetime:
    """``instant`` on Rome's clocks, as a calendar may state it.

    Raises ValueError for a naive instant, and for one in the hour that Rome lives through for the second time: the
    format cannot tell it from the first.
    """
    if instant.tzinfo is None:
        raise ValueError("a calendar needs an aware instant")
    local = instant.astimezone(ROME).replace(microsecond=0)
    if local.fold:
        raise ValueError("this hour comes twice, and a calendar can only mean the first")
    return local


def clean(text: str, lines: bool = False) -> str:
    """``text`` without characters that could break out of its line; with ``lines``, line breaks stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    return kept if lines else " ".join(kept.split())


def _calendar(method: str, events: list[Event]) -> bytes:
    calendar = _head()
    calendar.add("METHOD", method)
    return _with_events(calendar, events)


def _head() -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    return calendar


def _with_events(calendar: Calendar, events: list[Event]) -> bytes:
    calendar.add_component(Timezone.from_ical(ROME_ZONE))
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


def _event(entry: Entry) -> Event:
    if entry.ends_at <= entry.starts_at:
        raise ValueError("an event ends after it starts")
    event = Event()
    stamp = entry.stamp.astimezone(UTC).replace(microsecond=0)
    event.add("UID", clean(entry.uid))
    event.add("DTSTAMP", stamp)
    event.add("LAST-MODIFIED", stamp)
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTART", in_rome(entry.starts_at))
    event.add("DTEND", in_rome(entry.ends_at))
    event.add("SUMMARY", _summary(entry))
    if entry.description:
        event.add("DESCRIPTION", clean(entry.description, lines=True))
    if entry.location:
        event.add("LOCATION", clean(entry.location))
    if entry.geo:
        event.add("GEO", entry.geo)
    if entry.url:
        event.add("URL", _link(entry.url))
    if entry.categories:
        event.add("CATEGORIES", [clean(word) for word in entry.categories])
    event.add("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    event.add("CLASS", "PRIVATE" if entry.private else "PUBLIC")
    if entry.reminder and not entry.cancelled:
        event.add_component(_alarm(entry))
    return event


def _summary(entry: Entry) -> str:
    title = clean(entry.summary)
    return f"{clean(entry.cancelled_word)}: {title}" if entry.cancelled else title


def _alarm(entry: Entry) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", REMINDER)
    alarm.add("DESCRIPTION", clean(entry.summary))
    return alarm


def _invited(entry: Entry, organizer: Mailbox, attendee: Mailbox, asks: bool) -> Event:
    event = _event(entry)
    event["ORGANIZER"] = _address(organizer)
    invited = _address(attendee)
    invited.params["PARTSTAT"] = "NEEDS-ACTION"
    invited.params["ROLE"] = "REQ-PARTICIPANT"
    if asks:
        invited.params["RSVP"] = "TRUE"
    event["ATTENDEE"] = invited
    return event


def _address(mailbox: Mailbox) -> vCalAddress:
    address = vCalAddress(f"mailto:{clean(mailbox.email).replace(' ', '')}")
    if name := clean(mailbox.name).translate(dict.fromkeys(map(ord, '"^;:,'))):
        address.params["CN"] = vText(name)
    return address


def _link(url: str) -> str:
    """Raises ValueError for what is no plain web address."""
    if clean(url) != url or " " in url or not url.startswith(("https://", "http://")):
        raise ValueError("not a web address")
    return url
