"""A day as each language writes it, with the digits that stand on every paper."""

from datetime import date, datetime

import pytest
from flask import Flask
from flask_babel import force_locale

from app.certificates.words import days_in_words, short_hours
from app.lib import clock, written_days
from app.lib.languages import ALL
from app.web import filters

pytestmark = pytest.mark.one_database

A_THURSDAY = date(2027, 1, 14)
IN_FULL = {
    "it": "giovedì 14 gennaio 2027",
    "en": "Thursday 14 January 2027",
    "fr": "jeudi 14 janvier 2027",
    "es": "jueves 14 de enero de 2027",
    "ro": "joi 14 ianuarie 2027",
    "uk": "четвер 14 січня 2027",
    "ar": "الخميس 14 يناير 2027",
    "ur": "جمعرات 14 جنوری 2027",
    "zh": "2027年1月14日 星期四",
    "bn": "বৃহস্পতিবার 14 জানুয়ারী 2027",
}


@pytest.mark.parametrize(("language", "words"), IN_FULL.items())
def test_a_day_is_written_as_people_write_it(app: Flask, language: str, words: str) -> None:
    with force_locale(language):
        assert written_days.in_full(A_THURSDAY) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("it", "26 e 28 gennaio, 2 febbraio 2027"),
        ("es", "2 de febrero de 2027"),
        ("zh", "2月2日"),
        ("uk", "2 лютого 2027"),
    ],
)
def test_days_of_several_months_say_each_month_once(app: Flask, language: str, words: str) -> None:
    with force_locale(language):
        assert days_in_words([date(2027, 1, 26), date(2027, 1, 28), date(2027, 2, 2)]).endswith(words)


@pytest.mark.parametrize(("language", "month"), [("it", "gennaio 2027"), ("uk", "січень 2027"), ("zh", "2027年1月")])
def test_a_month_by_itself(app: Flask, language: str, month: str) -> None:
    with force_locale(language):
        assert written_days.month(A_THURSDAY) == month


@pytest.mark.parametrize("language", ALL)
def test_digits_are_those_of_the_papers(app: Flask, language: str) -> None:
    instant = datetime(2027, 1, 14, 9, 30, tzinfo=clock.ROME)
    with force_locale(language):
        written = [
            filters.hour(instant),
            filters.moment(instant),
            filters.short_day(instant),
            filters.long_day(instant),
            filters.days([]),
            short_hours(450),
        ]

    assert written[:3] == ["9:30", "14/01/2027, 9:30", "14/01/2027"]
    assert all(not sign.isdecimal() or sign in "0123456789" for sign in "".join(written))
