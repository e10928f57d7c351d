"""Finding registrations as staff look for them."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.db import db
from app.journal.models import Entry
from app.lib.codes import normalised
from app.lib.names import folded
from app.people.models import Participant
from app.programme.models import Edition
from app.registration.models import Registration, Status

ORDERS = {
    "cognome": (Participant.sort_key, Registration.id),
    "arrivo": (Registration.created_at, Registration.id),
    "stato": (Registration.status, Registration.queue_number, Participant.sort_key),
}
SIGNED_UP = ["registration.confirmed", "registration.waiting"]  # as the history says it
STATUSES = {"confermate": Status.CONFIRMED, "in-attesa": Status.WAITING, "annullate": Status.CANCELLED}


def registrations_of(
    edition: Edition, words: str = "", status: str = "", order: str = "cognome"
) -> Select[Registration]:
    """The registrations of ``edition`` in whose name, contact or code ``words`` occur; keys as in the tables above.

    Unknown keys ask nothing. Without a status, cancelled ones are left out.
    """
    found = (
        select(Registration)
        .join(Registration.participant)
        .where(Registration.edition_id == edition.id)
        .options(contains_eager(Registration.participant).options(joinedload(Participant.organisation)))
        .order_by(*ORDERS.get(order, ORDERS["cognome"]))
    )
    found = (
        found.where(Registration.status == STATUSES[status])
        if status in STATUSES
        else found.where(Registration.status != Status.CANCELLED)
    )
    if sought := folded(words).split():
        of_ticket = Registration.ticket_code.startswith(normalised(words), autoescape=True)
        found = found.where(or_(of_ticket, and_(*(_occurs(word) for word in sought))))
    return found


def _occurs(word: str) -> ColumnElement[bool]:
    return or_(
        Participant.name_key.contains(word, autoescape=True),
        func.lower(Registration.email).contains(word, autoescape=True),
        Registration.phone.contains(word, autoescape=True),
    )


def signed_up_by(by: str, at_most: int = 50) -> list[Registration]:
    """The people whom ``by`` (a member of staff's e-mail) signed up, the latest first."""
    made = select(Entry.about).where(Entry.what.in_(SIGNED_UP), Entry.by == by).order_by(Entry.id.desc())
    numbers = [int(about.removeprefix("registration/")) for about in db.session.scalars(made.limit(at_most))]
    found = (
        select(Registration)
        .where(Registration.id.in_(numbers))
        .order_by(Registration.id.desc())
        .options(joinedload(Registration.edition).options(joinedload(Edition.programme), joinedload(Edition.activity)))
        .options(joinedload(Registration.edition).selectinload(Edition.meetings))
    )
    return list(db.session.scalars(found))


def registrations_about(names: Iterable[str]) -> dict[str, Registration]:
    """Those of ``names`` that are registrations («registration/42»), as the history and the post name them."""
    numbers = {int(name.removeprefix("registration/")) for name in names if name.startswith("registration/")}
    found = db.session.scalars(select(Registration).where(Registration.id.in_(numbers)))
    return {registration.about: registration for registration in found}


def was_signed_up_by(number: int, by: str) -> bool:
    """Whether it was ``by`` (a member of staff's e-mail) who signed up the person of registration ``number``."""
    made = select(Entry.id).where(
        Entry.about == f"registration/{number}",
        Entry.what.in_(SIGNED_UP),
        Entry.by == by,
    )
    return db.session.scalar(made.limit(1)) is not None
