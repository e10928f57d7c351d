"""libical, the C library of GNOME's and KDE's calendars: a reader of its own and a judge of iTIP messages."""

import ctypes
import re
from ctypes import c_char_p, c_int, c_void_p
from datetime import UTC, datetime

VEVENT = 4  # in libical's enumeration of components

_lib = ctypes.CDLL("libical.so.3")


class Time(ctypes.Structure):
    _fields_ = [
        (name, c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")
    ]
    _fields_ += [("zone", c_void_p)]


for name, result, arguments in [
    ("icalparser_parse_string", c_void_p, [c_char_p]),
    ("icalrestriction_check", c_int, [c_void_p]),
    ("icalcomponent_as_ical_string_r", c_void_p, [c_void_p]),
    ("icalcomponent_get_first_component", c_void_p, [c_void_p, c_int]),
    ("icalcomponent_get_next_component", c_void_p, [c_void_p, c_int]),
    ("icalcomponent_get_dtstart", Time, [c_void_p]),
    ("icalcomponent_get_dtend", Time, [c_void_p]),
    ("icalcomponent_get_uid", c_char_p, [c_void_p]),
    ("icalcomponent_get_sequence", c_int, [c_void_p]),
    ("icaltime_as_timet_with_zone", ctypes.c_long, [Time, c_void_p]),
    ("icalcomponent_free", None, [c_void_p]),
    ("free", None, [c_void_p]),
]:
    function = getattr(_lib if name != "free" else ctypes.CDLL(None), name)
    function.restype, function.argtypes = result, arguments


def faults_found_by_libical(content: bytes) -> list[str]:
    """What libical complains about, in its words; the rules depend on the METHOD."""
    component = _lib.icalparser_parse_string(content)
    assert component, "libical cannot read it at all"
    _lib.icalrestriction_check(component)
    text = _lib.icalcomponent_as_ical_string_r(component)
    marked = ctypes.string_at(text).decode()
    ctypes.CDLL(None).free(c_void_p(text))
    _lib.icalcomponent_free(component)
    return re.findall(r"X-LIC-ERROR[^:]*:(.*)", marked.replace("\r\n ", ""))


def instants_read_by_libical(content: bytes) -> list[tuple[datetime, datetime]]:
    """Start and end of every event, in UTC, by the zone that the calendar carries."""
    component = _lib.icalparser_parse_string(content)
    found, event = [], _lib.icalcomponent_get_first_component(component, VEVENT)
    while event:
        ends = [_lib.icalcomponent_get_dtstart(event), _lib.icalcomponent_get_dtend(event)]
        start, end = (datetime.fromtimestamp(_lib.icaltime_as_timet_with_zone(time, time.zone), UTC) for time in ends)
        found.append((start, end))
        event = _lib.icalcomponent_get_next_component(component, VEVENT)
    _lib.icalcomponent_free(component)
    return found


def entries_read_by_libical(content: bytes) -> list[tuple[str, int]]:
    """UID and sequence of every event."""
    component = _lib.icalparser_parse_string(content)
    found, event = [], _lib.icalcomponent_get_first_component(component, VEVENT)
    while event:
        found.append((_lib.icalcomponent_get_uid(event).decode(), _lib.icalcomponent_get_sequence(event)))
        event = _lib.icalcomponent_get_next_component(component, VEVENT)
    _lib.icalcomponent_free(component)
    return found
