"""What the sample needs of reminders, and of mail that came back."""

from sqlalchemy import select

from app.db import db, transaction
from app.outbox.bounces import bounced
from app.outbox.models import Delivery, OutboxMessage
from app.reminders.judge import judge_due


def reminded() -> None:
    """The reminders of this hour are said, and those that nobody said in time are written down."""
    judge_due()


def came_back(host: str) -> dict[str, str]:
    """A mail that came back for good, the second from its address."""
    sent = select(OutboxMessage).where(OutboxMessage.status == Delivery.SENT, OutboxMessage.kind == "confirmed")
    message = db.session.scalars(sent.order_by(OutboxMessage.id).limit(1)).one()
    number, address = message.id, message.to_email or ""
    with transaction():
        words = f"550 5.1.1 <{host}@example.org>: Recipient address rejected: User unknown in virtual mailbox table"
        bounced(db.session.get_one(OutboxMessage, number), address, is_permanent=True, words=words)
        bounced(None, address, is_permanent=True, words=words)
        bounced(None, address, is_permanent=False, words="452 4.2.2 mailbox full")
    return {"came_back": str(number)}
