"""The people of all half-years, as a list."""

from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.lib.names import folded
from app.people.alike import living, nearly_called
from app.people.find import called, digits_of, reached_at
from app.people.models import Participant
from app.programme.models import Edition, Programme
from app.registration.models import Registration

ORDERS = {
    "cognome": (Participant.sort_key, Participant.id),
    "nome": (Participant.first_name, Participant.sort_key, Participant.id),
    "arrivo": (Participant.created_at.desc(), Participant.id.desc()),
}


@dataclass(frozen=True)
class Tally:
    """How many registrations a person has, and the last one made."""

    registrations: int
    last: Registration


def people(words: str = "", programme: str = "", order: str = "cognome") -> Select[Participant]:
    """People called or reached as ``words`` say, with a registration in ``programme`` (a slug) when there is one."""
    found = (
        select(Participant)
        .where(living())
        .options(selectinload(Participant.contacts), joinedload(Participant.organisation))
        .order_by(*ORDERS.get(order, ORDERS["cognome"]))
    )
    if words:
        found = found.where(or_(called(words), reached_at(words)))
    if programme:
        of_it = select(Registration.participant_id).join(Registration.edition).join(Edition.programme)
        found = found.where(Participant.id.in_(of_it.where(Programme.slug == programme)))
    return found


def almost(words: str) -> Select[Participant] | None:
    """People almost called so, for when nobody is; None when there are none either."""
    sought = folded(words).split()
    near = nearly_called(sought) if sought and not digits_of(words) and "@" not in words else []
    return people().where(Participant.id.in_(near)) if near else None


def tallies(found: list[Participant]) -> dict[int, Tally]:
    """By the id of each person that has any registration."""
    counted = (
        select(Registration.participant_id, func.count(), func.max(Registration.id))
        .where(Registration.participant_id.in_([person.id for person in found]))
        .group_by(Registration.participant_id)
    )
    rows = db.session.execute(counted).all()
    latest = select(Registration).where(Registration.id.in_([row[2] for row in rows]))
    edition = joinedload(Registration.edition)
    options = edition.joinedload(Edition.programme), edition.joinedload(Edition.activity)
    by_id = {one.id: one for one in db.session.scalars(latest.options(*options))}
    return {person: Tally(count, by_id[last]) for person, count, last in rows}
