"""Tables as offices keep them: XLSX and CSV read cell by cell, and written so that no cell can run as a formula."""

import codecs
import csv
import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from lzma import LZMAError
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from app.lib.workbook_weight import TooHeavy, refuse_heavy

LARGEST_FILE = 10 * 1024 * 1024  # bytes
MOST_ROWS, MOST_COLUMNS = 20_000, 200  # of a sheet; columns beyond are none of ours
LARGEST_UNPACKED = 100 * 1024 * 1024  # bytes: a spreadsheet is a zip, and a small one can unpack to gigabytes
OLD_OFFICE_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and .xlsx under a password
XLSX = "Cartella di lavoro Excel (.xlsx)"
UNDER_PASSWORD = _l("è protetto da una password. Toglila in Excel, salvalo di nuovo e ricaricalo.")
NO_XLSX = _l("non è un foglio .xlsx che si possa leggere. Aprilo e salvalo come «%(xlsx)s».")
TOO_LARGE = _l("il file è troppo grande: al massimo 10 MB.")
TOO_MANY_CELLS = _l("il foglio ha troppe celle: cancella le righe e le colonne vuote, e salvalo di nuovo.")
SEPARATORS = ",;\t"
# What Excel, LibreOffice and their full-width readings take as the beginning of a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|", "%")
_NUMBER_OR_PHONE = re.compile(r"[+-]?\d[\d .,]*")
DAY, MOMENT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
_ESCAPED = re.compile(r"_x(000D|005F)_")
_UNPACKABLE = (BadZipFile, ZlibError, LZMAError, NotImplementedError)
_BROKEN = (*_UNPACKABLE, InvalidFileException, ParseError, SyntaxError, OSError, EOFError)
_MALFORMED = (KeyError, ValueError, TypeError, AttributeError, IndexError)

Cell = object  # str, int, float, bool, datetime, date, time, timedelta or None


class UnreadableTable(ValueError):
    """The file is not one we can read; the message says why and what to do."""


@dataclass(frozen=True)
class Table:
    """One sheet. ``rows[0]`` is row 1 as people count; a CSV is a single table without a name."""

    name: str
    rows: list[list[Cell]]


def read_tables(path: Path) -> list[Table]:
    """The sheets of an .xlsx, or the one table of a .csv, .tsv or .txt. Raises UnreadableTable."""
    if not path.is_file():
        raise UnreadableTable(_("il file non c'è. Controlla il nome e la cartella."))
    if path.stat().st_size > LARGEST_FILE:
        raise UnreadableTable(TOO_LARGE)
    return tables_in(path.name, path.read_bytes())


def tables_in(name: str, content: bytes) -> list[Table]:
    """The sheets of a file called ``name``, from its bytes. Raises UnreadableTable."""
    if not is_text_table(name):
        return read_xlsx(content)
    if not content.strip():
        raise UnreadableTable(_("il file è vuoto."))
    return [read_csv(content)]


def is_text_table(name: str) -> bool:
    """Whether a file of this name is a CSV or the like."""
    return Path(name).suffix.lower() in {".csv", ".tsv", ".txt"}


