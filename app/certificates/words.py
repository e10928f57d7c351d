"""The facts of a certificate in words, for its paper and its page alike."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from app.lib import written_days
from app.lib.clock import rome

SUMMARY_LETTERS = 190  # two lines of the paper


def meeting_days(facts: dict[str, Any]) -> list[date]:
    """The days of the meetings held, in Rome."""
    return [rome(datetime.fromisoformat(meeting["starts_at"])).date() for meeting in facts["meetings"]]


def days_in_words(days: Sequence[date], with_year: bool = True) -> str:
    """«14 gennaio 2027», «26 e 28 gennaio, 2 febbraio 2027»: a month is said once, and so is the year."""
    months = []
    for year, of_year in groupby(sorted(set(days)), key=lambda day: day.year):
        for _month, of_month in groupby(of_year, key=lambda day: day.month):
            months.append(listed(written_days.of_one_month(list(of_month))))
        if with_year:
            months[-1] = written_days.of_year(months[-1], year)
    return ", ".join(months)


def listed(parts: Sequence[str]) -> str:
    """«a», «a e b», «a, b e c»."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first_ones)s e %(last)s", first_ones=", ".join(parts[:-1]), last=parts[-1])


def short_hours(minutes: int) -> str:
    """«9 h», «7 h 30», «45 min»: a length in minutes, as papers state it."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return _("%(minutes)s min", minutes=rest)
    if rest:
        return _("%(hours)s h %(minutes)s", hours=whole, minutes=f"{rest:02}")
    return _("%(hours)s h", hours=whole)


def attended(facts: dict[str, Any]) -> str:
    """«ha frequentato 7 h 30 su 9 h»."""
    return _(
        "ha frequentato %(attended)s su %(held)s",
        attended=short_hours(facts["minutes_attended"]),
        held=short_hours(facts["minutes_held"]),
    )


def issued_on(facts: dict[str, Any]) -> str:
    """«5 febbraio 2027»."""
    return written_days.with_year(date.fromisoformat(facts["issued_on"]))


def brief(summary: str | None) -> str:
    """The summary as far as it fits the paper, cut after a whole word."""
    words = " ".join((summary or "").split())
    if len(words) <= SUMMARY_LETTERS:
        return words
    return words[:SUMMARY_LETTERS].rsplit(" ", 1)[0].rstrip(",;:.–—-") + "…"
