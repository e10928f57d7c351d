"""What the rules of the offer say no to, and what to do instead."""

from flask_babel import lazy_gettext as _l

from app.errors import Refused, says


class NotReady(Refused):
    """``reasons`` are sentences, one a line."""

    message = _l("%(reasons)s")


class ProgrammeArchived(Refused):
    message = _l("Il programma %(slug)s è archiviato e non si può più cambiare. Controlla il semestre del foglio.")


class CodeTaken(Refused):
    message = _l("Il codice %(code)s è già di un'altra edizione di questo semestre, «%(title)s». Scrivine un altro.")


@says("one_edition_per_code", "editions.programme_id, editions.slug")
class CodeJustTaken(Refused):
    message = _l("Questo codice è appena stato dato a un'altra edizione del semestre. Scrivine un altro.")


@says("one_activity_per_title", "activities.kind, activities.title_key")
class TitleTaken(Refused):
    message = _l("C'è già un laboratorio con questo titolo: sceglilo dall'elenco, o scrivi un altro titolo.")


class CodeIsPublic(Refused):
    message = _l(
        "%(code)s è già pubblicata: il codice fa parte del suo indirizzo, che la gente ha già, e non si cambia più. "
        "Rimetti %(code)s."
    )


class EditionHasHistory(Refused):
    message = _l(
        "%(code)s ha, o ha avuto, persone iscritte o un'accoglienza aperta: non si può cancellare. Puoi annullarla, e "
        "chi è iscritto viene avvisato."
    )


class ActivityInUse(Refused):
    message = _l("«%(title)s» ha delle edizioni, di questo o di altri semestri, e non si può cancellare.")


class OutsideHalfYear(Refused):
    message = _l(
        "%(code)s andrebbe al %(day)s, fuori dal semestre %(slug)s: sposta di meno giorni, o copiala in un altro "
        "semestre."
    )
