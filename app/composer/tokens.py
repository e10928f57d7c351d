"""The gaps that a text of the office may have: a fixed list of words, each put in once; nothing is executed."""

import re

from flask import current_app
from flask_babel import format_time
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from app.lib import written_days
from app.lib.clock import now, rome
from app.outbox.render import speaking
from app.programme.models import Edition, Meeting
from app.registration import emails, links
from app.registration.models import Registration

TOKENS: dict[str, LazyString] = {
    "nome": _l("il nome della persona, se l'ha scritto l'ufficio; altrimenti niente"),
    "laboratorio": _l("il titolo; neutro se il laboratorio è riservato"),
    "data": _l("il giorno del prossimo incontro"),
    "ora": _l("l'ora in cui comincia"),
    "luogo": _l("dove, con l'indirizzo"),
    "link": _l("la pagina della sua iscrizione: biglietto, rinuncia"),
    "telefono": _l("il telefono dell'ufficio"),
}
_TOKEN = re.compile(r"(?P<space> ?)\{(?P<word>[^{}\n]{0,40})\}")


def unknown_in(*texts: str) -> list[str]:
    """The gaps in ``texts`` that are not on the list, as they are written, each once."""
    found = [match["word"] for text in texts for match in _TOKEN.finditer(text)]
    return list(dict.fromkeys(f"{{{word}}}" for word in found if word not in TOKENS))


def filled(text: str, values: dict[str, str]) -> str:
    """``text`` with every gap filled; one that has no value takes with it the space before it: «Ciao {nome},»."""
    return _TOKEN.sub(lambda match: match["space"] + value if (value := values[match["word"]]) else "", text)


def values_for(registration: Registration) -> dict[str, str]:
    """What fills the gaps of a message to this person, in the language it goes out in."""
    with speaking(registration.language):
        return values_of(registration.edition) | {
            "nome": emails.greeted(registration),
            "link": links.manage_url(registration),
        }


def values_of(edition: Edition) -> dict[str, str]:
    """The same for nobody in particular: what a trial shows. The language is the one at hand."""
    meeting = _next_meeting(edition)
    start = rome(meeting.starts_at) if meeting else None
    return {
        "nome": "",
        "laboratorio": edition.discreet_title,
        "data": written_days.weekday_first(start.date()) if start else "",
        "ora": format_time(start.time(), "H:mm") if start else "",
        "luogo": meeting.location if meeting else "",
        "link": f"{current_app.config['PUBLIC_URL']}/programmi/{edition.programme.slug}/",
        "telefono": current_app.config["OFFICE_PHONE"],
    }


def _next_meeting(edition: Edition) -> Meeting | None:
    """The next to come, else the last that was."""
    held = edition.held_meetings
    return next((meeting for meeting in held if meeting.ends_at > now()), held[-1] if held else None)
