"""What a draft names, as records: themes, labs, venues, rooms, partners and the rest, found by their words or added."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from app.db import db
from app.lib.names import folded, slug, tidy, tidy_lines
from app.programme.change import Change, ChangeKind
from app.programme.draft import DraftEdition, DraftRoom, DraftVenue
from app.programme.models import (
    Activity,
    ActivityKind,
    Edition,
    Facilitator,
    Funding,
    Lab,
    NetworkingDay,
    Partner,
    Room,
    Theme,
    ThemeColour,
    Venue,
)

SAME_DEGREES = 1e-7  # a centimetre
VENUE_FACTS = {
    "name": "nome",
    "is_online": "online",
    "address": "indirizzo",
    "municipality": "comune",
    "is_step_free": "senza barriere",
    "latitude": "latitudine",
    "longitude": "longitudine",
    "has_lift": "ascensore",
    "directions": "come arrivare",
}
ROOM_FACTS = {"name": "nome", "seats": "posti", "fire_limit": "capienza", "equipment": "attrezzature"}
ON_ONE_LINE = {"name", "address", "municipality"}
KINDS: dict[ActivityKind, type[Activity]] = {ActivityKind.LAB: Lab, ActivityKind.NETWORKING_DAY: NetworkingDay}


class Records:
    """All records that drafts may name, looked up once. ``changes`` says what a draft made different."""

    def __init__(self) -> None:
        load = db.session.scalars
        self.venues = {venue.name_key: venue for venue in load(select(Venue))}
        self.rooms = {(room.venue.name_key, room.name_key): room for room in load(select(Room))}
        self.themes = {theme.slug: theme for theme in load(select(Theme))}
        self.activities = {(activity.kind, activity.title_key): activity for activity in load(select(Activity))}
        self.partners = {partner.name_key: partner for partner in load(select(Partner))}
        self.facilitators = {one.name_key: one for one in load(select(Facilitator))}
        self.fundings = {folded(funding.name): funding for funding in load(select(Funding))}
        self.changes: list[Change] = []

    def take_venues(self, drafts: Iterable[DraftVenue]) -> None:
        """Add or bring up to date the venues and rooms; what the sheet leaves blank stays as it is."""
        for draft in drafts:
            venue = self.venues.get(draft.key)
            if venue is None:
                venue = self.venues[draft.key] = Venue(name=draft.name, name_key=draft.key)
                db.session.add(venue)
                for fact in VENUE_FACTS:
                    setattr(venue, fact, getattr(draft, fact))
                venue.is_online = bool(draft.is_online)
            else:
                self._bring_up_to_date(venue, draft, VENUE_FACTS, _("sede %(name)s", name=venue.name))
            for key, room in draft.rooms.items():
                self._take_room(venue, key, room)

    def _take_room(self, venue: Venue, key: str, draft: DraftRoom) -> None:
        room = self.rooms.get((venue.name_key, key))
        if room is None:
            room = self.rooms[venue.name_key, key] = Room(venue=venue, name=draft.name, name_key=key)
            db.session.add(room)
            for fact in ROOM_FACTS:
                setattr(room, fact, getattr(draft, fact))
        else:
            self._bring_up_to_date(room, draft, ROOM_FACTS, f"{room.name}, {venue.name}")

    def _bring_up_to_date(self, record: Any, draft: Any, facts: dict[str, str], called: str) -> None:
        for fact, words in facts.items():
            before, after = getattr(record, fact), getattr(draft, fact)
            same = same_on_a_line if fact in ON_ONE_LINE else same_in_a_cell
            if (after is not None or fact in draft.rubs_out) and not same(before, after):
                setattr(record, fact, after)
                self.changes.append(said(called, words, before, after).of(ChangeKind.PLACES))

    def activity(self, draft: DraftEdition) -> Activity:
        """The lab or networking day of this title, with the theme and discretion that the draft says."""
        key = (draft.kind, folded(draft.title))
        activity = self.activities.get(key)
        if activity is None:
            activity = self.activities[key] = KINDS[draft.kind](
                title=draft.title,
                title_key=key[1],
                theme=self.theme(draft.theme),
                is_reserved=bool(draft.is_reserved),
            )
            db.session.add(activity)
        if not same_on_a_line(activity.title, draft.title):
            self._change_lab(activity, "title", _("titolo"), activity.title, draft.title)
        if (theme := self.theme(draft.theme)) is not activity.theme:
            self._change_lab(activity, "theme", _("tema"), activity.theme.name, draft.theme, theme)
        if draft.is_reserved is not None and activity.is_reserved != draft.is_reserved:
            self._change_lab(activity, "is_reserved", _("riservato"), activity.is_reserved, draft.is_reserved)
        return activity

    def _change_lab(self, activity: Activity, fact: str, what: str, before: Any, after: Any, new: Any = None) -> None:
        self.changes.append(said(activity.title, what, before, after).of(ChangeKind.PLACES))
        setattr(activity, fact, after if new is None else new)

    def theme(self, name: str) -> Theme:
        """By its name, which the office may have changed since; else by the word that is in its address; else new."""
        named = next((theme for theme in self.themes.values() if folded(theme.name) == folded(name)), None)
        if found := named or self.themes.get(slug(name)):
            return found
        taken = [theme.colour for theme in self.themes.values()]
        new = Theme(name=name, slug=slug(name), colour=min(ThemeColour, key=taken.count))
        return self.themes.setdefault(new.slug, new)

    def partners_named(self, names: list[str]) -> list[Partner]:
        return [self.partners.setdefault(folded(name), Partner(name=name, name_key=folded(name))) for name in names]

    def facilitators_named(self, names: list[str]) -> list[Facilitator]:
        """Who leads; what a sheet names for the first time is a function until the office says it is a person."""
        return [
            self.facilitators.setdefault(folded(name), Facilitator(name=name, name_key=folded(name), is_person=False))
            for name in names
        ]

    def funding(self, name: str | None) -> Funding | None:
        return self.fundings.setdefault(folded(name), Funding(name=name)) if name else None


def remove_unused(activities: Iterable[Activity]) -> None:
    """Delete those of ``activities`` that no edition of any half-year is of any more."""
    for activity in activities:
        if not db.session.scalar(select(Edition.id).where(Edition.activity_id == activity.id).limit(1)):
            db.session.delete(activity)


def same_in_a_cell(before: object, after: object) -> bool:
    """Whether a sheet would say the same of both: invisible letters and line ends of another kind are no difference."""
    if isinstance(before, float) and isinstance(after, float):
        return abs(before - after) < SAME_DEGREES
    if isinstance(before, str) or isinstance(after, str):
        return _as_read(before) == _as_read(after)
    return before == after


def same_on_a_line(before: str | None, after: str | None) -> bool:
    """The same, of what a cell says on one line: names, titles, addresses."""
    return same_in_a_cell(tidy(before or ""), tidy(after or ""))


def _as_read(text: object) -> str:
    return tidy_lines(text) if isinstance(text, str) and tidy(text) not in {"-", "–", "—"} else ""


def said(called: str, what: str, before: object, after: object) -> Change:
    """«CV-1: posti 16 → 20»."""
    was, becomes = in_words(before), in_words(after)
    return Change(called, f"{what} {was} → {becomes}", what=what, before=was, after=becomes)


def in_words(value: object) -> str:
    if value is None or value == "":
        return _("(niente)")
    if isinstance(value, bool):
        return _("sì") if value else _("no")
    if isinstance(value, list):
        return "; ".join(value) or _("(niente)")
    if hasattr(value, "strftime"):
        return f"{value:%d/%m/%Y}"
    text = tidy(str(value))
    return f"«{text if len(text) <= 80 else f'{text[:79]}…'}»" if isinstance(value, str) else text
