"""Half-years: how people call them, and the days they hold."""

import re
from dataclasses import dataclass
from datetime import date

from app.lib.names import folded

_SLUG = re.compile(r"(?<!\d)(20\d\d)\s*[-–/]\s*([12])(?![\d/-])")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_FIRST = re.compile(r"\b(primo|prima|i|1|1o|1a) (semestre|sem|meta)\b|\bsemestre (primo|i|1)\b|\bgennaio giugno\b")
_SECOND = re.compile(
    r"\b(secondo|seconda|ii|2|2o|2a) (semestre|sem|meta)\b|\bsemestre (secondo|ii|2)\b|\bluglio dicembre\b"
)


@dataclass(frozen=True)
class HalfYear:
    """``half`` is 1, January to June, or 2, July to December."""

    year: int
    half: int

    @property
    def slug(self) -> str:
        return f"{self.year}-{self.half}"

    @property
    def first_on(self) -> date:
        return date(self.year, 1, 1) if self.half == 1 else date(self.year, 7, 1)

    @property
    def last_on(self) -> date:
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def title(self) -> str:
        """What the programme is called when the sheet has no title."""
        return f"Bussola del lavoro — Programma del {('primo', 'secondo')[self.half - 1]} semestre {self.year}"

    def holds(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


def named(text: str) -> HalfYear | None:
    """The half-year that ``text`` speaks of: «primo semestre 2027», «II sem. 2027», «2027-1»; None when it does not."""
    if slug := _SLUG.search(text):
        return HalfYear(int(slug[1]), int(slug[2]))
    words, years = folded(text), set(_YEAR.findall(text))
    first, second = _FIRST.search(words), _SECOND.search(words)
    if len(years) != 1 or bool(first) == bool(second):
        return None
    return HalfYear(int(years.pop()), 1 if first else 2)


def of(day: date) -> HalfYear:
    return HalfYear(day.year, 1 if day.month <= 6 else 2)
