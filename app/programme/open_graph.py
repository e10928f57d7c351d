"""What a link to the programme looks like when somebody shares it: a title, plain words, a drawing."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

from app.lib import written_days
from app.lib.clock import rome
from app.programme.models import Edition, Programme
from app.programme.translate import said

LOCALES = {  # as Open Graph names them: a language and a country
    "it": "it_IT",
    "en": "en_GB",
    "fr": "fr_FR",
    "es": "es_ES",
    "ro": "ro_RO",
    "uk": "uk_UA",
    "ar": "ar_AR",
    "ur": "ur_PK",
    "zh": "zh_CN",
    "bn": "bn_IN",
}
LONGEST_DESCRIPTION = 200  # letters; what is beyond is cut by everyone who shows it


@dataclass(frozen=True)
class Preview:
    """Absolute addresses; ``title`` and ``description`` may be seen by people who were not looking for them."""

    title: str
    description: str
    image: str


def of_site() -> Preview:
    """The preview of the pages that are about no half-year."""
    return Preview("Bussola del lavoro", offer(), _drawing())


def of_programme(programme: Programme) -> Preview:
    return Preview(programme.title, offer(), _drawing(programme=programme.slug))


def of_edition(edition: Edition) -> Preview:
    """The preview of an edition: of a reserved one it says when and where, and not what it is about."""
    lines = [when_and_where(edition), "" if edition.is_reserved else said(edition, "summary"), offer()]
    words = ". ".join(line.strip().rstrip(".") for line in lines if line)
    return Preview(
        edition.discreet_title,
        words if len(words) <= LONGEST_DESCRIPTION else words[: LONGEST_DESCRIPTION - 1].rsplit(" ", 1)[0] + "…",
        _drawing(programme=edition.programme.slug, edition=edition.slug),
    )


def when_and_where(edition: Edition) -> str:
    """«Giovedì 14 gennaio 2027, ore 9:30, Sportello Lavoro, Bologna», or that it is put off or called off."""
    if edition.is_cancelled:
        return _("Annullato")
    if edition.is_postponed:
        return _("Rinviata, nuova data da decidere")
    meeting = edition.first_meeting
    if meeting is None:
        return ""
    begins = rome(meeting.starts_at)
    day = written_days.in_full(begins.date())
    place = ", ".join(part for part in (meeting.venue.name, meeting.venue.municipality) if part)
    return _("%(day)s, ore %(hour)s, %(place)s", day=day.capitalize(), hour=f"{begins:%-H:%M}", place=place)


def offer() -> str:
    return _("Laboratori gratuiti a Bologna e provincia per chi cerca lavoro: scegli, iscriviti, ricevi il biglietto.")


def _drawing(**of: Any) -> str:
    return f"{current_app.config['PUBLIC_URL']}{url_for('programme.preview', **of)}"
