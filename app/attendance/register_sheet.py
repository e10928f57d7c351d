"""The sheet that lies on the table, one per meeting: people sign in and out. It says who comes and nothing else."""

from flask import current_app, render_template

from app.attendance.register import people_on
from app.lib import pdf
from app.lib.clock import now
from app.programme import funding_logos, pictures
from app.programme.models import Meeting
from app.registration.delegates import name_on_lists

ROWS = 15  # a page
LOGO_STRIP = (120, 7, 3)  # its width, the height of a logo, the gap between two: mm
FEWEST_BLANK_ROWS = 5  # for who was not expected


def register_sheet(meeting: Meeting) -> bytes:
    """The PDF of a meeting's register, A4 landscape: people by surname, then blank rows to the end of the last page."""
    edition = meeting.edition
    names = [name_on_lists(registration) for registration in people_on(edition)]
    pages = -(-(len(names) + FEWEST_BLANK_ROWS) // ROWS)
    rows = list(enumerate(names + [""] * (pages * ROWS - len(names)), start=1))
    funding = funding_logos.on_papers(edition)
    logos = funding["logos"] if funding else []
    html = render_template(
        "pdf/register_sheet.html",
        edition=edition,
        funding=funding,
        logos=funding_logos.sized(logos, *LOGO_STRIP),
        meeting=meeting,
        number=edition.held_meetings.index(meeting) + 1,
        pages=[rows[first : first + ROWS] for first in range(0, len(rows), ROWS)],
        people=len(names),
        config=current_app.config,
    )
    lent = pictures.lent(logo["sha256"] for logo in logos)
    return pdf.render(html, "register_sheet.css", now(), lent)


def file_name(meeting: Meeting) -> str:
    """«foglio-firme-web-1-2027-01-26.pdf»; of a reserved lab «foglio-firme-2027-03-11.pdf»."""
    parts = ("foglio-firme", meeting.edition.discreet_code.lower(), f"{meeting.day:%Y-%m-%d}")
    return "-".join(part for part in parts if part) + ".pdf"
