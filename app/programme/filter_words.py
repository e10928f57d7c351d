"""What somebody asked of the list, as a reader says it: «Colloquio», «Imola», «gennaio 2027»."""

from collections.abc import Iterable
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from app.programme.catalogue import Filters
from app.programme.models import Edition
from app.programme.translate import said


def in_words(filters: Filters, editions: Iterable[Edition]) -> list[str]:
    """The filters that were asked, in the reader's language; ``editions`` are all those of the half-year."""
    themes = {edition.activity.theme.slug: said(edition.activity.theme, "name") for edition in editions}
    parts = {"mattina": _("Mattina"), "pomeriggio": _("Pomeriggio"), "sera": _("Sera")}
    kinds = {"laboratorio": _("Laboratori"), "networking": _("Giornate di networking")}
    asked = [
        themes.get(filters.tema, filters.tema),
        filters.comune,
        _month(filters.mese),
        parts.get(filters.fascia, filters.fascia),
        kinds.get(filters.tipo, filters.tipo),
    ]
    return [word for word in asked if word]


def _month(asked: str) -> str:
    try:
        return format_date(date.fromisoformat(f"{asked}-01"), "MMMM yyyy")
    except ValueError:
        return asked
