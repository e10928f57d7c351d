"""Days as people write them."""

import re
from dataclasses import dataclass

MONTHS = ("gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic")
_IN_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?(?![\d/.-])")
_AS_MACHINES_DO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_IN_WORDS = re.compile(rf"(?<!\d)(\d{{1,2}})°?\s+({'|'.join(MONTHS)})[a-z]*\.?(?:\s+(\d{{4}}))?")


@dataclass(frozen=True)
class SomeDay:
    """A day of a month, of a year or of any."""

    day: int
    month: int
    year: int | None = None


def day_said(text: str) -> SomeDay | None:
    """The day that ``text`` says: «14/1», «14.01.2027», «2027-01-14», «giovedì 14 gennaio»; None when it says none."""
    plain = text.casefold()
    if found := _AS_MACHINES_DO.search(plain):
        year, month, day = (int(part) for part in found.groups())
        return _if_there_is(day, month, year)
    if found := _IN_FIGURES.search(plain):
        year = int(found[3]) if found[3] else 0
        return _if_there_is(int(found[1]), int(found[2]), year + 2000 if 0 < year < 100 else year)
    if found := _IN_WORDS.search(plain):
        return _if_there_is(int(found[1]), MONTHS.index(found[2]) + 1, int(found[3] or 0))
    return None


def _if_there_is(day: int, month: int, year: int) -> SomeDay | None:
    return SomeDay(day, month, year or None) if 1 <= day <= 31 and 1 <= month <= 12 else None
