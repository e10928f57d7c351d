"""A sheet with headings, read row by row; every fault is one sentence that says where it is and what to do."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from flask_babel import gettext as _

from app.lib.cells import UnreadableCell, as_lines, as_text
from app.lib.names import folded, tidy
from app.lib.tables import Table

ROWS_WITH_HEADINGS = 30  # headings are looked for in the first rows, below a title and a note or two
RECOGNISED_HEADINGS = 2  # fewer than these in one row, and it is no row of headings

Value = TypeVar("Value")


@dataclass(frozen=True)
class Fault:
    """One sentence. ``sheet``, ``row`` and ``column`` count from 1, 0 for the whole file, sheet or row; ``what`` is the
    sentence without the words that say where, for who already sees where.
    """

    sentence: str
    sheet: int = 0
    row: int = 0
    column: int = 0  # orders the faults of a row; there is a cell there only if ``in_cell``
    what: str = ""
    in_cell: bool = False

    def __str__(self) -> str:
        return self.sentence


class FaultySheet(Exception):
    """The file cannot be taken as it is. ``found`` are all of its faults, in reading order, ``faults`` their sentences;
    ``sheets`` is what was read, by number.
    """

    def __init__(self, found: Sequence[Fault], sheets: Mapping[int, "Sheet"] | None = None) -> None:
        self.faults = [fault.sentence for fault in found]
        super().__init__("\n".join(self.faults))
        self.found, self.sheets = found, sheets or {}


class Faults:
    """What is wrong in one file. A cell is blamed once, however often it is read: one cause, one sentence."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.sheets: dict[int, Sheet] = {}
        self.warnings: list[Fault] = []
        self._faults: dict[tuple[int, int, int, str], Fault] = {}

    def __bool__(self) -> bool:
        return bool(self._faults)

    def of_file(self, what: str) -> None:
        self._add(Fault(f"{self.file}: {what}", what=what))

    def _add(self, fault: Fault) -> None:
        where = (fault.sheet, fault.row, fault.column, "" if fault.column else fault.sentence)
        self._faults.setdefault(where, fault)

    def warning_sentences(self) -> list[str]:
        return list(dict.fromkeys(warning.sentence for warning in _in_order(self.warnings)))

    def raise_any(self) -> None:
        """Raises FaultySheet when there is any fault."""
        if self:
            raise FaultySheet(_in_order(self._faults.values()), self.sheets)


