import csv
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from flask import Flask
from openpyxl import Workbook, load_workbook

from app.lib import tables
from app.lib.tables import UnreadableTable, read_csv, read_tables, safe_cell, write_csv, write_xlsx

pytestmark = pytest.mark.one_database

FORMULAS = [
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://evil")', "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "＋1+1"),
    *("－1+1", "＠x", "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "|calc", "%0A=1"),
]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_runs_as_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "value", ["Ada", "D'Angelo", "", "a=b", "+39 333 1302255", "+393331302255", "-12", "3,5", 7, -7, 1.5, None, True]
)
def test_what_is_no_formula_stays(value: object) -> None:
    assert safe_cell(value) == value


def test_a_csv_comes_back_as_it_was_written() -> None:
    written = write_csv(
        [["Nicolò; D’Angelo", "+39 333 1302255", "due\nrighe"], ["=1+1", 'con "virgolette"', 3]], ["A", "B", "C"]
    )

    rows = list(csv.reader(StringIO(written.decode("utf-8-sig")), delimiter=";"))

    assert written.startswith(b"\xef\xbb\xbf")
    assert rows == [
        ["A", "B", "C"],
        ["Nicolò; D’Angelo", "+39 333 1302255", "due\nrighe"],
        ["'=1+1", 'con "virgolette"', "3"],
    ]


def test_a_workbook_has_texts_where_formulas_could_be() -> None:
    written = write_xlsx(
        [["=1+1", "+39 333 1302255", "rotto\x0b"], [5, None, "x" * 90]], ["A", "B", "C"], sheet="Persone"
    )

    page = load_workbook(BytesIO(written))["Persone"]

    assert [cell.value for cell in page[2]] == ["'=1+1", "+39 333 1302255", "rotto"]
    assert [cell.data_type for cell in page[2]] == ["s", "s", "s"]
    assert page["A3"].value == 5 and page["A1"].font.bold and page.freeze_panes == "A2"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_as_programs_write_it(separator: str, encoding: str) -> None:
    text = f'Nome{separator}Città\r\n\r\nNicolò{separator}"Forlì\r\nCesena"\r\n'

    assert read_csv(text.encode(encoding)).rows == [["Nome", "Città"], [], ["Nicolò", "Forlì\r\nCesena"]]


def test_cells_merged_downwards_repeat(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Codice", "Data"])
    book.active.append(["WEB-1", 1])
    book.active.append([None, 2])
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "unite.xlsx")

    assert read_tables(tmp_path / "unite.xlsx")[0].rows == [["Codice", "Data"], ["WEB-1", 1], ["WEB-1", 2]]


@pytest.mark.parametrize(
    "content", [b"", b"   ", b"not a zip", b"\xd0\xcf\x11\xe0 old or locked", b"PK\x03\x04 cut short"]
)
def test_what_is_no_workbook_is_refused(app: Flask, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "finto.xlsx").write_bytes(content)

    with pytest.raises(UnreadableTable):
        read_tables(tmp_path / "finto.xlsx")


def test_a_zip_that_is_no_workbook_is_refused(app: Flask, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "altro.xlsx", "w") as archive:
        archive.writestr("ciao.txt", "ciao")

    with pytest.raises(UnreadableTable, match=r"\.xlsx"):
        read_tables(tmp_path / "altro.xlsx")


def test_a_file_that_would_unpack_to_gigabytes_is_refused(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "LARGEST_UNPACKED", 1_000_000)
    with ZipFile(tmp_path / "bomba.xlsx", "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 2_000_000)

    with pytest.raises(UnreadableTable, match="troppo grande"):
        read_tables(tmp_path / "bomba.xlsx")


def test_a_file_that_is_not_there_is_refused(app: Flask, tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable, match="non c'è"):
        read_tables(tmp_path / "niente.xlsx")
