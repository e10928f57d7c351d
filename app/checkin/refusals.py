"""What the rules of the door say no to, and what to do instead."""

from flask_babel import lazy_gettext as _l

from app.errors import Refused, says


class DoorClosed(Refused):
    message = _l(
        "Questo telefono non apre nessuna accoglienza: il link è scaduto, revocato o aperto su un altro telefono. "
        "Chiedi all'ufficio un link nuovo."
    )
    status = 404


class NoMeetingLeft(Refused):
    message = _l("Questa edizione non ha più incontri: non c'è un'accoglienza da aprire.")


class NoMeetingToday(Refused):
    message = _l("Oggi non c'è nessun incontro di questo laboratorio: non si può far entrare nessuno.")


class ScanIdTaken(Refused):
    message = _l("Questa lettura è già arrivata da un altro telefono. Ricarica la pagina e leggi di nuovo.")


class SeatsTaken(Refused):
    message = _l("I posti sono finiti: %(confirmed)s persone hanno un posto e %(waiting)s sono in lista d'attesa.")


@says("one_admission_per_meeting", "scans.registration_id, scans.meeting_id")
class AlreadyIn(Refused):
    message = _l("Questa persona è già entrata.")


class OverFireLimit(Refused):
    message = _l(
        "Nella sala possono stare al massimo %(limit)s persone e ci sono già tutte: per sicurezza non può entrare "
        "nessun altro."
    )


class SameName(Refused):
    message = _l("In elenco c'è già qualcuno con questo nome. Se è la stessa persona, falla entrare da qui.")


class TooLateToUndo(Refused):
    message = _l("Sono passati più di 15 minuti: l'ingresso si corregge in ufficio, nelle presenze.")
