"""Editions by what staff remember of them: code, title, place, day, who leads."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.lib.clock import from_rome, today
from app.lib.days import SomeDay, day_said
from app.lib.names import folded
from app.programme.models import Activity, Edition, Facilitator, Meeting, Programme, Room, Venue

AT_MOST = 50


@dataclass(frozen=True)
class FoundEdition:
    """An edition, and whether its code is just what was asked for."""

    edition: Edition
    is_exact: bool


def editions_like(text: str) -> list[FoundEdition]:
    """The editions that ``text`` says: the exact code, codes that begin so, those still to come, the latest."""
    code = _plain(text)
    if day := day_said(text):
        wanted = _held_on(day)
    else:
        wanted = or_(_code_like(code), and_(*(_occurs(word) for word in folded(text).split())))
    found = (
        select(Edition)
        .join(Edition.programme)
        .join(Edition.activity)
        .where(wanted)
        .order_by(Programme.first_on.desc(), Edition.code)
        .limit(AT_MOST)
        .options(selectinload(Edition.meetings), joinedload(Edition.activity), joinedload(Edition.programme))
    )
    lines = [FoundEdition(edition, _plain(edition.code) == code) for edition in db.session.scalars(found)]
    starts_so = {line.edition.id: bool(code) and _plain(line.edition.code).startswith(code) for line in lines}
    return sorted(
        lines, key=lambda line: (not line.is_exact, not starts_so[line.edition.id], *_soonest_first(line.edition))
    )


def _soonest_first(edition: Edition) -> tuple[bool, int]:
    days = edition.meetings[0].day.toordinal() if edition.meetings else 0
    is_past = days < today().toordinal()
    return is_past, -days if is_past else days


def _plain(text: str) -> str:
    """«cv 1», «CV-1», «cv1»: the same code."""
    return re.sub(r"[\W_]", "", text.casefold())


def _code_like(code: str) -> ColumnElement[bool]:
    return func.replace(Edition.slug, "-", "").startswith(code, autoescape=True)


def _occurs(word: str) -> ColumnElement[bool]:
    """In the title, the name of who leads, or a place where it is held."""
    where = [column.contains(word, autoescape=True) for column in (Venue.name_key, Room.name_key)]
    where.append(Venue.municipality.icontains(word, autoescape=True))
    places = select(Meeting.edition_id).join(Meeting.venue).outerjoin(Meeting.room).where(or_(*where))
    return or_(
        Activity.title_key.contains(word, autoescape=True),
        Edition.facilitators.any(Facilitator.name_key.contains(word, autoescape=True)),
        Edition.id.in_(places),
    )


def _held_on(day: SomeDay) -> ColumnElement[bool]:
    first, last = db.session.execute(select(func.min(Programme.first_on), func.max(Programme.last_on))).one()
    years = [day.year] if day.year else range(first.year, last.year + 1) if first else []
    moments = []
    for year in years:
        if 1 < year < date.max.year and day.day <= monthrange(year, day.month)[1]:
            that = date(year, day.month, day.day)
            begins, ends = from_rome(that, time.min), from_rome(that + timedelta(days=1), time.min)
            moments.append(and_(Meeting.starts_at >= begins, Meeting.starts_at < ends))
    return exists().where(Meeting.edition_id == Edition.id, Meeting.cancelled_at.is_(None), or_(false(), *moments))
