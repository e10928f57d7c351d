"""Records that may be of one person."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.lib.likeness import are_alike, may_be_one_name
from app.people.models import Contact, Participant

AT_MOST = 20


@dataclass(frozen=True)
class Alike:
    """Another record, and why it may be the same person's."""

    person: Participant
    contacts: list[str]  # that both have
    similar_name: bool


def living() -> ColumnElement[bool]:
    """Records that stand for somebody: neither forgotten nor gone into another."""
    return and_(Participant.forgotten_at.is_(None), Participant.merged_into_id.is_(None))


def alike(person: Participant) -> list[Alike]:
    """Who may be the same as ``person``: with one same contact, or a name nearly the same; the likeliest first."""
    values = {contact.value for contact in person.contacts}
    sharing = select(Contact.participant_id).where(Contact.value.in_(values))
    keys = db.session.execute(
        select(Participant.id, Participant.name_key).where(living(), Participant.id != person.id)
    ).all()
    similar = {number for number, key in keys if may_be_one_name(person.name_key, key)}
    found = db.session.scalars(
        select(Participant)
        .where(living(), Participant.id != person.id, or_(Participant.id.in_(similar), Participant.id.in_(sharing)))
        .options(selectinload(Participant.contacts), joinedload(Participant.organisation))
    )
    others = [
        Alike(other, sorted(values & {contact.value for contact in other.contacts}), other.id in similar)
        for other in found
    ]
    likeliest = sorted(others, key=lambda one: (-one.similar_name - bool(one.contacts), one.person.sort_key))
    return likeliest[:AT_MOST]


def nearly_called(words: list[str]) -> list[int]:
    """The people (by id) in whose name every one of the folded ``words`` occurs, give or take a slip."""
    rows = db.session.execute(select(Participant.id, Participant.name_key).where(living())).all()
    known = {word for _id, key in rows for word in key.split()}
    close = [{word for word in known if word.startswith(sought) or are_alike(sought, word)} for sought in words]
    return [number for number, key in rows if all(any(word in one for word in key.split()) for one in close)]
