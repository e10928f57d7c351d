"""Which addresses have shown that what is sent there reaches their owner: only those are greeted by a typed name."""

from sqlalchemy.exc import IntegrityError

from app.db import db
from app.lib.clock import now
from app.people.models import ProvenAddress


def is_proven(contact: str | None) -> bool:
    """Whether this normalised e-mail (or number) has shown its owner; no contact has shown nothing."""
    return contact is not None and db.session.get(ProvenAddress, contact) is not None


def prove(contact: str, how: str) -> None:
    """Write down that the owner of ``contact`` reads what is sent there; ``how``: «link», «codice», «calendario».

    Once is enough: the first proof stays.
    """
    if is_proven(contact):
        return
    try:
        with db.session.begin_nested():
            db.session.add(ProvenAddress(value=contact, proven_at=now(), how=how))
    except IntegrityError:  # somebody proved it between our look and our insert
        pass
