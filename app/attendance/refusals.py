"""What the rules of the registers say no to, and what to do instead."""

from flask_babel import lazy_gettext as _l

from app.errors import Refused


class RegistersClosed(Refused):
    message = _l("I registri di questa edizione sono chiusi. Per correggere una presenza, prima riaprili.")


class ReasonMissing(Refused):
    message = _l("Scrivi il motivo: una presenza cambiata a mano deve dire perché.")
    status = 422


class MinutesBeyondMeeting(Refused):
    message = _l("L'incontro dura %(longest)s minuti: scrivi un numero da 0 a %(longest)s.")
    status = 422


class NotOnRegister(Refused):
    message = _l("Questa persona non è fra gli iscritti confermati: prima confermala, poi scrivi la presenza.")


class MeetingNotHeld(Refused):
    message = _l("Questo incontro non si è tenuto, o non è ancora cominciato: la presenza non si può scrivere.")


class MeetingsToCome(Refused):
    message = _l("I registri si chiudono dopo l'ultimo incontro. Torna qui quando è finito.")


class EditionNotHeld(Refused):
    message = _l("Questa edizione è stata annullata: non ci sono registri da chiudere.")


class TooFewRecords(Refused):
    message = _l(
        "Per contare su chi non verrà servono almeno %(of_theme)s edizioni con i registri chiusi di questo tema, o "
        "%(in_all)s in tutto. Chiudi i registri delle edizioni finite, o aspetta."
    )


class MorePlacesThanBorne(Refused):
    message = _l("Con %(seats)s posti si possono accettare al massimo %(most)s iscrizioni: scrivi un numero più basso.")
