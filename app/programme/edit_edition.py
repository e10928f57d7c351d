"""What an edition says of itself, changed in the office: nothing here sends anybody to another place."""

from datetime import date, time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from app.db import db
from app.journal.note import note
from app.lib.clock import from_rome, now
from app.programme.models import AgendaItem, Edition
from app.programme.records_of_draft import in_words
from app.programme.refusals import CodeIsPublic, CodeTaken
from app.staff.models import Grant

FACTS = {
    "activity": _l("laboratorio"),
    "summary": _l("descrizione"),
    "audience": _l("rivolto a"),
    "minimum_people": _l("minimo"),
    "sign_up_opens_on": _l("iscrizioni dal"),
    "sign_up_closes_on": _l("iscrizioni entro"),
    "partners": _l("in collaborazione con"),
    "facilitators": _l("conduce"),
    "funding": _l("finanziamento"),
    "translations": _l("traduzioni"),
}
AgendaLine = tuple[time, time, str, str | None]  # hours in Rome, what, who speaks


def change_facts(edition: Edition, facts: dict[str, Any], *, by: str) -> list[str]:
    """Let the edition say these ``facts`` (columns of FACTS, by name); returns what changed, in sentences."""
    changes = []
    for name, after in facts.items():
        before = getattr(edition, name)
        if _same(before, after):
            continue
        changes.append(_change(name, before, after))
        setattr(edition, name, after)
    return _written_down(edition, changes, by)


def rename(edition: Edition, code: str, *, by: str) -> list[str]:
    """Give the edition another code, which is part of its address: only while nobody outside has seen it.

    Raises CodeIsPublic, CodeTaken.
    """
    if code == edition.code:
        return []
    if edition.is_public and code.lower() != edition.slug:
        raise CodeIsPublic(code=edition.code)
    refuse_taken(edition.programme_id, code, but=edition)
    change = _("codice %(before)s → %(after)s", before=edition.code, after=code)
    old = edition.about
    edition.code, edition.slug = code, code.lower()
    db.session.execute(update(Grant).where(Grant.about == old).values(about=edition.about))
    return _written_down(edition, [change], by)


def refuse_taken(programme_id: int, code: str, but: Edition | None = None) -> None:
    """Raises CodeTaken when another edition of the half-year has this code, whatever its capitals."""
    taken = select(Edition).where(Edition.programme_id == programme_id, Edition.slug == code.lower())
    other = db.session.scalars(taken).one_or_none()
    if other is not None and other is not but:
        raise CodeTaken(code=code, title=other.title)


def change_agenda(edition: Edition, lines: list[AgendaLine], day: date | None, *, by: str) -> list[str]:
    """Let the agenda be these lines, on ``day``, in the order of their hours; without a day there is no agenda."""
    wanted = [
        (from_rome(day, starts), from_rome(day, ends), title, speakers or None)
        for starts, ends, title, speakers in sorted(lines, key=lambda line: line[:2])
        if day
    ]
    if [(item.starts_at, item.ends_at, item.title, item.speakers) for item in edition.agenda] == wanted:
        return []
    edition.agenda = [
        AgendaItem(starts_at=starts, ends_at=ends, title=title, speakers=speakers)
        for starts, ends, title, speakers in wanted
    ]
    return _written_down(edition, [_("scaletta")], by)


def _written_down(edition: Edition, changes: list[str], by: str) -> list[str]:
    if changes:
        edition.updated_at = now()
        note(edition.about, "edition.changed", by, change="; ".join(changes))
    return changes


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, list):
        return set(before) == set(after)
    return bool(before == after or (not before and not after and before != 0 and after != 0))


def _change(name: str, before: Any, after: Any) -> str:
    if name == "translations":
        return str(FACTS[name])
    return f"{FACTS[name]} {in_words(_plain(before))} → {in_words(_plain(after))}"


def _plain(value: Any) -> Any:
    """Records by their names."""
    if isinstance(value, list):
        return sorted(one.name for one in value)
    return getattr(value, "title", None) or getattr(value, "name", None) if hasattr(value, "id") else value
