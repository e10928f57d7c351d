"""Files that staff send: small ones that would unpack to more than memory holds, and large ones from nobody."""

import time
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from app.lib.tables import UnreadableTable, read_xlsx
from app.lib.workbook_weight import MOST_CELLS, MOST_ELEMENTS
from app.staff import sessions
from app.staff.models import Role
from tests.world import World

A_FEW_SECONDS = 5
SHEET = "xl/worksheets/sheet1.xml"
IMPORT = "/ufficio/programmi/importa"


def a_workbook(alter: Callable[[bytes], bytes] = bytes) -> bytes:
    """A small workbook, the XML of its sheet altered."""
    book, plain, altered = Workbook(), BytesIO(), BytesIO()
    page = book.active
    assert page is not None
    page["A1"], page["B2"] = "Codice", "CV-1"
    page.merge_cells("C3:D4")
    book.save(plain)
    with ZipFile(plain) as archive, ZipFile(altered, "w", ZIP_DEFLATED) as rewritten:
        for name in archive.namelist():
            content = archive.read(name)
            rewritten.writestr(name, alter(content) if name == SHEET else content)
    return altered.getvalue()


def merging(cells: bytes) -> Callable[[bytes], bytes]:
    return lambda sheet: sheet.replace(b'"C3:D4"', cells)


def with_rows(row: bytes, times: int) -> Callable[[bytes], bytes]:
    return lambda sheet: sheet.replace(b"</sheetData>", row * times + b"</sheetData>")


HUGE = {
    "one merged cell as large as a sheet": merging(b'"A1:XFD1048576"'),
    "whole columns merged": merging(b'"A1:C1048576"'),
    "a merged cell in other letters": merging(b'"&#65;1:XFD1048576"'),
    "cells without an address": with_rows(b"<row>" + b"<c/>" * 1000 + b"</row>", MOST_CELLS // 1000 + 1),
    "rows without a cell": with_rows(b"<row/>", MOST_ELEMENTS + 1),
    "entities that grow": lambda sheet: sheet.replace(
        b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet', 1
    ),
}


@pytest.mark.one_database
@pytest.mark.parametrize("alter", HUGE.values(), ids=HUGE.keys())
def test_what_would_fill_the_memory_is_refused_before_it_is_read(app: Flask, alter: Callable[[bytes], bytes]) -> None:
    started = time.process_time()
    with pytest.raises(UnreadableTable):
        read_xlsx(a_workbook(alter))

    assert time.process_time() - started < A_FEW_SECONDS


@pytest.mark.one_database
def test_merged_cells_of_a_usual_size_are_read(app: Flask) -> None:
    [table] = read_xlsx(a_workbook(merging(b'"A1:XFD1"')))

    assert table.rows[0][0] == "Codice"


@pytest.mark.one_database
def test_only_who_is_signed_in_may_send_a_large_sheet(world: World, client: FlaskClient) -> None:
    body = encode_multipart({"file": FileStorage(BytesIO(b"x" * 3_000_000), filename="a.xlsx")}, boundary="ours")[1]
    large = {"data": body, "content_type": "multipart/form-data; boundary=ours"}
    client.set_cookie(sessions.COOKIE, "made up")

    assert client.post(IMPORT, **large).status_code == 413
    assert world.signed_in(Role.OFFICE).post(IMPORT, **large).status_code == 422
