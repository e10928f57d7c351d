from flask_babel import lazy_gettext as _l

from app.db import db
from app.errors import Refused
from app.journal.note import note
from app.lib.clock import now
from app.programme.models import Edition
from app.registration.models import Coming, Registration
from app.registration.refusals import EditionOver

CANNOT_COME = "promemoria"  # the reason of who was asked whether they will be there


class NoPlace(Refused):
    message = _l("Questa iscrizione non ha più un posto. Guarda nel programma le altre date.")


def say_coming(registration: Registration, *, by: str = "pubblico") -> bool:
    """They will be there. Twice is once; returns whether it was news. Raises NoPlace, EditionOver."""
    edition = Edition.locked(registration.edition_id)
    db.session.refresh(registration)
    if not registration.is_confirmed:
        raise NoPlace()
    if edition.is_over(now()):
        raise EditionOver()
    if registration.coming == Coming.YES:
        return False
    registration.coming, registration.coming_at = Coming.YES, now()
    note(registration.about, "registration.will_come", by)
    return True
