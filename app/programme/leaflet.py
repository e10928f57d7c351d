"""The half-year to take away: A5 pages, a cover and then the editions, each with the QR of its own page."""

from app.programme.printed import Paper, printed

LOGO_STRIP = (68, 9, 2)  # millimetres: its width, the height of a logo, the gap between two


def leaflet(paper: Paper) -> bytes:
    """The leaflet as a PDF; printed as a booklet, it is A4 sheets folded once."""
    return printed(paper, "leaflet", LOGO_STRIP)
