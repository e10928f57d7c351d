"""What the rules of the offer say no to, and what to do instead."""

from flask_babel import lazy_gettext as _l

from app.errors import Refused, says

UNIQUE_NAMES = [
    ("venues", "name_key"),
    ("facilitators", "name_key"),
    ("partners", "name_key"),
    ("fundings", "name"),
    ("themes", "slug"),
]


class NotReady(Refused):
    """``reasons`` are sentences, one a line."""

    message = _l("%(reasons)s")


class ProgrammeArchived(Refused):
    message = _l(
        "Il programma %(slug)s è archiviato: si legge e basta. Se è proprio questo che vuoi cambiare, riaprilo dalla "
        "sua pagina «Pubblicazione»."
    )


class HalfYearTaken(Refused):
    message = _l("Il semestre %(slug)s c'è già: aprilo dall'elenco dei programmi, oppure scegline un altro.")


@says("uq_programmes_slug", "programmes.slug")
class HalfYearJustTaken(Refused):
    message = _l("Questo semestre è appena stato creato da qualcun altro: aprilo dall'elenco dei programmi.")


class MeetingsOutside(Refused):
    message = _l(
        "Dal %(first)s al %(last)s resterebbero fuori: %(meetings)s. Prima spostali, oppure scegli giorni più larghi."
    )


class HalfYearInUse(Refused):
    message = _l(
        "%(slug)s non si può cancellare: è già pubblicato, oppure qualcuno si è iscritto. Quando è finito, si archivia."
    )


class SomebodySignedUp(Refused):
    message = _l(
        "A %(code)s si è già iscritto qualcuno: il programma resta pubblicato. Puoi annullare le edizioni che non si "
        "tengono: chi è iscritto viene avvisato."
    )


class NotPublished(Refused):
    message = _l("Il programma %(slug)s non è pubblicato.")


class StillToCome(Refused):
    message = _l(
        "%(code)s ha ancora un incontro il %(day)s: il semestre si archivia quando è tutto finito. Se non si tiene, "
        "annullalo."
    )


class StillPutOff(Refused):
    message = _l(
        "%(code)s è rinviata e aspetta ancora una data: dalle una data, o annullala così chi aspetta è avvisato. Poi "
        "archivia."
    )


class NothingChosen(Refused):
    message = _l("Scegli almeno un'edizione.")


class NotADraft(Refused):
    message = _l("%(slug)s non è una bozza: si copia in un semestre nuovo, o in uno che non è ancora pubblicato.")


class PatronTaken(Refused):
    message = _l("Il patrono di %(municipality)s c'è già: aprilo dall'elenco e correggilo lì.")


@says("uq_patron_days_municipality", "patron_days.municipality")
class PatronJustTaken(Refused):
    message = _l("Il patrono di questo comune è appena stato aggiunto da qualcun altro: aprilo dall'elenco.")


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


@says(
    *(f"uq_{table}_{column}" for table, column in UNIQUE_NAMES),
    *(f"{table}.{column}" for table, column in UNIQUE_NAMES),
    *("one_room_per_name", "rooms.venue_id, rooms.name_key"),
)
class NameTaken(Refused):
    message = _l("C'è già una voce con questo nome: aprila dall'elenco, o scrivi un altro nome.")


class EntryInUse(Refused):
    message = _l("«%(name)s» è già usata nel programma e non si può eliminare: se non serve più, ritirala.")


class MergedIntoItself(Refused):
    message = _l("Scegli un altro tema, diverso da questo.")


class TooManyLogos(Refused):
    message = _l("Sulla striscia di un attestato si distinguono al massimo %(most)s loghi: togline uno, poi riprova.")
