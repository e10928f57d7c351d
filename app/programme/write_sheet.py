"""A half-year as a spreadsheet: the one that the import reads, so that taking it out and bringing it back is no change.

Every fact stands in one cell: what is the edition's in its first row, addresses in «Sedi» alone. The words are Italian
in every language, because they are what the import looks for.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from app.db import db
from app.lib.clock import now, rome
from app.lib.names import tidy, tidy_lines
from app.lib.workbook import Column, Page, write_workbook
from app.programme import catalogue, read_agenda, read_editions, read_venues
from app.programme.models import ActivityKind, Edition, Meeting, Programme, Venue
from app.programme.names_in_a_cell import joined_names
from app.programme.read_programme import AGENDA, PROGRAMME, VENUES
from app.programme.stamp import stamp
from app.programme.states import states_of

KINDS = {ActivityKind.LAB: "Laboratorio", ActivityKind.NETWORKING_DAY: "Giornata di networking"}
YES_OR_NO = ("sì", "no")
EDITION_FIELDS = {  # the columns in the order that people know, with their widths in letters
    "code": 10, "kind": 14, "title": 34, "theme": 20, "summary": 46, "number": 9, "day": 12, "starts": 8, "ends": 8,
    "venue": 26, "room": 20, "seats": 8, "minimum_people": 9, "partners": 24, "facilitators": 24,
    "sign_up_opens_on": 12, "sign_up_closes_on": 12, "audience": 30, "is_reserved": 10, "notes": 30, "funding": 22,
    "online_url": 30, "state": 14,
}  # fmt: skip
AGENDA_FIELDS = {"code": 10, "starts": 8, "ends": 8, "title": 60, "speakers": 44}
VENUE_FIELDS = {
    "venue": 28, "room": 22, "address": 28, "municipality": 20, "is_step_free": 10, "has_lift": 11, "seats": 8,
    "fire_limit": 10, "latitude": 11, "longitude": 11, "equipment": 28, "directions": 34, "is_online": 9,
}  # fmt: skip
CHOICES: dict[str, Sequence[str] | str] = {
    "kind": tuple(KINDS.values()),
    "venue": f"{VENUES}!A",
    "is_reserved": YES_OR_NO,
    "is_step_free": YES_OR_NO,
    "has_lift": YES_OR_NO,
    "is_online": YES_OR_NO,
}
Row = dict[str, object]


def write_sheet(programme: Programme) -> bytes:
    """The half-year as an .xlsx that the import reads."""
    editions = _editions(programme)
    rows: list[Row] = []
    first_rows: set[int] = set()
    for edition in editions:
        first_rows.add(len(rows))
        rows += _rows(edition)
    above = (tidy(programme.title), stamp(programme.slug, now()))
    agenda = [line for edition in editions for line in _agenda(edition)]
    pages = pages_of(above, rows, agenda, [row for venue in _venues(editions) for row in _rooms(venue)], first_rows)
    return write_workbook(pages, tidy(programme.title), now())


def pages_of(
    above: Sequence[str], rows: list[Row], agenda: list[Row], venues: list[Row], first_rows: Iterable[int] = ()
) -> list[Page]:
    """The three sheets, each row by the names of its fields."""
    return [
        _page(PROGRAMME, EDITION_FIELDS, read_editions.COLUMNS, rows, above, frozenset(first_rows)),
        _page(AGENDA, AGENDA_FIELDS, read_agenda.COLUMNS, agenda),
        _page(VENUES, VENUE_FIELDS, read_venues.COLUMNS, venues),
    ]


def _page(
    name: str,
    fields: dict[str, int],
    headings: dict[str, tuple[str, ...]],
    rows: list[Row],
    above: Sequence[str] = (),
    groups: frozenset[int] = frozenset(),
) -> Page:
    choices = CHOICES if name != VENUES else {**CHOICES, "venue": ()}
    columns = [Column(headings[field][0], width, choices.get(field, ())) for field, width in fields.items()]
    return Page(name, columns, [[row.get(field) for field in fields] for row in rows], above, groups)


def _editions(programme: Programme) -> list[Edition]:
    """All of them, with what their rows say, in a fixed number of queries."""
    editions = catalogue.editions_of(programme, with_agenda=True)
    shown = (selectinload(Edition.facilitators), selectinload(Edition.partners), selectinload(Edition.funding))
    db.session.scalars(select(Edition).where(Edition.programme_id == programme.id).options(*shown)).all()
    return editions


def _rows(edition: Edition) -> list[Row]:
    """A row for each meeting, the first with all that the edition says; an edition without meetings has one row."""
    meetings: list[Meeting | None] = [meeting for meeting in edition.meetings if meeting.cancelled_at is None]
    rows = [_meeting(meeting, number, len(meetings)) for number, meeting in enumerate(meetings, start=1) if meeting]
    first = rows[0] if rows else {}
    return [{"code": edition.code, **row} for row in [{**_facts(edition), **first}, *rows[1:]]]


def _facts(edition: Edition) -> Row:
    return {
        "kind": KINDS[ActivityKind(edition.activity.kind)],
        "title": tidy(edition.activity.title),
        "theme": tidy(edition.activity.theme.name),
        "summary": _lines(edition.summary),
        "seats": edition.seats,
        "minimum_people": edition.minimum_people,
        "partners": joined_names([partner.name for partner in edition.partners]),
        "facilitators": joined_names([one.name for one in edition.facilitators]),
        "sign_up_opens_on": edition.sign_up_opens_on,
        "sign_up_closes_on": edition.sign_up_closes_on,
        "audience": _lines(edition.audience),
        "is_reserved": _flag(edition.is_reserved),
        "notes": _lines(edition.notes),
        "funding": tidy(edition.funding.name) if edition.funding else None,
        "online_url": edition.online_url,
        "state": ", ".join(states_of(edition)),
    }


def _meeting(meeting: Meeting, number: int, of: int) -> Row:
    return {
        "number": f"{number}/{of}",
        "day": meeting.day,
        "starts": f"{rome(meeting.starts_at):%-H.%M}",
        "ends": f"{rome(meeting.ends_at):%-H.%M}",
        "venue": tidy(meeting.venue.name),
        "room": tidy(meeting.room.name) if meeting.room else None,
    }


def _agenda(edition: Edition) -> list[Row]:
    return [
        {
            "code": edition.code,
            "starts": f"{rome(item.starts_at):%-H.%M}",
            "ends": f"{rome(item.ends_at):%-H.%M}",
            "title": tidy(item.title),
            "speakers": tidy(item.speakers or ""),
        }
        for item in edition.agenda
    ]


def _venues(editions: list[Edition]) -> list[Venue]:
    """Those of the half-year, and those that the next one may use."""
    used = {meeting.venue_id for edition in editions for meeting in edition.meetings}
    wanted = select(Venue).where(or_(Venue.id.in_(used), Venue.is_retired.is_(False)))
    return list(db.session.scalars(wanted.options(selectinload(Venue.rooms)).order_by(Venue.name)))


def _rooms(venue: Venue) -> list[Row]:
    """A row for each room, the first with all that the venue says; a venue without rooms has one row."""
    facts: Row = {
        "address": tidy(venue.address or ""),
        "municipality": tidy(venue.municipality or ""),
        "is_step_free": _flag(venue.is_step_free),
        "has_lift": _flag(venue.has_lift),
        "latitude": venue.latitude,
        "longitude": venue.longitude,
        "directions": _lines(venue.directions),
        "is_online": _flag(venue.is_online),
    }
    rooms: list[Row] = [
        {
            "room": tidy(room.name),
            "seats": room.seats,
            "fire_limit": room.fire_limit,
            "equipment": _lines(room.equipment),
        }
        for room in venue.rooms
    ]
    return [{"venue": tidy(venue.name), **row} for row in [{**facts, **(rooms[0] if rooms else {})}, *rooms[1:]]]


def _flag(value: bool | None) -> str | None:
    return None if value is None else YES_OR_NO[not value]


def _lines(text: str | None) -> str:
    return tidy_lines(text or "")
