"""The presence grid as it comes back: only what was changed on it is written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.attendance.register import Line

CELL = re.compile(r"[0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9}")


@dataclass(frozen=True)
class Change:
    """One cell of the grid whose minutes are not those that were shown."""

    registration_id: int
    meeting_id: int
    minutes: int


class NotMinutes(ValueError):
    """What was typed in a cell is no whole number of minutes."""


def shown(lines: list[Line]) -> str:
    """What the grid shows, to travel with it: ``registration.meeting.minutes`` per cell.

    Only cells that differ from it are changes: a person read at the door while the page was open stays in.
    """
    return " ".join(
        f"{line.registration.id}.{presence.meeting.id}.{presence.minutes}"
        for line in lines
        for presence in line.presences
    )


def changes(form: Mapping[str, str], longest: Mapping[int, int]) -> Iterator[Change]:
    """The changed cells of a submitted grid; ``longest`` are the minutes of each meeting that may be written.

    A ticked cell without minutes is the whole meeting. Raises NotMinutes; ValueError when the grid is not one of ours.
    """
    for cell in form.get("mostrate", "").split():
        if not CELL.fullmatch(cell):
            raise ValueError(cell)
        registration, meeting, before = (int(part) for part in cell.split("."))
        if meeting not in longest:
            continue
        minutes = _minutes(form, f"{registration}-{meeting}", before, longest[meeting])
        if minutes != before:
            yield Change(registration, meeting, minutes)


def _minutes(form: Mapping[str, str], cell: str, before: int, longest: int) -> int:
    typed = form.get(f"minuti-{cell}", "").strip()
    if not typed.isdecimal() and typed:
        raise NotMinutes(typed)
    ticked = f"presente-{cell}" in form
    if not ticked and before:  # the tick was taken away: whatever stands in the box no longer counts
        return 0
    if typed:
        return int(typed)
    return longest if ticked else 0
