"""The half-year to hang on a wall: A3, in the largest type in which it fits one page; what is more takes more pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.programme.models import Edition
from app.programme.printed import Paper, printed
from app.programme.translate import said

MILLIMETRE = 25.4 / 72  # a point, in millimetres
ROOM = 283  # millimetres below the head of the first page
LOGO_STRIP = (130, 13, 5)  # millimetres: its width, the height of a logo, the gap between two
OF_FUNDING = 25  # millimetres that the logos of one who pays take
LINE, LETTER = 1.3, 0.45  # height of a line and breadth of an average letter, in the size of the type
USUAL_HOURS, DAYS_TOO = 22, 30  # letters of «dalle 9:30 alle 12:30», and of the days of several meetings
GAP, MONTH = 1.7, 3.0  # millimetres below an edition, and around the name of a month


@dataclass(frozen=True)
class Size:
    """A size of type as ``templates/pdf/poster.css`` has it: in points, and the columns, in millimetres of text."""

    name: str
    points: float
    columns: int
    width: float

    def holds(self, paper: Paper) -> bool:
        """Whether the whole list fits the first page, as far as that can be reckoned without laying it out."""
        months = len(paper.months) * (self.points * 1.6 * MILLIMETRE + MONTH)
        needed = months + sum(self.height_of(edition) for edition in paper.editions)
        return needed <= self.columns * (ROOM - len(paper.payers) * OF_FUNDING)

    def height_of(self, edition: Edition) -> float:
        letters = self.width / (self.points * LETTER * MILLIMETRE)
        meeting = edition.first_meeting
        place = f"{meeting.venue.name}, {meeting.venue.full_address}" if meeting else ""
        hours = USUAL_HOURS + (DAYS_TOO if len(edition.held_meetings) > 1 else 0)
        lengths = (len(said(edition, "title")), hours, len(place), 1)
        lines = sum(max(1, -(-length // int(letters))) for length in lengths)
        return lines * self.points * LINE * MILLIMETRE + GAP


SIZES: Sequence[Size] = (
    Size("few", 17, 1, 240),
    Size("some", 12, 2, 110),
    Size("snug", 10.4, 2, 113),
)


def poster(paper: Paper) -> bytes:
    """The poster as a PDF: one page for a usual half-year, as many as it takes for a large one."""
    size = next((size.name for size in SIZES if size.holds(paper)), "many")
    return printed(paper, "poster", LOGO_STRIP, size=size)
