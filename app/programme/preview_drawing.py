"""The drawings of shared links: the site's, a half-year's, an edition's."""

from pathlib import Path

from flask import current_app
from flask_babel import gettext as _

from app.lib import card, written_days
from app.lib.languages import SOURCE
from app.programme.models import Edition, Programme, ThemeColour
from app.programme.open_graph import when_and_where

BRAND = "Bussola del lavoro"
GROUND = "#00524c"
WRITTEN_WITH_OUR_LETTERS = ("it", "en", "fr", "es", "ro")
COLOURS: dict[str, str] = {  # those of the themes on the pages
    ThemeColour.BLUE: "#0055a4",
    ThemeColour.TEAL: "#00665f",
    ThemeColour.GREEN: "#2b6a1f",
    ThemeColour.OLIVE: "#5f5d00",
    ThemeColour.ORANGE: "#a14200",
    ThemeColour.RED: "#b3261e",
    ThemeColour.PURPLE: "#6b2fa0",
    ThemeColour.GREY: "#4a5560",
}


def written_in(language: str) -> str:
    """The language of a drawing for who reads ``language``: Italian, where the letters drawn with do not write it."""
    return language if language in WRITTEN_WITH_OUR_LETTERS else SOURCE


def of_site() -> bytes:
    return _drawn(_("Laboratori gratuiti per cercare lavoro"), [_("A Bologna e in provincia")])


def of_programme(programme: Programme) -> bytes:
    days = [written_days.with_year(day) for day in (programme.first_on, programme.last_on)]
    return _drawn(
        _("Laboratori gratuiti per cercare lavoro"),
        [programme.title, _("dal %(first)s al %(last)s", first=days[0], last=days[1])],
    )


def of_edition(edition: Edition) -> bytes:
    """Its title on the colour of its theme; a reserved one shows neither."""
    colour = GROUND if edition.is_reserved else COLOURS.get(edition.activity.theme.colour, GROUND)
    lines = [when_and_where(edition), _("Gratis, con iscrizione")]
    return _drawn(edition.discreet_title, [line for line in lines if line], colour)


def _drawn(title: str, lines: list[str], colour: str = GROUND) -> bytes:
    fonts = Path(str(current_app.static_folder)) / "pdf-fonts"
    return card.drawn(fonts, BRAND, title, tuple(lines), colour)
