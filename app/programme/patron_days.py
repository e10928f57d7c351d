"""The patrons' days, a list that the office keeps: on that day nothing is held in that municipality."""

from sqlalchemy import select

from app.db import db
from app.journal.note import note
from app.lib.names import folded
from app.programme.models import PatronDay
from app.programme.refusals import PatronTaken


def add_patron(municipality: str, name: str, month: int, day: int, *, by: str) -> PatronDay:
    """Write the day of a municipality's patron. Raises PatronTaken."""
    _refuse_taken(municipality)
    patron = PatronDay(municipality=municipality, name=name, month=month, day=day)
    db.session.add(patron)
    db.session.flush()
    note(about(patron), "list.added", by, name=said(patron))
    return patron


def change_patron(patron: PatronDay, municipality: str, name: str, month: int, day: int, *, by: str) -> None:
    """Correct it. Raises PatronTaken."""
    _refuse_taken(municipality, but=patron)
    before = said(patron)
    patron.municipality, patron.name, patron.month, patron.day = municipality, name, month, day
    if before != said(patron):
        note(about(patron), "list.changed", by, name=before, change=f"→ {said(patron)}")


def remove_patron(patron: PatronDay, *, by: str) -> None:
    note(about(patron), "list.deleted", by, name=said(patron))
    db.session.delete(patron)


def about(patron: PatronDay) -> str:
    """How the journal names it."""
    return f"patron/{patron.id}"


def said(patron: PatronDay) -> str:
    """«Bologna, San Petronio, 4/10»."""
    return f"{patron.municipality}, {patron.name}, {patron.day}/{patron.month}"


def _refuse_taken(municipality: str, but: PatronDay | None = None) -> None:
    for other in db.session.scalars(select(PatronDay)):
        if other is not but and folded(other.municipality) == folded(municipality):
            raise PatronTaken(municipality=other.municipality)
