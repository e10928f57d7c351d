"""The sample's editions that are put off, or that find too few people."""

from datetime import datetime

from sqlalchemy import select

from app.db import transaction
from app.outbox.models import Announcement
from app.programme.models import Edition, Meeting
from app.registration.call_off import postpone


def put_off(edition: Edition, by: str) -> dict[str, str]:
    """The act of telling its people."""
    with transaction() as session:
        postpone(edition, by=by)
        act = session.scalars(select(Announcement).order_by(Announcement.id.desc()).limit(1)).one()
        return {"announcement": str(act.id)}


def few_people_for_the_next(after: datetime) -> dict[str, str]:
    """The soonest edition to come is to be decided on."""
    with transaction() as session:
        to_come = select(Meeting).join(Meeting.edition).where(Meeting.starts_at > after, Edition.postponed_at.is_(None))
        edition = session.scalars(to_come.order_by(Meeting.starts_at).limit(1)).one().edition
        edition.minimum_people = edition.confirmed_count + 1
        return {"soonest": edition.slug}
