"""Which of the people on one contact a message is about, when it may not say the name."""

from typing import Any

from sqlalchemy import func, select

from app.db import db
from app.registration.models import Registration


def one_of_several(registration: Registration) -> dict[str, Any]:
    """``{"number": 2, "of": 3}`` for the second of three people on one contact in an edition; nothing for one alone.

    Who gave the place up is counted too, so that nobody's number changes.
    """
    contact = Registration.email if registration.email else Registration.phone
    value = registration.email or registration.phone
    if value is None:
        return {}
    people = list(
        db.session.scalars(
            select(Registration.participant_id)
            .where(Registration.edition_id == registration.edition_id, contact == value)
            .group_by(Registration.participant_id)
            .order_by(func.min(Registration.id))
        )
    )
    if len(people) < 2 or registration.participant_id not in people:
        return {}
    return {"number": people.index(registration.participant_id) + 1, "of": len(people)}
