"""A faulty sheet as the person who wrote it sees it: the same rows and columns, each fault beside its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from app.lib.cells import UnreadableCell, as_text
from app.lib.sheets import Fault, Sheet

LONGEST_SHOWN = 80  # letters of a cell that is not at fault
MOST_ROWS = 400  # shown of one sheet


@dataclass
class CellView:
    text: str
    faults: list[Fault] = field(default_factory=list)


@dataclass
class RowView:
    """``faults`` are of the whole row."""

    number: int
    cells: list[CellView]
    faults: list[Fault] = field(default_factory=list)


@dataclass
class SheetView:
    """``letters`` and ``headings`` are of the columns; ``hidden`` rows have no fault and are not shown."""

    number: int
    name: str
    letters: list[str]
    headings: list[str]
    rows: list[RowView]
    hidden: int


def views_of(found: Sequence[Fault], sheets: Mapping[int, Sheet], all_rows: bool = False) -> list[SheetView]:
    """The sheets in which a row or a cell is at fault, with only those rows unless ``all_rows``."""
    views = [
        _view(sheet, [fault for fault in found if fault.sheet == number and fault.row], all_rows)
        for number, sheet in sorted(sheets.items())
    ]
    return [view for view in views if any(row.faults or any(cell.faults for cell in row.cells) for row in view.rows)]


def anchor(fault: Fault) -> str:
    """The id of the place in the page where the fault is shown."""
    if not fault.row:
        return "foglio"
    return f"f{fault.sheet}-{fault.row}-{fault.column if fault.in_cell else 0}"


def where(fault: Fault, sheets: Mapping[int, Sheet]) -> tuple[str, int, str]:
    """The sheet's name, the row and the column's heading, as far as the fault has them; '' and 0 else."""
    sheet = sheets.get(fault.sheet)
    if sheet is None:
        return "", 0, ""
    headings = sheet.table.rows[sheet.headings_at] if sheet.table.rows else []
    heading = _shown(headings[fault.column - 1]) if fault.in_cell else ""
    return sheet.table.name, fault.row, heading


def _view(sheet: Sheet, faults: list[Fault], all_rows: bool) -> SheetView:
    headings = sheet.table.rows[sheet.headings_at] if sheet.table.rows else []
    columns = [place for place, heading in enumerate(headings) if _shown(heading)]
    by_row: dict[int, list[Fault]] = {}
    for fault in faults:
        by_row.setdefault(fault.row, []).append(fault)
    filled = [
        number
        for number, row in enumerate(sheet.table.rows, start=1)
        if number in by_row or (number > sheet.headings_at + 1 and any(map(_shown, row)))
    ]
    shown = [number for number in filled if all_rows or number in by_row][:MOST_ROWS]
    return SheetView(
        number=sheet.number,
        name=sheet.table.name,
        letters=[get_column_letter(place + 1) for place in columns],
        headings=[_shown(headings[place]) for place in columns],
        rows=[_row(sheet, number, columns, by_row.get(number, [])) for number in shown],
        hidden=len(filled) - len(shown),
    )


def _row(sheet: Sheet, number: int, columns: list[int], faults: list[Fault]) -> RowView:
    row = sheet.table.rows[number - 1]
    in_cells = [[fault for fault in faults if fault.in_cell and fault.column == place + 1] for place in columns]
    cells = [
        CellView(_shown(row[place] if place < len(row) else None, whole=bool(here)), here)
        for place, here in zip(columns, in_cells, strict=True)
    ]
    of_cells = {id(fault) for here in in_cells for fault in here}
    return RowView(number, cells, [fault for fault in faults if id(fault) not in of_cells])


def _shown(value: object, whole: bool = False) -> str:
    try:
        text = as_text(value)
    except UnreadableCell:
        text = str(value)
    return text if whole or len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
