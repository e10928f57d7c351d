"""A point on the map as people have it at hand: two numbers, or the address of a map that shows it."""

import re

from flask_babel import gettext as _

_NUMBER = r"[+-]?\d{1,3}(?:\.\d+)?"
_WITH_COMMA = r"[+-]?\d{1,3}(?:,\d+)?"
_IN_MAPS = [  # the most precise first: Google's pin before the middle of its map
    re.compile(rf"!3d({_NUMBER})!4d({_NUMBER})"),
    re.compile(rf"[?&]mlat=({_NUMBER})&mlon=({_NUMBER})"),
    re.compile(rf"[?&](?:q|query|ll|sll|center|cp|destination)=(?:loc:)?({_NUMBER})(?:,|%2C|~)\+?({_NUMBER})", re.I),
    re.compile(rf"@({_NUMBER}),({_NUMBER})"),
    re.compile(rf"#map=\d+(?:\.\d+)?/({_NUMBER})/({_NUMBER})"),
    re.compile(rf"^geo:({_NUMBER}),({_NUMBER})"),
]
_TWO_NUMBERS = [
    re.compile(rf"\(?\s*({_NUMBER})°?\s*[,;/ ]\s*({_NUMBER})°?\s*\)?"),
    re.compile(rf"\(?\s*({_WITH_COMMA})°?\s*[;/ ]\s*({_WITH_COMMA})°?\s*\)?"),
    re.compile(rf"\(?\s*({_WITH_COMMA})°?\s*,\s+({_WITH_COMMA})°?\s*\)?"),
]
_SHORTENED = re.compile(r"^https?://(?:goo\.gl|maps\.app\.goo\.gl|osm\.org/go|bit\.ly)/", re.I)
NORTH_OF_ITALY, SOUTH_OF_ITALY, WEST_OF_ITALY, EAST_OF_ITALY = 48, 35, 6, 19  # degrees


class UnreadablePoint(ValueError):
    """The text names no point; the message says what to write."""


def read_point(text: str) -> tuple[float, float]:
    """Latitude and longitude in degrees, from «44.49, 11.34», «44,49; 11,34» or a map's link.

    Raises UnreadablePoint.
    """
    text = text.strip()
    if _SHORTENED.search(text):
        raise UnreadablePoint(
            _("È un link accorciato: aprilo nel browser, e copia qui l'indirizzo lungo che compare in alto.")
        )
    patterns = _IN_MAPS if ":" in text else _TWO_NUMBERS
    for pattern in patterns:
        found = pattern.search(text) if patterns is _IN_MAPS else pattern.fullmatch(text)
        if found:
            latitude, longitude = (float(number.replace(",", ".")) for number in found.groups())
            return checked_point(latitude, longitude)
    raise UnreadablePoint(_("Non trovo le coordinate: scrivile come 44.4949, 11.3426, o incolla il link di una mappa."))


def checked_point(latitude: float, longitude: float) -> tuple[float, float]:
    """The same, if it is on Earth and not written the other way round. Raises UnreadablePoint."""
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise UnreadablePoint(_("Queste coordinate non sono sulla Terra: controllale, come 44.4949, 11.3426."))
    if _in_italy(longitude, latitude) and not _in_italy(latitude, longitude):
        raise UnreadablePoint(_("Latitudine e longitudine sembrano scambiate: prima 44 e rotti, poi 11 e rotti."))
    return latitude, longitude


def _in_italy(latitude: float, longitude: float) -> bool:
    return SOUTH_OF_ITALY < latitude < NORTH_OF_ITALY and WEST_OF_ITALY < longitude < EAST_OF_ITALY
