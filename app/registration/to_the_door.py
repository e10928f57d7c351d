"""In the last hours nobody who waits is given a place: who said that they would come at once is told to come."""

from collections.abc import Iterable

from sqlalchemy import select

from app.db import db
from app.journal.models import Entry
from app.journal.note import note
from app.lib.clock import now
from app.programme.models import Edition
from app.registration import offer_emails
from app.registration.freed import Freed, how_freed_places_go
from app.registration.models import Registration
from app.registration.units import position

CALLED = "registration.called_to_the_door"


def call_to_the_door(edition: Edition, waiting: Iterable[Registration]) -> None:
    """Tell those of ``waiting`` who would come in the last hours, each once, that there are free places."""
    would_come = [one for one in waiting if one.last_minute] if edition.free_places else []
    if not would_come:
        return
    known = select(Entry.about).where(Entry.what == CALLED, Entry.about.in_([one.about for one in would_come]))
    told = set(db.session.scalars(known))
    for one in would_come:
        if one.about not in told:
            offer_emails.come_to_the_door(one, position(one))
            note(one.about, CALLED, "sistema", free=edition.free_places)


def is_called(registration: Registration) -> bool:
    """Whether who joins the queue now is told at once to come to the door."""
    edition = registration.edition
    is_late = how_freed_places_go(edition, now()) == Freed.DOOR
    return is_late and registration.last_minute and edition.free_places > 0
