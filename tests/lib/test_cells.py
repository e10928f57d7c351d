from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask

from app.lib import cells
from app.lib.cells import UnreadableCell, as_count, as_day, as_degrees, as_flag, as_hour, as_text

pytestmark = pytest.mark.one_database


@pytest.fixture(autouse=True)
def language(app: Flask) -> Iterator[None]:
    yield


@pytest.mark.parametrize(
    "written",
    [
        *(datetime(2027, 1, 14), datetime(2027, 1, 14, 9, 30), date(2027, 1, 14), 46401, 46401.4, "46401"),
        *("14/01/2027", "14/1/27", "14-1-27", "14.01.2027", "14 01 2027", " 14/01/2027 ", "14 / 1 / 2027"),
        *("2027-01-14", "2027-01-14 00:00:00", "14 gennaio 2027", "giovedì 14 gennaio 2027", "Giovedì 14/01/2027"),
    ],
)
def test_a_day_however_it_is_written(written: object) -> None:
    assert as_day(written) == date(2027, 1, 14)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("30/02/2027", "febbraio 2027 ha 28 giorni"),
        ("29/02/2027", "non esiste"),
        ("31/04/2027", "aprile 2027 ha 30 giorni"),
        ("01/14/2027", "il mese 14 non c'è"),
        ("0/01/2027", "non esiste"),
        ("14/01", "manca l'anno"),
        ("14/01/1027", "non può essere giusto"),
        ("da definire", "non è una data"),
        (7, "non è una data"),
        (True, "non è una data"),
        ("#N/D", "errore di Excel"),
    ],
)
def test_no_such_day(written: object, says: str) -> None:
    with pytest.raises(UnreadableCell, match=says):
        as_day(written)


@pytest.mark.parametrize(
    "written",
    [
        *("9.30", "9:30", "9,30", "09:30", "9.3", "ore 9.30", "h 9:30", "9h30", "0930", "930", "9:30:00", " 9.30 "),
        *(9.3, time(9, 30), time(9, 30, 1), datetime(1899, 12, 31, 9, 30), timedelta(hours=9, minutes=30), 9.5 / 24),
    ],
)
def test_an_hour_however_it_is_written(written: object) -> None:
    assert as_hour(written) == time(9, 30)


def test_whole_hours() -> None:
    assert [as_hour(written) for written in (9, 9.0, "9", "ore 9", "9:00", "9.00")] == [time(9)] * 6


@pytest.mark.parametrize("written", [9.5, "9.5", "9,5", 9.25, 14.75])
def test_an_hour_that_could_be_two_is_refused(written: object) -> None:
    with pytest.raises(UnreadableCell, match="due modi"):
        as_hour(written)


@pytest.mark.parametrize("written", ["25:00", "9:75", "24:00", "mattina", "9.30-12.30", "9.6", timedelta(hours=30)])
def test_no_such_hour(written: object) -> None:
    with pytest.raises(UnreadableCell):
        as_hour(written)


def test_counts() -> None:
    assert [as_count(written) for written in (16, 16.0, "16", " 16 ", "16,0", "+16")] == [16] * 6


@pytest.mark.parametrize("written", ["trenta posti", "16 posti", 0, -3, 16.5, "16,5", "", True, 10_000, "1e3"])
def test_no_count(written: object) -> None:
    with pytest.raises(UnreadableCell):
        as_count(written)


def test_yes_and_no() -> None:
    assert all(as_flag(written) for written in ("sì", "si", "SI'", "x", "X", "vero", True, 1))
    assert not any(as_flag(written) for written in ("no", "NO", "falso", False, 0))
    with pytest.raises(UnreadableCell):
        as_flag("forse")


def test_degrees() -> None:
    assert as_degrees("44,4946", 90) == as_degrees(44.4946, 90) == 44.4946
    for written in ("nord", 91, "44°29'"):
        with pytest.raises(UnreadableCell):
            as_degrees(written, 90)


def test_texts() -> None:
    assert as_text("  due \n righe\u200b ") == "due righe"
    assert [as_text(written) for written in (None, "-", "—", " ")] == [""] * 4
    assert [as_text(written) for written in (101, 101.0, date(2027, 1, 14), time(9, 30))] == [
        *("101", "101", "14/01/2027", "09:30")
    ]
    assert cells.MONTHS[1] == "febbraio"
