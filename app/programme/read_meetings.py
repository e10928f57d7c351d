"""The rows of one edition as its meetings: when, where, and in which order."""

import re
from datetime import date, datetime, time

from flask_babel import gettext as _

from app.lib.cells import as_day, as_hour, as_text
from app.lib.clock import from_rome
from app.lib.sheets import Row
from app.programme.draft import DraftMeeting
from app.programme.read_venues import Venues

_NUMBER = re.compile(r"(\d{1,2})(?:\s*(?:/|-|di|su)\s*(\d{1,2}))?")


def read_meetings(rows: list[Row], venues: Venues) -> list[DraftMeeting]:
    """The meetings whose rows can be read; blank cells of a later row are those of the first."""
    meetings = []
    for row in rows:
        meeting = _meeting(row, rows[0], venues)
        if meeting:
            meetings.append(meeting)
    _check_numbers(rows)
    _check_overlaps(meetings, rows)
    return sorted(meetings, key=lambda meeting: meeting.starts_at)


def _meeting(row: Row, first: Row, venues: Venues) -> DraftMeeting | None:
    inherits = first if first is not row else None
    if row.sheet.has("day") and row.is_blank("day"):
        row.fault(_("manca la data. Scrivila, come 14/01/2027."), "day")
    day = row.read("day", as_day)
    hours = []
    for field, missing in (
        ("starts", _("manca l'ora d'inizio. Scrivila, come 9:30.")),
        ("ends", _("manca l'ora di fine. Scrivila, come 12:30.")),
    ):
        source = row if row.has(field) or inherits is None else inherits
        if row.sheet.has(field) and source.is_blank(field):
            source.fault(missing, field)
        hours.append(source.read(field, as_hour))
    starts, ends = hours
    place = venues.add(row, inherits)
    if place is None and row.sheet.has("venue") and row.is_blank("venue"):
        (inherits or row).fault(_("manca la sede. Scrivila, o scrivi «Online»."), "venue")
    if starts and ends and ends <= starts:
        source = row if row.has("ends") or row.has("starts") else first
        source.fault(
            _(
                "finisce alle %(ends)s ma comincia alle %(starts)s. Correggi l'ora d'inizio o di fine.",
                ends=_hour(ends),
                starts=_hour(starts),
            ),
            "ends",
        )
        return None
    if not (day and starts and ends and place):
        return None
    return DraftMeeting(
        row=row.number,
        starts_at=from_rome(day, starts),
        ends_at=from_rome(day, ends),
        venue=place[0],
        room=place[1] or None,
    )


def _check_numbers(rows: list[Row]) -> None:
    """«Incontro» says 1/3, 2/3, 3/3: the same number twice is a fault, a total that is not so a warning."""
    seen: dict[int, Row] = {}
    totals: set[int] = set()
    for row in rows:
        if row.is_blank("number"):
            continue
        found = _number_of(row)
        if found is None:
            row.warn(_("«%(text)s» non dice quale incontro è: non ne tengo conto.", text=_shown(row)), "number")
            continue
        number, total = found
        if number in seen:
            row.fault(
                _(
                    "l'incontro %(number)s c'è già alla riga %(other)s. Correggi il numero, o dai un altro codice alla "
                    "riga.",
                    number=number,
                    other=seen[number].number,
                ),
                "number",
            )
        seen.setdefault(number, row)
        if total:
            totals.add(total)
            if number > total:
                row.fault(
                    _(
                        "l'incontro %(number)s di %(total)s non può esserci. Correggi il numero.",
                        number=number,
                        total=total,
                    ),
                    "number",
                )
    if totals and totals != {len(rows)}:
        rows[0].warn(
            _(
                "«Incontro» dice %(total)s incontri, le righe sono %(rows)s: tengo quelle che ci sono.",
                total=max(totals),
                rows=len(rows),
            ),
            "number",
        )


def _number_of(row: Row) -> tuple[int, int | None] | None:
    value = row.values["number"]
    if isinstance(value, datetime | date):  # a spreadsheet takes 1/3 for the first of March
        return value.day, value.month
    found = _NUMBER.fullmatch(_shown(row).lower())
    return (int(found[1]), int(found[2]) if found[2] else None) if found else None


def _shown(row: Row) -> str:
    return row.read("number", as_text) or ""


def _check_overlaps(meetings: list[DraftMeeting], rows: list[Row]) -> None:
    by_number = {row.number: row for row in rows}
    for index, meeting in enumerate(meetings):
        for other in meetings[:index]:
            if meeting.starts_at < other.ends_at and other.starts_at < meeting.ends_at:
                by_number[meeting.row].fault(
                    _(
                        "l'incontro si sovrappone a quello della riga %(other)s, della stessa edizione. Correggi la "
                        "data o l'orario.",
                        other=other.row,
                    ),
                    "day",
                )
                break


def _hour(hour: time) -> str:
    return f"{hour.hour}:{hour.minute:02}"
