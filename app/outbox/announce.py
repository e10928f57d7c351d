from typing import Any

from app.db import db
from app.lib.clock import now
from app.outbox.models import Announcement


def announce(kind: str, about: str, facts: dict[str, Any], *, by: str) -> Announcement:
    """Write down that several people are told something; the messages that tell them point here."""
    announcement = Announcement(kind=kind, about=about, facts=facts, by=by, at=now())
    db.session.add(announcement)
    return announcement
