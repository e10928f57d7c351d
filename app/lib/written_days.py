"""Days in words, each language's own way: where the month stands, and which small words go between."""

from collections.abc import Sequence
from datetime import date

from flask_babel import format_date, get_locale

from app.lib.languages import SOURCE

USUAL = {
    "weekday_first": "EEEE d MMMM",
    "in_full": "EEEE d MMMM yyyy",
    "with_year": "d MMMM yyyy",
    "alone": "d MMMM",
    "month": "MMMM yyyy",
}
BY_LANGUAGE = {  # Babel's patterns
    "es": {
        "weekday_first": "EEEE d 'de' MMMM",
        "in_full": "EEEE d 'de' MMMM 'de' yyyy",
        "with_year": "d 'de' MMMM 'de' yyyy",
        "alone": "d 'de' MMMM",
        "month": "MMMM 'de' yyyy",
    },
    "uk": {"month": "LLLL yyyy"},  # the name of a month by itself is another word
    "zh": {
        "weekday_first": "M月d日 EEEE",
        "in_full": "yyyy年M月d日 EEEE",
        "with_year": "yyyy年M月d日",
        "alone": "M月d日",
        "month": "yyyy年M月",
    },
}
YEAR_OF = {"es": "{days} de {year}", "zh": "{year}年{days}"}


def weekday_first(day: date) -> str:
    """«martedì 14 gennaio»."""
    return _written(day, "weekday_first")


def in_full(day: date) -> str:
    """«martedì 14 gennaio 2027»."""
    return _written(day, "in_full")


def with_year(day: date) -> str:
    """«14 gennaio 2027»."""
    return _written(day, "with_year")


def alone(day: date) -> str:
    """«14 gennaio»."""
    return _written(day, "alone")


def month(day: date) -> str:
    """«gennaio 2027»."""
    return _written(day, "month")


def of_one_month(days: Sequence[date]) -> list[str]:
    """Days of the same month, in order, that say it once: «26», «28 gennaio»."""
    if _language() == "zh":
        return [alone(days[0]), *(f"{day.day}日" for day in days[1:])]
    return [*(str(day.day) for day in days[:-1]), alone(days[-1])]


def of_year(days: str, year: int) -> str:
    """Days in words with the year that they are of: «26 e 28 gennaio 2027»."""
    return YEAR_OF.get(_language(), "{days} {year}").format(days=days, year=year)


def _written(day: date, how: str) -> str:
    return format_date(day, BY_LANGUAGE.get(_language(), {}).get(how, USUAL[how]))


def _language() -> str:
    locale = get_locale()
    return locale.language if locale else SOURCE
