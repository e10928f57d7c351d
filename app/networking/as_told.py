"""What an invited body knows of its day, and whether it has to hear of a change. Plain JSON: it is kept in a row."""

from typing import Any

from app.programme.models import Edition
from app.registration import told
from app.registration.told import Told


def as_told(edition: Edition) -> dict[str, Any]:
    """The day as it is now."""
    return {
        "meetings": told.places_and_times(edition),
        "is_postponed": edition.is_postponed,
        "is_cancelled": edition.is_cancelled,
    }


def has_changed(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether who knows ``before`` has to be told ``after``."""
    if before["is_cancelled"] or after["is_cancelled"]:
        return bool(before["is_cancelled"] != after["is_cancelled"])
    return told.differs(_told(before), _told(after))


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[told.Change]:
    """Old and new of every meeting that is not as it was."""
    return told.changes(_told(before), _told(after))


def _told(facts: dict[str, Any]) -> Told:
    return Told(facts["meetings"], None, facts["is_postponed"])
