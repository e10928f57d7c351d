"""A body that acts from its link has read what was sent to its address."""

from sqlalchemy import select

from app.db import db
from app.networking.models import THE_BODY, Invitation
from app.outbox.models import Delivery, OutboxMessage
from app.people.prove import prove


def trust_address(invitation: Invitation, by: str) -> None:
    """Write down that the body's address is read, if the link it used was sent there and nowhere else."""
    address = invitation.organisation.email
    if by != THE_BODY or address is None:
        return
    went_to = select(OutboxMessage.to_email).where(
        OutboxMessage.about == invitation.about, OutboxMessage.status == Delivery.SENT
    )
    if set(db.session.scalars(went_to)) == {address}:
        prove(address, "link")
