"""What can become of a mail that came in."""

from enum import StrEnum


class Kind(StrEnum):
    REPLY = "reply"  # of a calendar
    BOUNCE = "bounce"
    PERSON = "person"
    AUTOMATIC = "automatic"  # of a program, to nobody
    REFUSED = "refused"  # it could not be taken apart


class Outcome(StrEnum):
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"  # declined, and accepted again in time
    TOO_LATE = "too_late"  # the same, when the place was gone
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    ASKED = "asked"  # declined, but it is not sure by whom
    ENOUGH = "enough"  # the same, and asked too often already
    NOT_PROVEN = "not_proven"
    STALE = "stale"  # about a date that is no more, or older than what was heard
    NO_PLACE = "no_place"
    BEGUN = "begun"
    REFUSED = "refused_by_rule"
    UNKNOWN_ENTRY = "unknown_entry"
    CAME_BACK = "came_back"
    CAME_BACK_FOR_NOW = "came_back_for_now"
    UNKNOWN_BOUNCE = "unknown_bounce"
    DROPPED = "dropped"
    TO_READ = "to_read"


FOR_PEOPLE = frozenset({Outcome.TO_READ, Outcome.UNKNOWN_BOUNCE, Outcome.REFUSED})
