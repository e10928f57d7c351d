from typing import Any

from app.registration.models import Registration

A_PLACE = {"confirmed", "promoted"}  # the kinds of message that say so


def said_of_move(kind: str, registration: Registration) -> tuple[str, dict[str, Any]]:
    """The kind of message for who moves here from another date, and its fact: when that one would have begun.

    A place is told as «moved»; whoever waits here is told that the other date stays theirs meanwhile.
    """
    old = registration.moves_from
    if old is None:
        return kind, {}
    meetings = old.edition.held_meetings or old.edition.meetings
    return "moved" if kind in A_PLACE else kind, {"moves_from_at": meetings[0].starts_at.isoformat()}
