"""The board: weeks across, venues and rooms (or who leads, or themes) down, and every meeting a card. Pure arranging.

Cards are drawn on the lines of a grid: the first lines are the weeks' heads, then every row has as many lines as its
fullest week has cards. The order of the page is that of time, so that it also reads as a list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.lib.clock import rome, today
from app.programme.board_filters import BoardFilters
from app.programme.clash import Clash
from app.programme.closed_days import closed_days
from app.programme.conflicts import Calendar
from app.programme.models import Edition, Meeting, Programme, Room

HEAD_LINES = 2  # the week's days, and what is closed
MOST_LINES = 240  # that the style sheet knows; a longer board is shown as a list
MOST_SPAN = 40  # lines of one row
WEEKS_ON_PAPER = 9  # more are printed as a list

ROWS = {"sedi": _l("Sedi e sale"), "conduce": _l("Chi conduce"), "temi": _l("Temi")}


class RowKey(NamedTuple):
    """What a row is: rows are in the order of their keys. ``place`` is the venue and room, as forms name them."""

    last: bool
    name: str
    detail: str = ""
    place: str = ""


@dataclass
class Card:
    """A meeting in a row; ``again`` when another row shows it too."""

    edition: Edition
    meeting: Meeting
    row: RowKey
    again: bool = False
    line: int = 0
    blamed: list[Clash] = field(default_factory=list)  # said here
    party: list[Clash] = field(default_factory=list)  # said on the card of the other edition

    @property
    def when(self) -> str:
        """«gio 14/01, 9:30–12:30»."""
        starts, ends = rome(self.meeting.starts_at), rome(self.meeting.ends_at)
        return f"{format_date(starts.date(), 'EEE dd/MM')}, {starts:%-H:%M}–{ends:%-H:%M}"

    @property
    def state(self) -> str:
        """A word for what is not simply going to be held."""
        if self.edition.is_cancelled or self.meeting.cancelled_at:
            return _("Annullato")
        if self.edition.is_postponed:
            return _("Rinviato")
        return _("Bozza") if self.edition.is_draft else ""

    @property
    def leaders(self) -> str:
        return ", ".join(person.name for person in self.edition.facilitators)

    @property
    def is_off(self) -> bool:
        return self.edition.is_cancelled or self.edition.is_postponed or self.meeting.cancelled_at is not None

    @property
    def can_move(self) -> bool:
        return not self.is_off and not self.edition.is_closed and not self.edition.programme.is_archived


@dataclass
class Row:
    key: RowKey
    line: int
    span: int


@dataclass
class Week:
    monday: date
    closed: list[str] = field(default_factory=list)  # the days on which nothing is held, and why
    cards: list[Card] = field(default_factory=list)

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def label(self) -> str:
        """«28 dic – 3 gen»."""
        return f"{format_date(self.monday, 'd MMM')} – {format_date(self.sunday, 'd MMM')}"

    @property
    def is_now(self) -> bool:
        return self.monday <= today() <= self.sunday


@dataclass
class Board:
    weeks: list[Week]
    rows: list[Row]
    undated: list[Edition]
    clashes: list[Clash]  # of the cards that are shown

    @property
    def is_grid(self) -> bool:
        return not self.rows or self.rows[-1].line + self.rows[-1].span <= MOST_LINES

    @property
    def fits_paper(self) -> bool:
        return self.is_grid and len(self.weeks) <= WEEKS_ON_PAPER

    @property
    def is_empty(self) -> bool:
        return not any(week.cards for week in self.weeks) and not self.undated

    @property
    def errors(self) -> list[Clash]:
        return [clash for clash in self.clashes if clash.is_error]

    @property
    def warnings(self) -> list[Clash]:
        return [clash for clash in self.clashes if not clash.is_error]


def arrange(
    programme: Programme,
    editions: Sequence[Edition],
    clashes: Sequence[Clash],
    calendar: Calendar,
    filters: BoardFilters,
    rooms: Iterable[Room] = (),
) -> Board:
    """The board of these editions, as far as ``filters`` let it through; ``rooms`` have a row even when unused."""
    cards = [card for card in _cards(editions, filters.righe) if filters.keep(card.edition, card.meeting)]
    _blame(cards, clashes)
    if filters.scontri:
        cards = [card for card in cards if filters.keep_clashes(card.blamed + card.party)]
    weeks = _weeks(programme, cards, filters, calendar)
    keys = {card.row for card in cards}
    if filters.righe == "sedi" and not filters.asked_for_less():
        keys |= {_room_row(room) for room in rooms}
    undated = [edition for edition in editions if not edition.meetings and filters.keep_undated(edition)]
    shown = {card.edition.id for card in cards} | {edition.id for edition in undated}
    of_shown = [clash for clash in clashes if clash.edition.id in shown and filters.keep_clashes([clash])]
    return Board(weeks, _rows(sorted(keys), weeks), undated, of_shown)


def _cards(editions: Iterable[Edition], rows: str) -> list[Card]:
    cards = []
    for edition in editions:
        for meeting in edition.meetings:
            for number, key in enumerate(_row_keys(edition, meeting, rows)):
                cards.append(Card(edition, meeting, key, again=number > 0))
    return sorted(cards, key=lambda card: (card.meeting.starts_at, card.edition.code, card.row))


def _row_keys(edition: Edition, meeting: Meeting, rows: str) -> list[RowKey]:
    if rows == "temi":
        return [RowKey(False, edition.activity.theme.name)]
    if rows == "conduce":
        led_by = sorted({RowKey(False, person.name) for person in edition.facilitators})
        return led_by or [RowKey(True, _("Nessuno, per ora"))]
    if meeting.room:
        return [_room_row(meeting.room)]
    if meeting.venue.is_online:
        return [RowKey(True, meeting.venue.name, "", str(meeting.venue_id))]
    return [RowKey(False, meeting.venue.name, _("senza sala"), str(meeting.venue_id))]


def _room_row(room: Room) -> RowKey:
    return RowKey(room.venue.is_online, room.venue.name, room.name, f"{room.venue_id}-{room.id}")


def _blame(cards: Iterable[Card], clashes: Iterable[Clash]) -> None:
    """Give its clashes to the first card of each meeting; those of a whole edition have no card."""
    by_meeting: dict[int, Card] = {}
    for card in cards:
        by_meeting.setdefault(card.meeting.id, card)
    for clash in clashes:
        if clash.meeting and clash.meeting.id in by_meeting:
            by_meeting[clash.meeting.id].blamed.append(clash)
        if clash.other_meeting and clash.other_meeting.id in by_meeting:
            by_meeting[clash.other_meeting.id].party.append(clash)


def _weeks(programme: Programme, cards: Sequence[Card], filters: BoardFilters, calendar: Calendar) -> list[Week]:
    first, last = filters.span(programme)
    mondays = {_monday(card.meeting.day) for card in cards}
    monday = _monday(first)
    while monday <= last:
        mondays.add(monday)
        monday += timedelta(days=7)
    towns = sorted({card.meeting.venue.municipality for card in cards if card.meeting.venue.municipality})
    weeks = {monday: Week(monday, closed_days(monday, calendar, towns)) for monday in sorted(mondays)}
    for card in cards:
        weeks[_monday(card.meeting.day)].cards.append(card)
    return list(weeks.values())


def _rows(keys: Sequence[RowKey], weeks: Iterable[Week]) -> list[Row]:
    """Give every card its line, and every row the lines of its fullest week."""
    fullest = dict.fromkeys(keys, 1)
    for week in weeks:
        in_week: dict[RowKey, int] = {}
        for card in week.cards:
            card.line = in_week.get(card.row, 0)
            in_week[card.row] = min(card.line + 1, MOST_SPAN - 1)
            fullest[card.row] = max(fullest[card.row], card.line + 1)
    line = HEAD_LINES + 1
    rows = {}
    for key in keys:
        rows[key] = Row(key, line, fullest[key])
        line += fullest[key]
    for week in weeks:
        for card in week.cards:
            card.line += rows[card.row].line
    return list(rows.values())


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
