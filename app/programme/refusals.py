"""What the rules of the offer say no to, and what to do instead."""

from flask_babel import lazy_gettext as _l

from app.errors import Refused


class NotReady(Refused):
    """``reasons`` are sentences, one a line."""

    message = _l("%(reasons)s")


class ProgrammeArchived(Refused):
    message = _l("Il programma %(slug)s è archiviato e non si può più cambiare. Controlla il semestre del foglio.")
