"""Finding registrations as staff look for them."""

from collections.abc import Iterable
from datetime import time

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, literal, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.db import db
from app.journal.models import Entry
from app.lib.clock import from_rome, today
from app.lib.codes import normalised
from app.lib.names import folded
from app.people.models import Participant
from app.programme.models import Edition, Programme
from app.registration.models import Registration, Status

ORDERS = {
    "cognome": (Participant.sort_key, Registration.id),
    "arrivo": (Registration.created_at, Registration.id),
    "stato": (Registration.status, Registration.queue_number, Participant.sort_key),
}
MOST_REFERRALS = 30
SIGNED_UP = ["registration.confirmed", "registration.waiting", "registration.reserved"]  # as the history says it
STATUSES = {
    "confermate": Status.CONFIRMED,
    "offerte": Status.OFFERED,
    "in-attesa": Status.WAITING,
    "annullate": Status.CANCELLED,
}


def registrations_of(
    edition: Edition, words: str = "", status: str = "", order: str = "cognome", referral: str = ""
) -> Select[Registration]:
    """The registrations of ``edition`` in whose name, contact or code ``words`` occur; keys as in the tables above.

    Unknown keys ask nothing. Without a status, cancelled ones are left out. ``referral``: only whom that body sent.
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
    if referral:
        found = found.where(Registration.referral == referral)
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


def signed_up_at_the_hand_of(by: str, programme: str = "") -> Select[Registration]:
    """All whom ``by`` signed up and who are not forgotten, in one half-year or in all, the latest meetings first."""
    made = select(Entry.about).where(Entry.what.in_(SIGNED_UP), Entry.by == by)
    about = literal("registration/").concat(cast(Registration.id, String))
    found = (
        select(Registration)
        .join(Registration.participant)
        .join(Registration.edition)
        .join(Edition.programme)
        .where(about.in_(made), Participant.forgotten_at.is_(None))
        .order_by(Programme.slug.desc(), Registration.id.desc())
        .options(
            contains_eager(Registration.participant),
            contains_eager(Registration.edition).options(
                contains_eager(Edition.programme), joinedload(Edition.activity), selectinload(Edition.meetings)
            ),
        )
    )
    return found.where(Programme.slug == programme) if programme else found


def signed_up_today(by: str) -> list[Registration]:
    """Whom ``by`` has signed up since midnight and who has, is offered or awaits a place, in the order they came."""
    since = from_rome(today(), time.min)
    found = signed_up_at_the_hand_of(by).where(
        Registration.created_at >= since, Registration.status != Status.CANCELLED
    )
    return list(db.session.scalars(found.order_by(None).order_by(Registration.id)))


def signers_of(registrations: Iterable[Registration]) -> dict[int, str]:
    """Who of the staff signed each of these people up, by registration id; nobody for who did it from the site."""
    by_name = {registration.about: registration.id for registration in registrations}
    made = select(Entry.about, Entry.by).where(
        Entry.what.in_(SIGNED_UP), Entry.about.in_(by_name), Entry.by.contains("@")
    )
    return {by_name[about]: by for about, by in db.session.execute(made.order_by(Entry.id.desc()))}


def referral_of(by: str) -> str | None:
    """Who sent the last person that ``by`` signed up: most often the desk where ``by`` sits."""
    latest = signed_up_at_the_hand_of(by).where(Registration.referral.is_not(None)).limit(1)
    found = db.session.scalars(latest.order_by(None).order_by(Registration.id.desc())).first()
    return found.referral if found else None


def referrals(edition: Edition | None = None) -> list[str]:
    """Who has sent people so far, to one edition or to any, as it is kept, the most frequent first."""
    known = select(Registration.referral).where(Registration.referral.is_not(None))
    if edition:
        known = known.where(Registration.edition_id == edition.id)
    most = known.group_by(Registration.referral).order_by(func.count().desc(), Registration.referral)
    return [one for one in db.session.scalars(most.limit(MOST_REFERRALS)) if one]


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
