"""What the rows of one edition say together: each may repeat it or leave it blank, and none may contradict."""

from collections.abc import Callable
from typing import TypeVar

from flask_babel import gettext as _

from app.lib.cells import as_text
from app.lib.names import folded, tidy
from app.lib.sheets import Row
from app.programme.names_in_a_cell import split_names

LONGEST_NAME, LONGEST_TEXT = 120, 2_000  # letters

Value = TypeVar("Value")


def needed_said(rows: list[Row], field: str, reading: Callable[[object], Value], missing: str) -> Value | None:
    """What all ``rows`` say, or the fault that none says it."""
    if rows[0].sheet.has(field) and not any(row.has(field) for row in rows):
        rows[0].fault(missing, field)
    return one_said(rows, field, reading)


def one_said(rows: list[Row], field: str, reading: Callable[[object], Value]) -> Value | None:
    """The one value of an edition that its rows may repeat or leave blank; blamed when two rows differ."""
    said: dict[str, Row] = {}
    for row in rows:
        if row.has(field):
            said.setdefault(folded(str(row.values[field])) or str(row.values[field]), row)
    values = [(row, row.read(field, reading)) for row in said.values()]
    readable = [(row, value) for row, value in values if value is not None]
    if not readable:
        return None
    for row, value in readable[1:]:
        if not _agree(value, readable[0][1]) and len(readable) == len(values):
            row.fault(
                _(
                    "qui %(code)s ha «%(here)s», alla riga %(other)s «%(there)s». Scrivi lo stesso in tutte le righe.",
                    code=tidy(str(row.values.get("code") or "")),
                    here=as_text(row.values[field]),
                    other=readable[0][0].number,
                    there=as_text(readable[0][0].values[field]),
                ),
                field,
            )
            break
    return readable[0][1]


def _agree(one: object, other: object) -> bool:
    return folded(one) == folded(other) if isinstance(one, str) and isinstance(other, str) else one == other


def text_said(rows: list[Row], field: str) -> str | None:
    """A longer text: the first row's, or the notes of all rows that differ, one a line."""
    texts: dict[str, str] = {}
    for row in rows:
        if text := row.text(field, LONGEST_TEXT, with_lines=True):
            texts.setdefault(folded(text), text)
    if field == "notes":
        return "\n".join(texts.values()) or None
    return next(iter(texts.values()), None)


def names_said(rows: list[Row], field: str) -> list[str]:
    """The names of all rows, each once."""
    names: dict[str, str] = {}
    for row in rows:
        if not row.has(field):
            continue
        for part in split_names(str(row.values[field])):
            if len(part) > LONGEST_NAME:
                row.fault(
                    _("un nome può avere al massimo %(longest)s caratteri. Accorcialo.", longest=LONGEST_NAME), field
                )
            elif folded(part):
                names.setdefault(folded(part), part)
    return list(names.values())
