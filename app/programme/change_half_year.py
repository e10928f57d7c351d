"""A half-year and its rules: made, changed, and taken away while it is a draft that nobody has seen."""

from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.exc import IntegrityError

from app.db import db
from app.journal.note import note
from app.lib.clock import from_rome, now
from app.programme.half_year import HalfYear
from app.programme.models import Edition, Meeting, Programme
from app.programme.records_of_draft import in_words
from app.programme.refusals import HalfYearInUse, HalfYearTaken, MeetingsOutside, ProgrammeArchived
from app.staff.models import Grant

RULES = {
    "title": _l("titolo"),
    "first_on": _l("primo giorno"),
    "last_on": _l("ultimo giorno"),
    "sign_up_opens_days_before": _l("giorni prima a cui aprono le iscrizioni"),
    "sign_up_closes_days_before": _l("giorni prima a cui chiudono le iscrizioni"),
    "most_open_registrations": _l("iscrizioni aperte per persona, al massimo"),
    "minimum_people": _l("numero minimo di persone"),
    "certificate_share": _l("parte delle ore per l'attestato"),
    "funding": _l("finanziamento"),
    "privacy_notice": _l("informativa"),
}
MOST_NAMED = 8  # meetings in one sentence


def add_half_year(half: HalfYear, facts: dict[str, Any], *, by: str) -> Programme:
    """A new half-year, in draft. ``facts`` are columns by name; title and days are the half-year's own if missing.

    Raises HalfYearTaken.
    """
    if db.session.scalars(select(Programme).where(Programme.slug == half.slug)).one_or_none():
        raise HalfYearTaken(slug=half.slug)
    own = {"title": half.title, "first_on": half.first_on, "last_on": half.last_on}
    programme = Programme(slug=half.slug, updated_at=now())
    for name, value in (own | {name: value for name, value in facts.items() if value is not None}).items():
        _put(programme, name, value)
    db.session.add(programme)
    db.session.flush()
    note(programme.about, "programme.added", by, title=programme.title)
    return programme


def change_half_year(programme: Programme, facts: dict[str, Any], *, by: str) -> list[str]:
    """Let the half-year have these ``facts`` (keys of RULES); returns what changed, in sentences.

    Raises ProgrammeArchived, MeetingsOutside.
    """
    db.session.refresh(programme, with_for_update=True)
    if programme.is_archived:
        raise ProgrammeArchived(slug=programme.slug)
    _refuse_outside(programme, facts.get("first_on", programme.first_on), facts.get("last_on", programme.last_on))
    changes = []
    for name, after in facts.items():
        before = rule_of(programme, name)
        if before != after:
            changes.append(f"{RULES[name]} {_said(before)} → {_said(after)}")
            _put(programme, name, after)
    if changes:
        programme.updated_at = now()
        note(programme.about, "programme.changed", by, change="; ".join(changes))
    return changes


def remove_half_year(programme: Programme, *, by: str) -> None:
    """Delete a draft with its editions, which never had anybody; the database has the last word.

    Raises HalfYearInUse.
    """
    slug = programme.slug
    db.session.refresh(programme, with_for_update=True)
    if programme.is_public:
        raise HalfYearInUse(slug=slug)
    try:
        with db.session.begin_nested():
            note(programme.about, "programme.deleted", by, title=programme.title)
            for edition in list(programme.editions):
                db.session.delete(edition)
            db.session.execute(delete(Grant).where(Grant.about.startswith(f"edition/{slug}/", autoescape=True)))
            db.session.flush()
            db.session.expire(programme)
            db.session.delete(programme)
            db.session.flush()
    except IntegrityError as error:
        raise HalfYearInUse(slug=slug) from error


def rule_of(programme: Programme, name: str) -> Any:
    """What the half-year says under a key of RULES; the certificate's share is a pair."""
    if name == "certificate_share":
        return programme.certificate_share_of, programme.certificate_share_in
    return getattr(programme, name)


def meetings_within(programme: Programme, *where: ColumnElement[bool]) -> list[Meeting]:
    """The meetings that will be held, or were, and are as ``where`` says, in order."""
    held = (Edition.cancelled_at.is_(None), Edition.postponed_at.is_(None), Meeting.cancelled_at.is_(None))
    found = select(Meeting).join(Meeting.edition).where(Edition.programme_id == programme.id, *held, *where)
    return list(db.session.scalars(found.order_by(Meeting.starts_at, Edition.code)))


def midnight(day: date) -> datetime:
    """The instant at which ``day`` begins in Rome."""
    return from_rome(day, time.min)


def _refuse_outside(programme: Programme, first_on: date, last_on: date) -> None:
    after = midnight(last_on + timedelta(days=1))
    outside = meetings_within(programme, or_(Meeting.starts_at < midnight(first_on), Meeting.starts_at >= after))
    if outside:
        raise MeetingsOutside(
            first=f"{first_on:%d/%m/%Y}", last=f"{last_on:%d/%m/%Y}", meetings=named_with_days(outside)
        )


def named_with_days(meetings: list[Meeting]) -> str:
    """«CV-1 il 14/01/2027, WEB-1 il 26/01/2027 e altri 3»."""
    named = [
        _("%(code)s il %(day)s", code=meeting.edition.code, day=f"{meeting.day:%d/%m/%Y}")
        for meeting in meetings[:MOST_NAMED]
    ]
    more = len(meetings) - len(named)
    return ", ".join(named) + (_(" e altri %(more)s", more=more) if more else "")


def _put(programme: Programme, name: str, value: Any) -> None:
    if name == "certificate_share":
        programme.certificate_share_of, programme.certificate_share_in = value
    else:
        setattr(programme, name, value)


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return f"{value[0]}/{value[1]}"
    return in_words(getattr(value, "name", None) or getattr(value, "version", None) or value)
