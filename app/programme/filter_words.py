"""What somebody asked of the list, as a reader says it: «Colloquio», «Imola», «gennaio 2027»."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from flask_babel import gettext as _

from app.lib import written_days
from app.programme.catalogue import Filters, place_of
from app.programme.models import Edition
from app.programme.translate import said


def known_among(filters: Filters, editions: Iterable[Edition]) -> Filters:
    """The same without a theme or a place that none of ``editions`` has: an address may say anything."""
    editions = list(editions)
    themes = {edition.activity.theme.slug for edition in editions}
    places = {place_of(meeting.venue) for edition in editions for meeting in edition.meetings}
    return replace(
        filters,
        tema=filters.tema if filters.tema in themes else "",
        comune=filters.comune if filters.comune in places else "",
    )


def in_words(filters: Filters, editions: Iterable[Edition]) -> list[str]:
    """The filters that were asked, in the reader's language; ``editions`` are all those of the half-year.

    What nobody could have chosen from a list is not said: it would be a stranger's sentence on a page of ours.
    """
    editions = list(editions)
    themes = {edition.activity.theme.slug: said(edition.activity.theme, "name") for edition in editions}
    parts = {"mattina": _("Mattina"), "pomeriggio": _("Pomeriggio"), "sera": _("Sera")}
    kinds = {"laboratorio": _("Laboratori"), "networking": _("Giornate di networking")}
    known = known_among(filters, editions)
    asked = [
        themes.get(known.tema, ""),
        known.comune,
        _month(known.mese),
        parts.get(known.fascia, ""),
        kinds.get(known.tipo, ""),
    ]
    return [word for word in asked if word]


def _month(asked: str) -> str:
    try:
        return written_days.month(date.fromisoformat(f"{asked}-01"))
    except ValueError:
        return ""
