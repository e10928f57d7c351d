from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import defer

from app.db import db
from app.inbox.models import Inbound
from app.inbox.outcomes import FOR_PEOPLE

UNREAD = Inbound.read_at.is_(None) & Inbound.outcome.in_(FOR_PEOPLE)
SHOWN: dict[str, ColumnElement[bool]] = {
    "": UNREAD,
    "lette": Inbound.read_at.is_not(None),
    "da-sole": Inbound.outcome.not_in(FOR_PEOPLE),
}


def mails(which: str = "", words: str = "") -> Select[Any]:
    """Mails that came in, the latest first: to be read, read (``lette``), or dealt with by themselves (``da-sole``)."""
    found = select(Inbound).where(SHOWN.get(which, UNREAD)).options(defer(Inbound.raw)).order_by(Inbound.id.desc())
    if words:
        found = found.where(
            or_(*(column.icontains(words, autoescape=True) for column in (Inbound.sender, Inbound.subject)))
        )
    return found


def unread_count() -> int:
    """How many mails wait for somebody to read them."""
    return db.session.scalar(select(func.count(Inbound.id)).where(UNREAD)) or 0
