"""A list of sign-ups becomes registrations, in the order of its rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.db import db
from app.errors import Refused
from app.journal.note import note
from app.programme.models import Edition, Programme
from app.registration.models import Source
from app.registration.read_sign_ups import WantedPlace
from app.registration.refusals import AlreadyRegistered, EditionCancelled, EditionOver
from app.registration.sign_up import sign_up

WHY = {
    AlreadyRegistered: _l("è già iscritta a questa edizione."),
    EditionCancelled: _l("l'edizione è stata annullata."),
    EditionOver: _l("l'edizione è finita."),
}


@dataclass
class Tally:
    """How a list went; ``refused`` has a sentence for every row that a rule refused."""

    confirmed: int = 0
    waiting: int = 0
    refused: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        total = self.confirmed + self.waiting + len(self.refused)
        return ", ".join(
            [
                ngettext("%(num)d iscrizione", "%(num)d iscrizioni", total)
                + ": "
                + ngettext("%(num)d confermata", "%(num)d confermate", self.confirmed),
                _("%(count)d in lista d'attesa", count=self.waiting),
                ngettext("%(num)d rifiutata", "%(num)d rifiutate", len(self.refused)),
            ]
        )


def import_sign_ups(
    programme: Programme,
    rows: Iterable[WantedPlace],
    *,
    by: str,
    step: Callable[[], None] = lambda: None,
) -> Tally:
    """Sign up every row's person in the transaction at hand; a row that a rule refuses is counted, named and left out.

    The sign-up window does not hold for a list that staff bring; seats, queue and doubles do. ``step`` is called after
    each row.
    """
    rows = list(rows)
    codes = {edition_id: Edition.locked(edition_id).code for edition_id in sorted({row.edition_id for row in rows})}
    tally = Tally()
    for row in rows:
        try:
            with db.session.begin_nested():
                registration = sign_up(row.edition_id, row.person, source=Source.SHEET, by=by)
        except Refused as refusal:
            name = f"{row.person.first_name} {row.person.last_name}".strip()
            why = WHY.get(type(refusal), str(refusal))
            tally.refused.append(f"{row.where}, {codes[row.edition_id]}, {name}: {why}")
        else:
            tally.confirmed += registration.is_confirmed
            tally.waiting += registration.is_waiting
        step()
    note(f"programme/{programme.slug}", "people.imported", by, summary=str(tally))
    return tally
