"""How many people the rooms of an edition may hold by the rules against fire: nobody's choice, never exceeded."""

from app.lib.clock import now
from app.programme.models import Edition, Room
from app.registration.refusals import OverFireLimit


def strictest_room(edition: Edition) -> Room | None:
    """The room, of the meetings that are held, with the lowest known limit; None when no limit is known."""
    rooms = [meeting.room for meeting in edition.held_meetings or edition.meetings if meeting.room]
    limited = [room for room in rooms if room.fire_limit is not None]
    return min(limited, key=lambda room: room.fire_limit or 0, default=None)


def refuse_over_fire_limit(edition: Edition, people: int) -> None:
    """Raises OverFireLimit when so many people may not be in one of the edition's rooms."""
    room = strictest_room(edition)
    if room and room.fire_limit is not None and people > room.fire_limit:
        raise OverFireLimit(code=edition.code, seats=people, room=room.name, limit=room.fire_limit)


def lower_to_fire_limit(edition: Edition) -> int:
    """Take back promised places that the rooms no longer bear, under the edition's lock; returns how many.

    Who has a place keeps it.
    """
    room = strictest_room(edition)
    if room is None or room.fire_limit is None:
        return 0
    kept = max(0, min(edition.overbooked_by, room.fire_limit - edition.seats))
    lowered, edition.overbooked_by = edition.overbooked_by - kept, kept
    if lowered:
        edition.updated_at = now()
    return lowered
