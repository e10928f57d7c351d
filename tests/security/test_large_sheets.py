"""A small file may describe a huge sheet."""

import resource
import time
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import Workbook

from app.lib.tables import MOST_COLUMNS, UnreadableTable, read_tables

pytestmark = pytest.mark.one_database

A_FEW_SECONDS = 5
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


def a_sheet(path: Path, row: int, column: int, value: str) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["B2"] = "Codice", "CV-1"
    page.cell(row, column, value)
    book.save(path / "sheet.xlsx")
    return path / "sheet.xlsx"


def test_a_space_in_the_last_cell_of_excel_is_no_million_rows(app: Flask, tmp_path: Path) -> None:
    started, memory = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    [table] = read_tables(a_sheet(tmp_path, LAST_ROW, LAST_COLUMN, " "))

    assert table.rows == [["Codice", None], [None, "CV-1"]]
    assert time.process_time() - started < A_FEW_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 200_000  # KiB


def test_a_word_in_the_last_row_is_refused_and_one_in_the_last_column_left_out(app: Flask, tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable):
        read_tables(a_sheet(tmp_path, LAST_ROW, 1, "x"))

    [table] = read_tables(a_sheet(tmp_path, 1, LAST_COLUMN, "x"))
    assert [len(row) for row in table.rows] == [MOST_COLUMNS] * 2
