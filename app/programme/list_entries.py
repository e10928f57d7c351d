"""The office's lists: an entry added, changed, deleted when nothing uses it. What each list is stands at the end."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy import func, select
from sqlalchemy.sql.elements import ColumnElement

from app.db import db
from app.journal.note import note
from app.lib.names import LONGEST_KEY, folded, slug
from app.programme.models import (
    Activity,
    Edition,
    Facilitator,
    Funding,
    Meeting,
    Partner,
    Picture,
    Programme,
    Room,
    Theme,
    ThemeColour,
    Venue,
)
from app.programme.models.edition import edition_facilitators, edition_partners
from app.programme.records_of_draft import in_words
from app.programme.refusals import EntryInUse, NameTaken

LONG = {"directions", "words", "translations", "available_at", "logo"}  # said to have changed, not what into
COLOURS: dict[str, LazyString] = {
    ThemeColour.BLUE: _l("blu"),
    ThemeColour.TEAL: _l("petrolio"),
    ThemeColour.GREEN: _l("verde"),
    ThemeColour.OLIVE: _l("oliva"),
    ThemeColour.ORANGE: _l("arancio"),
    ThemeColour.RED: _l("rosso"),
    ThemeColour.PURPLE: _l("viola"),
    ThemeColour.GREY: _l("grigio"),
}


@dataclass(frozen=True)
class Listed:
    """A list: its name in the journal, its records, their facts in words, and the columns that refer to them.

    ``key`` is the column that makes two names the same name, and ``keyed`` what it holds of a name.
    """

    kind: str
    record: type[Any]
    facts: dict[str, LazyString]
    used_in: tuple[ColumnElement[Any], ...]
    key: str = "name_key"
    keyed: Callable[[str], str] = lambda name: folded(name)[:LONGEST_KEY]

    def about(self, entry: Any) -> str:
        """How the journal names an entry of this list."""
        return f"{self.kind}/{entry.id}"


def add_entry(listed: Listed, facts: dict[str, Any], *, by: str, **where: Any) -> Any:
    """A new entry with these ``facts``; ``where`` are columns that nobody types. Raises NameTaken."""
    _refuse_taken(listed, facts["name"], where.get("venue"))
    entry = listed.record(**facts, **where)
    if listed.key != "name":
        setattr(entry, listed.key, listed.keyed(facts["name"]))
    db.session.add(entry)
    db.session.flush()
    note(listed.about(entry), "list.added", by, name=entry.name)
    return entry


def change_entry(listed: Listed, entry: Any, facts: dict[str, Any], *, by: str) -> list[str]:
    """Let the entry have these ``facts``; returns what changed, in sentences. Raises NameTaken."""
    changes = []
    for name, after in facts.items():
        before = getattr(entry, name)
        if before == after:
            continue
        if name == "name":
            _refuse_taken(listed, after, entry.venue if isinstance(entry, Room) else None, but=entry)
            if listed.key != "name":
                setattr(entry, listed.key, listed.keyed(after))
        changes.append(_said(listed, name, before, after))
        setattr(entry, name, after)
    if changes:
        note(listed.about(entry), "list.changed", by, name=entry.name, change="; ".join(changes))
        db.session.flush()
    return changes


def remove_entry(listed: Listed, entry: Any, *, by: str) -> None:
    """Delete an entry that nothing uses. Raises EntryInUse."""
    if uses(listed, [entry.id]).get(entry.id):
        raise EntryInUse(name=entry.name)
    note(listed.about(entry), "list.deleted", by, name=entry.name)
    for room in entry.rooms if isinstance(entry, Venue) else ():
        db.session.delete(room)
    db.session.flush()
    db.session.delete(entry)
    db.session.flush()


def uses(listed: Listed, ids: Iterable[int]) -> dict[int, int]:
    """How many times each of these entries is used, by id; those that nothing uses are left out."""
    found: dict[int, int] = {}
    for column in listed.used_in:
        counted = select(column, func.count()).where(column.in_(list(ids))).group_by(column)
        for entry_id, times in db.session.execute(counted):
            found[entry_id] = found.get(entry_id, 0) + times
    return found


def _refuse_taken(listed: Listed, name: str, venue: Venue | None, but: Any = None) -> None:
    others = select(listed.record)
    if venue is not None:
        others = others.where(Room.venue_id == venue.id)
    with db.session.no_autoflush:
        if any(folded(one.name) == folded(name) and one is not but for one in db.session.scalars(others)):
            raise NameTaken()


def _said(listed: Listed, name: str, before: Any, after: Any) -> str:
    words = str(listed.facts[name])
    if name in LONG:
        return words
    return f"{words} {in_words(_plain(before))} → {in_words(_plain(after))}"


def _plain(value: Any) -> Any:
    if isinstance(value, Picture):
        return value.sha256[:8]
    return str(COLOURS[value]) if value in COLOURS else value


VENUES = Listed(
    "venue",
    Venue,
    {
        "name": _l("nome"),
        "is_online": _l("online"),
        "address": _l("indirizzo"),
        "municipality": _l("comune"),
        "is_step_free": _l("senza gradini"),
        "has_lift": _l("ascensore"),
        "latitude": _l("latitudine"),
        "longitude": _l("longitudine"),
        "directions": _l("come arrivare"),
        "is_retired": _l("ritirata"),
    },
    (Meeting.venue_id.expression,),
)
ROOMS = Listed(
    "room",
    Room,
    {
        "name": _l("nome"),
        "seats": _l("posti"),
        "fire_limit": _l("capienza"),
        "equipment": _l("attrezzature"),
        "is_retired": _l("ritirata"),
    },
    (Meeting.room_id.expression,),
)
FACILITATORS = Listed(
    "facilitator",
    Facilitator,
    {
        "name": _l("nome"),
        "is_person": _l("è una persona"),
        "email": _l("e-mail"),
        "available_at": _l("disponibilità"),
        "is_retired": _l("non conduce più"),
    },
    (edition_facilitators.c.facilitator_id,),
)
PARTNERS = Listed(
    "partner",
    Partner,
    {"name": _l("nome"), "website": _l("sito"), "logo": _l("logo"), "is_retired": _l("non più proposto")},
    (edition_partners.c.partner_id,),
)
FUNDINGS = Listed(
    "funding",
    Funding,
    {"name": _l("nome"), "code": _l("codice"), "words": _l("frase")},
    (Edition.funding_id.expression, Programme.funding_id.expression),
    key="name",
    keyed=str,
)
THEMES = Listed(
    "theme",
    Theme,
    {"name": _l("nome"), "colour": _l("colore"), "translations": _l("traduzioni")},
    (Activity.theme_id.expression,),
    key="slug",
    keyed=slug,
)
