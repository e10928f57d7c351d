from sqlalchemy import select, update

from app.db import db
from app.outbox.models import Delivery, OutboxMessage

NOT_GONE = (Delivery.QUEUED, Delivery.FAILED, Delivery.TO_CALL)


def withdraw(calendar_uid: str) -> list[OutboxMessage]:
    """Take back what has not gone yet of all that was promised about one calendar entry; gives it, oldest first.

    What a worker has in hand is not taken back: it may be going at this moment. One with doubts may have gone before.
    """
    db.session.flush()
    taken = db.session.scalars(
        update(OutboxMessage)
        .where(OutboxMessage.calendar_uid == calendar_uid, OutboxMessage.status.in_(NOT_GONE))
        .values(status=Delivery.DROPPED)
        .returning(OutboxMessage.id)
        .execution_options(synchronize_session=False)
    ).all()
    if not taken:
        return []
    found = select(OutboxMessage).where(OutboxMessage.id.in_(taken)).order_by(OutboxMessage.id)
    return list(db.session.scalars(found, execution_options={"populate_existing": True}))
