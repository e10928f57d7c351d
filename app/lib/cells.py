"""What people write in a cell, as the value they mean. Every reading raises UnreadableCell with what to do about it."""

import calendar
import re
from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _

from app.lib.names import folded, tidy, tidy_lines

MONTHS = [  # as a sheet writes them, whatever the reader's language
    *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno"),
    *("luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
]
WEEKDAYS = {"lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica"}
EXCEL_DAY_ZERO = date(1899, 12, 30)
EXCEL_DAYS = range(36_526, 73_051)  # serial numbers from the year 2000 to 2099
MINUTES_A_DAY = 24 * 60
YES, NO = {"si", "s", "x", "vero", "true", "yes", "y", "1"}, {"no", "n", "falso", "false", "0"}
_ERROR = re.compile(r"#(N/[AD]|REF!|RIF!|VAL\w*!|DIV/0!|NAME\?|NOME\?|NUM!|NULL!|NULLO!|SPILL!)", re.IGNORECASE)
_NUMERIC_DAY = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_YEARLESS_DAY = re.compile(r"\d{1,2}\s*[/.\-]\s*\d{1,2}")
_HOUR = re.compile(r"(\d{1,2})(?:\s*[.:,h]\s*(\d{1,2})?(?:[.:]00)?)?")


class UnreadableCell(ValueError):
    """The cell does not say what its column asks; the message says what it is and what to write."""


def as_text(value: object) -> str:
    """The cell on one tidy line; '' for a blank one, and a lone dash is blank."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "sì" if value else "no"
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    text = tidy(str(value))
    if _ERROR.fullmatch(text):
        raise UnreadableCell(
            _("contiene un errore di Excel (%(text)s). Correggi la formula o scrivi il valore.", text=text)
        )
    return "" if text in {"-", "–", "—"} else text


def as_lines(value: object) -> str:
    """The cell's text as ``as_text`` reads it, but with its line breaks."""
    text = as_text(value)
    return tidy_lines(value) if text and isinstance(value, str) else text


def as_day(value: object) -> date:
    """A real date, an Excel serial, or 14/01/2027, 14-1-27, 14.01.2027, giovedì 14 gennaio 2027, 2027-01-14."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in EXCEL_DAYS:
        return EXCEL_DAY_ZERO + timedelta(days=int(value))
    text = as_text(value)
    if numbers := _day_numbers(text):
        return _real_day(text, *numbers)
    if text.isdigit() and int(text) in EXCEL_DAYS:
        return EXCEL_DAY_ZERO + timedelta(days=int(text))
    if _YEARLESS_DAY.fullmatch(text):
        raise UnreadableCell(_("a «%(text)s» manca l'anno. Scrivi la data per intero, come 14/01/2027.", text=text))
    raise UnreadableCell(_("«%(text)s» non è una data. Scrivila come 14/01/2027.", text=_short(text)))


def _day_numbers(text: str) -> tuple[int, int, int] | None:
    if iso := _ISO_DAY.fullmatch(text):
        return int(iso[3]), int(iso[2]), int(iso[1])
    first, _space, rest = text.partition(" ")
    text = rest if folded(first) in WEEKDAYS else text
    words = folded(text).split()
    if len(words) == 3 and words[1] in MONTHS and words[0].isdigit() and words[2].isdigit():
        return int(words[0]), MONTHS.index(words[1]) + 1, _full_year(words[2])
    if numeric := _NUMERIC_DAY.fullmatch(text):
        return int(numeric[1]), int(numeric[2]), _full_year(numeric[3])
    return None


def _full_year(text: str) -> int:
    return int(text) + (2000 if len(text) <= 2 else 0)


def _real_day(text: str, day: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        raise UnreadableCell(
            _(
                "«%(text)s» non esiste: il mese %(month)s non c'è. Scrivi giorno/mese/anno, come 14/01/2027.",
                text=text,
                month=month,
            )
        )
    if not 2000 <= year <= 2099:
        raise UnreadableCell(_("l'anno di «%(text)s» non può essere giusto. Correggi la data.", text=text))
    longest = calendar.monthrange(year, month)[1]
    if not 1 <= day <= longest:
        raise UnreadableCell(
            _(
                "il giorno «%(text)s» non esiste: %(month)s %(year)s ha %(days)s giorni. Correggi la data.",
                text=text,
                month=MONTHS[month - 1],
                year=year,
                days=longest,
            )
        )
    return date(year, month, day)


def as_hour(value: object) -> time:
    """A time of day: 9.30, 9:30, 9,30, «ore 9», 0930, a time cell, a fraction of a day, 9.3 (9.30 without its 0).

    9.5 and 9.25 as numbers could be 9:50 or half past nine, 9:25 or a quarter past: refused.
    """
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0, tzinfo=None)
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, timedelta):
        return _from_minutes(round(value.total_seconds() / 60), str(value))
    if isinstance(value, float) and 0 < value < 1:
        return _from_minutes(round(value * MINUTES_A_DAY), as_text(value))
    text = as_text(value)
    spoken = re.sub(r"^(alle|dalle|ore|h)\.?\s*", "", text.lower())
    if spoken.isdigit() and len(spoken) in {3, 4}:
        spoken = f"{spoken[:-2]}:{spoken[-2:]}"
    found = _HOUR.fullmatch(spoken)
    if not found:
        raise UnreadableCell(_("«%(text)s» non è un'ora. Scrivila come 9:30.", text=_short(text)))
    hours, minutes = int(found[1]), found[2] or "0"
    if _is_ambiguous(minutes, isinstance(value, float)):
        raise UnreadableCell(
            _(
                "«%(text)s» si può leggere in due modi. Scrivi l'ora con i due punti, come 9:30.",
                text=text.replace(".", ","),
            )
        )
    whole_minutes = int(minutes) * (10 if len(minutes) == 1 and minutes != "0" else 1)
    if hours > 23 or whole_minutes > 59:
        raise UnreadableCell(_("l'ora «%(text)s» non esiste. Scrivila come 9:30.", text=text))
    return time(hours, whole_minutes)


def _is_ambiguous(minutes: str, is_number: bool) -> bool:
    return minutes == "5" or (is_number and minutes in {"25", "75"})


def _from_minutes(minutes: int, text: str) -> time:
    if not 0 <= minutes < MINUTES_A_DAY:
        raise UnreadableCell(_("l'ora «%(text)s» non esiste. Scrivila come 9:30.", text=text))
    return time(minutes // 60, minutes % 60)


def as_count(value: object, most: int = 9_999, least: int = 1) -> int:
    """A whole number from ``least`` to ``most``."""
    text = as_text(value)
    number = re.fullmatch(r"([+-]?\d+)(?:[.,](\d+))?", text.replace(" ", ""))
    if not number:
        raise UnreadableCell(_("«%(text)s» non è un numero. Scrivi solo la cifra, come 16.", text=_short(text)))
    if number[2] and int(number[2]):
        raise UnreadableCell(_("«%(text)s» non è un numero intero. Scrivi una cifra intera, come 16.", text=text))
    if int(number[1]) < least:
        raise UnreadableCell(
            _("«%(text)s» non va: serve almeno %(least)s. Scrivi una cifra, come 16.", text=text, least=least)
        )
    if int(number[1]) > most:
        raise UnreadableCell(_("«%(text)s» è troppo: il massimo è %(most)s. Correggi la cifra.", text=text, most=most))
    return int(number[1])


def as_flag(value: object) -> bool:
    """Yes or no: sì, x, vero; no, falso."""
    text = as_text(value)
    if folded(text) in YES:
        return True
    if folded(text) in NO:
        return False
    raise UnreadableCell(_("«%(text)s» non è né sì né no. Scrivi «sì» o «no».", text=_short(text)))


def as_degrees(value: object, most: int) -> float:
    """A latitude (``most`` 90) or longitude (180) in decimal degrees, with a point or a comma."""
    text = f"{value:.15f}" if isinstance(value, float) and abs(value) < 1_000 else as_text(value)
    if not re.fullmatch(r"[+-]?\d{1,3}([.,]\d+)?", text):
        raise UnreadableCell(_("«%(text)s» non è una coordinata. Scrivi i gradi come 44,4946.", text=_short(text)))
    degrees = float(text.replace(",", "."))
    if abs(degrees) > most:
        raise UnreadableCell(
            _(
                "«%(text)s» non è sulla Terra: il massimo è %(most)s gradi. Correggi la coordinata.",
                text=text,
                most=most,
            )
        )
    return degrees


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
