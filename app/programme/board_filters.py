"""What a reader asked of the board."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from app.programme.catalogue import place_of
from app.programme.clash import Clash
from app.programme.models import Edition, Meeting, Programme


@dataclass(frozen=True)
class BoardFilters:
    """An empty string asks nothing. Names are those of the address's query."""

    righe: str = "sedi"  # sedi, conduce, temi
    tema: str = ""
    comune: str = ""
    mese: str = ""  # 2027-01
    scontri: str = ""  # «si»: only what clashes; «errori»: only what must be mended

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "BoardFilters":
        """The filters of an address's query; unknown rows are venues, other unknown values find nothing."""
        asked = {field.name: query.get(field.name, "")[:100] for field in fields(cls)}
        if asked["righe"] not in ("conduce", "temi"):
            asked["righe"] = "sedi"
        return cls(**asked)

    def asked(self) -> dict[str, str]:
        """Only what was asked, for links."""
        return {
            field.name: value
            for field in fields(self)
            if (value := getattr(self, field.name)) and value != field.default
        }

    def asked_for_less(self) -> bool:
        return bool(self.tema or self.comune or self.scontri)

    def keep(self, edition: Edition, meeting: Meeting) -> bool:
        return bool(
            (not self.tema or edition.activity.theme.slug == self.tema)
            and (not self.comune or place_of(meeting.venue) == self.comune)
            and (not self.mese or self.mese == f"{meeting.day:%Y-%m}")
        )

    def keep_undated(self, edition: Edition) -> bool:
        """Whether to show an edition that has no meetings, and so no place and no month."""
        return not self.comune and not self.mese and self.tema in ("", edition.activity.theme.slug)

    def keep_clashes(self, clashes: Sequence[Clash]) -> bool:
        """Whether what has these clashes is shown."""
        return not self.scontri or any(clash.is_error or self.scontri != "errori" for clash in clashes)

    def span(self, programme: Programme) -> tuple[date, date]:
        """The first and last day of the weeks to show: the whole half-year, or the month asked for."""
        try:
            first = date.fromisoformat(f"{self.mese}-01")
        except ValueError:
            return programme.first_on, programme.last_on
        next_month = (first + timedelta(days=31)).replace(day=1)
        return first, next_month - timedelta(days=1)


def months_of(programme: Programme) -> list[date]:
    """The first day of each month of the half-year."""
    months, month = [], programme.first_on.replace(day=1)
    while month <= programme.last_on:
        months.append(month)
        month = (month + timedelta(days=31)).replace(day=1)
    return months