def _in_order(faults: Iterable[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: (fault.sheet, fault.row, fault.column))


class Sheet:
    """One table of the file, its headings found by their folded words, in any order, case and spacing.

    ``columns`` are the headings we know: a field's name → the words people may head it with, the proper ones first.
    """

    def __init__(
        self, table: Table, columns: Mapping[str, tuple[str, ...]], needed: set[str], faults: Faults, number: int = 1
    ) -> None:
        self.table, self.columns, self.faults, self.number = table, columns, faults, number
        self.headings_at = 0  # index in table.rows
        self.places: dict[str, int] = {}
        faults.sheets[number] = self
        self._find_headings()
        if not self.places:
            self.fault(
                _(
                    "non trovo la riga delle intestazioni. Scrivi in una riga in alto: %(headings)s.",
                    headings=", ".join(self.columns[field][0] for field in columns if field in needed),
                )
            )
        else:
            for field in columns:
                if field in needed and field not in self.places:
                    self.fault(
                        _("manca la colonna «%(heading)s». Aggiungila.", heading=columns[field][0]),
                        row=self.headings_at + 1,
                    )

    def _find_headings(self) -> None:
        known = {folded(word): field for field, words in self.columns.items() for word in words}
        best: dict[str, list[int]] = {}
        for index, row in enumerate(self.table.rows[:ROWS_WITH_HEADINGS]):
            found: dict[str, list[int]] = {}
            for place, value in enumerate(row):
                if isinstance(value, str) and (field := known.get(folded(value))):
                    found.setdefault(field, []).append(place)
            if len(found) > len(best) and len(found) >= min(RECOGNISED_HEADINGS, len(self.columns)):
                best, self.headings_at = found, index
        self.places = {field: places[0] for field, places in best.items()}
        for field, places in best.items():
            if len(places) > 1:
                self.fault(
                    _("la colonna «%(heading)s» c'è due volte. Lasciane una.", heading=self.heading(field)),
                    row=self.headings_at + 1,
                )

    @property
    def is_readable(self) -> bool:
        return bool(self.places)

    def has(self, field: str) -> bool:
        return field in self.places

    def heading(self, field: str) -> str:
        """The column's name as the sheet writes it, or as it should."""
        if field in self.places:
            return tidy(str(self.table.rows[self.headings_at][self.places[field]]))
        return self.columns[field][0]

    def above(self) -> list[str]:
        """The texts above the headings: the title, usually."""
        cells = (value for row in self.table.rows[: self.headings_at] for value in row)
        return [tidy(value) for value in cells if isinstance(value, str) and value.strip()]

    def rows(self) -> list["Row"]:
        """The rows below the headings that hold anything in a known column."""
        found = []
        for index, cells in enumerate(self.table.rows[self.headings_at + 1 :], start=self.headings_at + 2):
            values = {field: cells[place] if place < len(cells) else None for field, place in self.places.items()}
            if any(value is not None and tidy(str(value)) for value in values.values()):
                found.append(Row(self, index, values))
        return found

    def where(self, row: int = 0, field: str | None = None) -> str:
        """«programma.xlsx, foglio «Programma», riga 5, colonna «Alle»», as much as is known."""
        parts = [self.faults.file]
        if self.table.name:
            parts.append(_("foglio «%(sheet)s»", sheet=self.table.name))
        if row:
            parts.append(_("riga %(row)s", row=row))
        if field:
            parts.append(_("colonna «%(column)s»", column=self.heading(field)))
        return ", ".join(parts)

    def fault(self, what: str, row: int = 0, field: str | None = None) -> None:
        self.faults._add(self._said(what, row, field))

    def warn(self, what: str, row: int = 0, field: str | None = None) -> None:
        self.faults.warnings.append(self._said(what, row, field))

    def _said(self, what: str, row: int, field: str | None) -> Fault:
        column = self.places.get(field, len(self.places)) + 1 if field else 0
        in_cell = bool(row and field in self.places)
        return Fault(f"{self.where(row, field)}: {what}", self.number, row, column, what, in_cell)


@dataclass(frozen=True)
class Row:
    """One row of the sheet, by the fields' names."""

    sheet: Sheet
    number: int
    values: dict[str, object]

    def is_blank(self, field: str) -> bool:
        value = self.values.get(field)
        return value is None or tidy(str(value)) in {"", "-", "–", "—"}

    def has(self, field: str) -> bool:
        return not self.is_blank(field)

    def read(self, field: str, reading: Callable[[object], Value]) -> Value | None:
        """What ``reading`` makes of the cell; None when blank, or unreadable and then blamed."""
        if self.is_blank(field):
            return None
        try:
            return reading(self.values[field])
        except UnreadableCell as error:
            self.fault(str(error), field)
            return None

    def text(self, field: str, longest: int, with_lines: bool = False) -> str | None:
        """The cell's text, on one line unless ``with_lines``, blamed when over ``longest`` letters."""
        text = self.read(field, as_lines if with_lines else as_text)
        if text and len(text) > longest:
            self.fault(
                _(
                    "il testo è di %(length)s caratteri, il massimo è %(longest)s. Accorcialo.",
                    length=len(text),
                    longest=longest,
                ),
                field,
            )
            return None
        return text or None

    def fault(self, what: str, field: str | None = None) -> None:
        self.sheet.fault(what, self.number, field)

    def warn(self, what: str, field: str | None = None) -> None:
        self.sheet.warn(what, self.number, field)
