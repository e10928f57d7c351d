"""A venue or a room that is called, or found, another way: whoever is about to go there is told."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from app.db import db
from app.lib.clock import now
from app.programme.list_entries import ROOMS, VENUES, change_entry
from app.programme.models import Edition, Meeting, Room, Venue
from app.registration import told
from app.registration.consequences import Consequences, consequences
from app.registration.tell import tell

WHERE_IT_IS = ("name", "is_online", "address", "municipality")


@dataclass(frozen=True)
class Touched:
    """The editions whose people are about to go there, each with whom telling them would reach."""

    editions: list[tuple[Edition, Consequences]]

    @property
    def together(self) -> Consequences:
        """All of them as one."""
        found = [one for _edition, one in self.editions]
        return Consequences(
            changes=[],
            confirmed=sum(one.confirmed for one in found),
            waiting=sum(one.waiting for one in found),
            by_mail=sum(one.by_mail for one in found),
            by_phone=sum(one.by_phone for one in found),
        )

    @property
    def people(self) -> int:
        return self.together.people


def touched_by(place: Venue | Room, facts: dict[str, Any]) -> Touched:
    """Whom these ``facts`` (columns by name) would send elsewhere, or up steps that were not there. Reads only."""
    if not _is_elsewhere(place, facts):
        return Touched([])
    reached = [(edition, consequences(edition)) for edition in _editions_to_come(place)]
    return Touched([(edition, one) for edition, one in reached if one.people])


def change_venue(place: Venue | Room, facts: dict[str, Any], *, by: str) -> int:
    """Let the venue or the room have these ``facts``, and tell whoever is about to go there; returns how many.

    Every edition with a meeting there to come is locked first, in the order of their ids. Raises NameTaken.
    """
    editions = [Edition.locked(edition.id) for edition in _editions_to_come(place)]
    before = {edition.id: told.state_of(edition) for edition in editions}
    if not change_entry(VENUES if isinstance(place, Venue) else ROOMS, place, facts, by=by):
        return 0
    people = 0
    for edition in editions:
        if told.is_elsewhere(before[edition.id], told.state_of(edition)):
            people += tell(edition, before[edition.id], [_said(place)], by=by)
        else:
            edition.updated_at = now()  # calendars that people subscribe to show it
    return people


def _is_elsewhere(place: Venue | Room, facts: dict[str, Any]) -> bool:
    """What ``told.is_elsewhere`` will say, foreseen."""
    moved = any(name in facts and (facts[name] or None) != (getattr(place, name) or None) for name in WHERE_IT_IS)
    steps = isinstance(place, Venue) and place.is_step_free is True and facts.get("is_step_free", True) is not True
    return moved or steps


def _editions_to_come(place: Venue | Room) -> list[Edition]:
    """The editions with a meeting there that is not over, that is not called off or waiting for a date."""
    there = Meeting.venue_id == place.id if isinstance(place, Venue) else Meeting.room_id == place.id
    to_come = (
        select(Edition)
        .where(
            Edition.id.in_(
                select(Meeting.edition_id).where(there, Meeting.ends_at > now(), Meeting.cancelled_at.is_(None))
            ),
            Edition.cancelled_at.is_(None),
            Edition.postponed_at.is_(None),
        )
        .order_by(Edition.id)
    )
    return list(db.session.scalars(to_come))


def _said(place: Venue | Room) -> str:
    if isinstance(place, Room):
        return _("la sala ha cambiato nome")
    return _("la sede ha cambiato nome, indirizzo o accesso")
