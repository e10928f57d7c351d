"""Workbooks that people go on working in: headings that stay in sight, columns of a sensible width, ready to print.

No text of theirs can run as a formula, whatever it begins with, and what looks like a number or a date stays text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.lib.tables import DAY, FORMULA_STARTS

BLUE, PALE, LINE = "00467F", "F2F6FA", "B7C4D1"
TEXT = "@"
A4 = 9
ROWS_TO_FILL = 200  # below the last, in which a list of choices still opens
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True)
class Column:
    """``width`` in letters; ``choices``: what its cells offer in a list, or the column that they are taken from, as
    «Sedi!A»; another value may be typed all the same.
    """

    heading: str
    width: int
    choices: Sequence[str] | str = ()


@dataclass(frozen=True)
class Page:
    """A sheet: lines above the headings, then the rows. ``groups`` are the indexes of rows before which a line is."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    above: Sequence[str] = ()
    groups: frozenset[int] = frozenset()
    first_of_all: int = 1  # columns that stay in sight on the left


def write_workbook(pages: Sequence[Page], title: str, made_at: datetime) -> bytes:
    """The .xlsx of these sheets; ``made_at`` is aware."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        _write(book.create_sheet(page.name), page)
    book.properties.title, book.properties.creator = title, "Bussola del lavoro"
    book.properties.created = made_at.replace(tzinfo=None)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _write(sheet: Worksheet, page: Page) -> None:
    for number, line in enumerate(page.above, start=1):
        _fill(sheet.cell(number, 1), line)
        sheet.cell(number, 1).font = Font(bold=True, size=14) if number == 1 else Font(color="5A6772")
    headings_at = len(page.above) + 1
    for place, column in enumerate(page.columns, start=1):
        cell = sheet.cell(headings_at, place)
        _fill(cell, column.heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor=BLUE)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.row_dimensions[headings_at].height = 32  # points: two lines
    for index, row in enumerate(page.rows):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(headings_at + 1 + index, place)
            _fill(cell, value)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if index in page.groups:
                cell.border = Border(top=Side("thin", color=LINE))
    _lay_out(sheet, page, headings_at)


def _fill(cell: Cell | MergedCell, value: object) -> None:
    if isinstance(value, str):
        text = _LOOKS_ESCAPED.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", value))
        if text:
            cell.value = text
            cell.data_type, cell.number_format = "s", TEXT
            cell.quotePrefix = text.startswith(FORMULA_STARTS)  # so that it stays text when somebody edits it
        else:
            cell.number_format = TEXT
    elif value is not None:
        cell.value = value  # type: ignore[assignment]
        if isinstance(value, date):
            cell.number_format = DAY


def _lay_out(sheet: Worksheet, page: Page, headings_at: int) -> None:
    last_row, last = headings_at + len(page.rows), get_column_letter(len(page.columns))
    sheet.freeze_panes = f"{get_column_letter(page.first_of_all + 1)}{headings_at + 1}"
    sheet.auto_filter.ref = f"A{headings_at}:{last}{max(last_row, headings_at + 1)}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{headings_at}:{headings_at}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4  # inches
    if sheet.oddFooter and sheet.oddFooter.center:
        sheet.oddFooter.center.text = "&A · pagina &P di &N"
    for place, column in enumerate(page.columns, start=1):
        if column.choices:
            letter = get_column_letter(place)
            listed = _choices(column.choices)
            rule = DataValidation(type="list", formula1=listed, allow_blank=True, showErrorMessage=False)
            rule.add(f"{letter}{headings_at + 1}:{letter}{last_row + ROWS_TO_FILL}")
            sheet.add_data_validation(rule)


def _choices(choices: Sequence[str] | str) -> str:
    if isinstance(choices, str):
        sheet, letter = choices.split("!")
        return f"'{sheet}'!${letter}$2:${letter}$500"
    return '"' + ",".join(choices) + '"'
