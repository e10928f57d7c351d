"""A past half-year carried into a draft, as copy_plan.py lays it out."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from flask_babel import ngettext
from sqlalchemy import select

from app.db import db
from app.journal.models import Entry
from app.journal.note import note
from app.lib.clock import from_rome, now, rome
from app.programme.change_half_year import add_half_year
from app.programme.copy_plan import CarriedEdition, Target, plan
from app.programme.half_year import HalfYear
from app.programme.models import AgendaItem, Edition, Meeting, Programme
from app.programme.new_edition import COPIED, add_edition
from app.programme.refusals import NotADraft, NothingChosen

RULES = (
    "sign_up_opens_days_before",
    "sign_up_closes_days_before",
    "most_open_registrations",
    "minimum_people",
    "funding",
    "privacy_notice",
)


def copy_half_year(source: Programme, half: HalfYear, chosen: Collection[int], *, by: str) -> Programme:
    """Carry the editions whose ids are ``chosen`` into the half-year ``half``, new or still a draft; returns it.

    What they say, their seats, their people who lead and their sign-up days go along; their people, notes and history
    do not. Meetings that find no day are left out and written down. Raises NotADraft, NothingChosen, HalfYearTaken.
    """
    target = Target.of(half)
    if target.programme:
        db.session.refresh(target.programme, with_for_update=True)
        if target.programme.is_public or target.programme is source:
            raise NotADraft(slug=target.slug)
    carried = [one for one in plan(source, target) if one.edition.id in chosen and not one.is_taken]
    if not carried:
        raise NothingChosen()
    programme = target.programme or _half_year_like(source, half, by)
    for one in carried:
        _carry(one, programme, by)
    left = [_left(one.edition, meeting.meeting.day, meeting.why) for one in carried for meeting in one.left]
    summary = ngettext("%(num)d edizione", "%(num)d edizioni", len(carried))
    note(programme.about, "programme.copied", by, source=source.slug, summary=summary, left=left)
    programme.updated_at = now()
    db.session.flush()
    return programme


def last_copy(programme: Programme) -> Entry | None:
    """What the history says of the last copy into this half-year; ``left`` in its facts is what has no day."""
    copies = select(Entry).where(Entry.about == programme.about, Entry.what == "programme.copied")
    return db.session.scalars(copies.order_by(Entry.id.desc()).limit(1)).first()


def _half_year_like(source: Programme, half: HalfYear, by: str) -> Programme:
    rules: dict[str, Any] = {name: getattr(source, name) for name in RULES}
    rules["certificate_share"] = (source.certificate_share_of, source.certificate_share_in)
    return add_half_year(half, rules, by=by)


def _carry(carried: CarriedEdition, programme: Programme, by: str) -> None:
    source, shift = carried.edition, carried.shift
    facts: dict[str, Any] = {name: getattr(source, name) for name in COPIED}
    facts |= {
        "partners": list(source.partners),
        "facilitators": list(source.facilitators),
        "translations": {language: dict(texts) for language, texts in source.translations.items()},
        "sign_up_opens_on": _shifted(source.sign_up_opens_on, shift),
        "sign_up_closes_on": _shifted(source.sign_up_closes_on, shift),
    }
    edition = add_edition(programme, source.code, source.seats, facts, by=by)
    edition.meetings = [
        Meeting(
            starts_at=from_rome(one.day, rome(one.meeting.starts_at).time()),
            ends_at=from_rome(one.day + _nights(one.meeting), rome(one.meeting.ends_at).time()),
            venue=one.meeting.venue,
            room=one.meeting.room,
        )
        for one in carried.meetings
        if one.day
    ]
    if edition.meetings:
        edition.agenda = [_agenda_item(item, shift) for item in source.agenda]


def _agenda_item(item: AgendaItem, shift: timedelta) -> AgendaItem:
    starts, ends = rome(item.starts_at), rome(item.ends_at)
    return AgendaItem(
        starts_at=from_rome(starts.date() + shift, starts.time()),
        ends_at=from_rome(ends.date() + shift, ends.time()),
        title=item.title,
        speakers=item.speakers,
    )


def _nights(meeting: Meeting) -> timedelta:
    return rome(meeting.ends_at).date() - rome(meeting.starts_at).date()


def _shifted(day: date | None, shift: timedelta) -> date | None:
    return day + shift if day else None


def _left(edition: Edition, day: date, why: str) -> dict[str, str]:
    return {"code": edition.code, "slug": edition.slug, "day": f"{day:%d/%m/%Y}", "why": why}
