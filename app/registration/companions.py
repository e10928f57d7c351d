"""Who signed up to come together, on one contact: one of them may answer for all."""

from sqlalchemy import select

from app.db import db
from app.registration.models import Registration


def companions(registration: Registration) -> list[Registration]:
    """The others of the same edition and group who are reached at the same contact, by number; cancelled ones too."""
    contact = Registration.email if registration.email else Registration.phone
    value = registration.email or registration.phone
    if registration.group_key is None or value is None:
        return []
    return list(
        db.session.scalars(
            select(Registration)
            .where(
                Registration.edition_id == registration.edition_id,
                Registration.group_key == registration.group_key,
                Registration.id != registration.id,
                contact == value,
            )
            .order_by(Registration.id)
        )
    )