def read_xlsx(content: bytes) -> list[Table]:
    """The sheets of a workbook: values, not formulas; cells merged downwards repeat. Raises UnreadableTable."""
    refuse_unreadable(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of decorations that it does not keep
            book = load_workbook(BytesIO(content), data_only=True)
            return [Table(sheet.title, _rows(sheet)) for sheet in book.worksheets]
    except UnreadableTable:
        raise
    except (*_BROKEN, *_MALFORMED) as error:
        raise UnreadableTable(str(NO_XLSX) % {"xlsx": XLSX}) from error


def refuse_unreadable(content: bytes) -> None:
    """Raises UnreadableTable for what is no .xlsx, is locked, or would unpack to more than memory should hold."""
    if len(content) > LARGEST_FILE:
        raise UnreadableTable(TOO_LARGE)
    if not content.strip():
        raise UnreadableTable(_("il file è vuoto."))
    if content.startswith(OLD_OFFICE_FILE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise UnreadableTable(UNDER_PASSWORD)
        raise UnreadableTable(_("è in un formato vecchio (.xls). Aprilo e salvalo come «%(xlsx)s».", xlsx=XLSX))
    try:
        with ZipFile(BytesIO(content)) as archive:
            _look_inside(archive)
            refuse_heavy(archive)
    except UnreadableTable:
        raise
    except TooHeavy as error:
        raise UnreadableTable(TOO_MANY_CELLS) from error
    except (*_BROKEN, ValueError) as error:
        raise UnreadableTable(str(NO_XLSX) % {"xlsx": XLSX}) from error


def _look_inside(archive: ZipFile) -> None:
    entries, names = archive.infolist(), archive.namelist()
    if "content.xml" in names and "mimetype" in names:
        raise UnreadableTable(_("è un foglio di LibreOffice (.ods). Aprilo e salvalo come «%(xlsx)s».", xlsx=XLSX))
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableTable(UNDER_PASSWORD)
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise UnreadableTable(TOO_LARGE)


def _rows(sheet: Worksheet) -> list[list[Cell]]:
    """Down to the last cell that says something: a sheet may be coloured, or hold a space, a million rows below."""
    filled = [place for place, cell in sheet._cells.items() if cell.value is not None and str(cell.value).strip()]
    last_row, last_column = (max((place[side] for place in filled), default=1) for side in (0, 1))
    if last_row > MOST_ROWS:
        raise UnreadableTable(TOO_LARGE)
    last_column = min(last_column, MOST_COLUMNS)
    rows: list[list[Cell]] = [
        [_unescaped(value) for value in row]
        for row in sheet.iter_rows(max_row=last_row, max_col=last_column, values_only=True)
    ]
    for merged in sheet.merged_cells.ranges:
        left = merged.min_col - 1
        if left >= last_column:
            continue
        for row in rows[merged.min_row : merged.max_row]:
            row[left] = rows[merged.min_row - 1][left]
    return rows


def _unescaped(value: Cell) -> Cell:
    """A workbook writes a carriage return as «_x000D_», and what looks like that with its first line as «_x005F_»."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value) if isinstance(value, str) else value


def read_csv(content: bytes) -> Table:
    """A CSV separated by commas, semicolons or tabs, in UTF-8, UTF-16 or Windows' own letters.

    Blank lines count, so that rows have the numbers a spreadsheet shows. Raises UnreadableTable.
    """
    text = _decoded(content)
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first_line.count)
    try:
        rows: list[list[Cell]] = [list(row) for row in csv.reader(StringIO(text, newline=""), delimiter=separator)]
    except csv.Error as error:
        raise UnreadableTable(_("non è un CSV che si possa leggere. Salvalo di nuovo come «CSV UTF-8».")) from error
    return Table("", rows)


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        raise UnreadableTable(_("non è un CSV che si possa leggere. Salvalo di nuovo come «CSV UTF-8»."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def safe_cell(value: Cell) -> Cell:
    """``value`` as a spreadsheet may open it: text that begins like a formula gets an apostrophe in front.

    Numbers stay numbers, and a text of digits (a telephone with its +) stays as it is.
    """
    if not isinstance(value, str) or _NUMBER_OR_PHONE.fullmatch(value):
        return value
    risky = value.startswith(FORMULA_STARTS) or value.lstrip().startswith(FORMULA_STARTS)
    return f"'{value}" if risky else value


def write_csv(rows: Iterable[Sequence[Cell]], headings: Sequence[str]) -> bytes:
    """A CSV that a double click opens rightly in an Italian Excel: UTF-8 with its mark, semicolons, safe cells."""
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerow(headings)
    writer.writerows([_csv_cell(value) for value in row] for row in rows)
    return codecs.BOM_UTF8 + written.getvalue().encode()


def write_xlsx(rows: Iterable[Sequence[Cell]], headings: Sequence[str], sheet: str = "Foglio1") -> bytes:
    """A workbook of one sheet, headings in bold and frozen, cells safe, columns as wide as their longest text."""
    book = Workbook()
    page = book.create_sheet(sheet[:31], 0)
    del book[book.sheetnames[1]]
    page.append(list(headings))
    for row in rows:
        page.append([_xlsx_cell(value) for value in row])
    for cells in page.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # never a formula, whatever it begins with
            elif isinstance(cell.value, date):
                cell.number_format = MOMENT if isinstance(cell.value, datetime) else DAY
    for cell in page[1]:
        cell.font = Font(bold=True)
    for column in page.iter_cols():
        longest = max(len(str(cell.value or "")) for cell in column)
        page.column_dimensions[column[0].column_letter].width = min(60, longest + 2)
    page.freeze_panes, page.auto_filter.ref = "A2", page.dimensions
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _csv_cell(value: Cell) -> Cell:
    """As people in Italy write it."""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return safe_cell(value)


def _xlsx_cell(value: Cell) -> Cell:
    safe = safe_cell(value)
    return ILLEGAL_CHARACTERS_RE.sub("", safe) if isinstance(safe, str) else safe
