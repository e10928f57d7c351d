"""Mails that came back, and the addresses that nobody reads."""

from collections.abc import Iterable

from sqlalchemy import delete, func, select

from app.db import db
from app.lib.addresses import UnusableAddress, normalised_email
from app.lib.clock import now
from app.lib.names import tidy
from app.outbox.models import Bounce, Delivery, OutboxMessage

ENOUGH = 2  # mails that came back for good, before nobody is written to at that address any more
LONGEST_WORDS = 255  # characters
WENT = (Delivery.SENT, Delivery.PARKED)
UNUSABLE = "A questo indirizzo la posta è già tornata indietro due volte: serve un altro contatto."


def bounced(message: OutboxMessage | None, address: str, *, is_permanent: bool, words: str) -> None:
    """A mail to ``address`` came back, for good or for now; ``words`` are what the other server said.

    ``message`` is the one that came back, when it is known; said twice of one message, it counts once. It takes no
    place away from anybody.
    """
    address = _normal(address)
    if message and _is_known(message, address, is_permanent):
        return
    db.session.add(
        Bounce(message=message, address=address, is_permanent=is_permanent, words=tidy(words)[:LONGEST_WORDS], at=now())
    )
    if message and is_permanent and message.status in WENT:
        message.status = Delivery.BOUNCED
    db.session.flush()


def is_unusable(address: str) -> bool:
    """Whether so much came back from ``address`` for good that writing there is of no use."""
    return bool(unusable([address]))


def unusable(addresses: Iterable[str]) -> set[str]:
    """Those of ``addresses`` that it is of no use to write to."""
    by_normal = {_normal(address): address for address in addresses}
    if not by_normal:
        return set()
    found = (
        select(Bounce.address)
        .where(Bounce.address.in_(by_normal), Bounce.is_permanent)
        .group_by(Bounce.address)
        .having(func.count() >= ENOUGH)
    )
    return {by_normal[address] for address in db.session.scalars(found)}


def returned(addresses: Iterable[str]) -> list[Bounce]:
    """All that came back from ``addresses``, the latest first."""
    normal = {_normal(address) for address in addresses}
    return list(db.session.scalars(select(Bounce).where(Bounce.address.in_(normal)).order_by(Bounce.id.desc())))


def write_again(address: str) -> int:
    """The office knows better: the address works again, so that what came back counts no more; returns how many."""
    gone = delete(Bounce).where(Bounce.address == _normal(address)).returning(Bounce.id)
    return len(db.session.scalars(gone).all())


def _is_known(message: OutboxMessage, address: str, is_permanent: bool) -> bool:
    db.session.flush()
    same = select(Bounce.id).where(
        Bounce.message_id == message.id, Bounce.address == address, Bounce.is_permanent.is_(is_permanent)
    )
    return db.session.scalar(same.limit(1)) is not None


def _normal(address: str) -> str:
    try:
        return normalised_email(address)
    except UnusableAddress:
        return address.strip().lower()[:LONGEST_WORDS]
