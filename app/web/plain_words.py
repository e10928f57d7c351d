"""The icons beside an edition's plain words: each with its word, each the same everywhere."""

import re
from typing import NamedTuple

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from app.programme.models import Activity, Meeting, ThingToBring

_ENDS = re.compile(r"(?<=[.!?])\s+")


class Sign(NamedTuple):
    icon: str
    words: LazyString | str


THINGS_TO_BRING = {
    ThingToBring.IDENTITY_CARD: Sign("bussola-documento", _l("Un documento d'identità")),
    ThingToBring.CURRICULUM: Sign("bussola-curriculum", _l("Il curriculum, se ce l'hai")),
    ThingToBring.PEN: Sign("it-pencil", _l("Una penna")),
    ThingToBring.PHONE: Sign("it-telephone", _l("Il telefono")),
    ThingToBring.COMPUTER: Sign("bussola-computer", _l("Il computer, se ce l'hai")),
    ThingToBring.GLASSES: Sign("bussola-occhiali", _l("Gli occhiali per leggere")),
    ThingToBring.NOTHING: Sign("it-check-circle", _l("Non devi portare niente")),
}
FREE = Sign("bussola-gratis", _l("È gratis"))
CHILDREN = Sign("bussola-bambini", _l("Puoi venire con i bambini"))
NO_CHILDREN = Sign("bussola-senza-bambini", _l("Non si può venire con i bambini"))
STEP_FREE = Sign("bussola-senza-gradini", _l("Ingresso senza gradini"))
LIFT = Sign("bussola-ascensore", _l("C'è l'ascensore"))
ONLINE = Sign("bussola-computer", _l("Si fa online"))


def things_to_bring(activity: Activity) -> list[Sign]:
    """What people are asked to bring, in the order of the list; what is not known any more is left out."""
    return [sign for thing, sign in THINGS_TO_BRING.items() if thing.value in (activity.to_bring or ())]


def good_to_know(activity: Activity, meetings: list[Meeting]) -> list[Sign]:
    """Free, children, and how one gets in: only what holds for all of the meetings."""
    signs = [FREE]
    if activity.children_welcome is not None:
        signs.append(CHILDREN if activity.children_welcome else NO_CHILDREN)
    venues = [meeting.venue for meeting in meetings]
    if venues and all(venue.is_online for venue in venues):
        return [*signs, ONLINE]
    entered = [venue for venue in venues if not venue.is_online]
    if entered and all(venue.is_step_free for venue in entered):
        signs.append(STEP_FREE)
    if entered and all(venue.has_lift for venue in entered):
        signs.append(LIFT)
    return signs


def thing_sign(thing: str) -> Sign:
    """The sign of one thing to bring, by its key."""
    return THINGS_TO_BRING[ThingToBring(thing)]


def sentences(text: str) -> list[str]:
    """A plain text, one sentence at a time: a line each is easier to follow."""
    return [sentence for line in text.splitlines() for sentence in _ENDS.split(line.strip()) if sentence]


FILTERS = {
    "sentences": sentences,
    "thing_sign": thing_sign,
    "things_to_bring": things_to_bring,
    "good_to_know": good_to_know,
}
