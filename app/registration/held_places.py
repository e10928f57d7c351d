"""Places held for somebody, of an edition whose dates have changed."""

from sqlalchemy import select

from app.db import db
from app.lib.clock import now
from app.programme.models import Edition
from app.registration.freed import LAST_OFFER, SHORTEST_OFFER, offer_until
from app.registration.models import Registration, Status


def keep_within(edition: Edition) -> None:
    """Let the offers of an edition whose dates have changed end in time for the new ones, under its lock.

    One that lasts long enough stays as it was told; one whose hour passed while there was no date begins again.
    """
    start = edition.starts_at
    if start is None or start <= now():
        return
    held = select(Registration).where(Registration.edition_id == edition.id, Registration.status == Status.OFFERED)
    for one in db.session.scalars(held):
        if one.offer_until is None or one.offer_until <= now():
            one.offer_until = max(offer_until(now(), start), min(now() + SHORTEST_OFFER, start))
        elif one.offer_until > start - LAST_OFFER:
            one.offer_until = min(one.offer_until, max(start - LAST_OFFER, now() + SHORTEST_OFFER), start)
    db.session.flush()
