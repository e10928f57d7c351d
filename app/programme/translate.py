"""What the office wrote, in the reader's language where somebody has translated it, else in Italian."""

from typing import Any

from flask_babel import get_locale
from markupsafe import Markup

ITALIAN = "it"


def said(record: Any, column: str) -> str:
    """The text of ``column`` in the reader's language, or in Italian; empty when there is none at all.

    ``record`` keeps its texts in Italian and their ``translations`` by language: a theme, an activity, an edition
    (whose title is its activity's).
    """
    record = _keeper(record, column)
    return _translated(record, column, _reader()) or getattr(record, column) or ""


def said_in(record: Any, column: str) -> str:
    """The language of what ``said`` gives: the reader's, or Italian where nobody has translated it."""
    language = _reader()
    return language if _translated(_keeper(record, column), column, language) else ITALIAN


def lang_mark(record: Any, column: str) -> Markup:
    """`` lang="it"``, for the element that holds what ``said`` gives: a voice must read it as what it is."""
    return Markup(' lang="{}"').format(said_in(record, column))


FILTERS = {"said": said, "lang_mark": lang_mark}


def _keeper(record: Any, column: str) -> Any:
    return record if hasattr(record, "translations") and column != "title" else getattr(record, "activity", record)


def _translated(record: Any, column: str, language: str) -> str:
    return str((record.translations or {}).get(language, {}).get(column, ""))


def _reader() -> str:
    locale = get_locale()
    return locale.language if locale else ITALIAN
