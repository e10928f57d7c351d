"""How an edition stands, as the column «Stato» of a sheet says it: the office's pages decide, the sheet tells."""

import re
from enum import StrEnum

from flask_babel import gettext as _

from app.lib.cells import UnreadableCell, as_text
from app.lib.names import folded
from app.programme.models import Edition


class State(StrEnum):
    CANCELLED = "annullata"
    POSTPONED = "rinviata"
    DRAFT = "bozza"
    DATELESS = "senza date"


WORDS = {
    **dict.fromkeys(("annullata", "annullato", "cancellata"), State.CANCELLED),
    **dict.fromkeys(("rinviata", "rinviato", "da rinviare"), State.POSTPONED),
    **dict.fromkeys(("bozza", "in bozza"), State.DRAFT),
    **dict.fromkeys(("senza date", "senza data", "data da decidere", "date da decidere"), State.DATELESS),
}
WITHOUT_DATES = frozenset({State.CANCELLED, State.POSTPONED, State.DATELESS})  # these may have no meeting


def as_states(value: object) -> frozenset[State]:
    """What the cell says: «annullata», «bozza, senza date». Raises UnreadableCell."""
    states = set()
    for part in re.split(r"[,;\n/]", as_text(value)):
        if folded(part):
            if folded(part) not in WORDS:
                raise UnreadableCell(
                    _(
                        "«%(text)s» non è uno stato. Scrivi %(states)s, o lascia vuoto.",
                        text=part.strip()[:40],
                        states=", ".join(f"«{state}»" for state in State),
                    )
                )
            states.add(WORDS[folded(part)])
    return frozenset(states)


def states_of(edition: Edition) -> list[State]:
    """How the edition stands, in words for its cell; an ordinary one has none."""
    has_dates = any(meeting.cancelled_at is None for meeting in edition.meetings)
    holds = {
        State.CANCELLED: edition.is_cancelled,
        State.POSTPONED: edition.is_postponed,
        State.DRAFT: edition.is_draft,
        State.DATELESS: not has_dates,
    }
    return [state for state, is_so in holds.items() if is_so]


def left_alone(edition: Edition, said: frozenset[State]) -> str | None:
    """Where to do what a sheet says and cannot do: it calls nothing off, postpones nothing, hides nothing."""
    if State.CANCELLED in said and not edition.is_cancelled:
        return _(
            "%(code)s nel foglio è annullata, ma non lo è: annullala dalla sua pagina, così le persone sono avvisate.",
            code=edition.code,
        )
    if State.POSTPONED in said and not edition.is_postponed:
        return _(
            "%(code)s nel foglio è rinviata, ma non lo è: rinviala dalla sua pagina, così le persone sono avvisate.",
            code=edition.code,
        )
    if State.DRAFT in said and edition.is_public:
        return _("%(code)s nel foglio è in bozza, ma è già pubblicata e resta com'è.", code=edition.code)
    return None
