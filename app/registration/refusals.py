"""What the rules of sign-up say no to, and what to do instead."""

from flask_babel import lazy_gettext as _l

from app.errors import Refused, says


class SignUpClosed(Refused):
    message = _l("Le iscrizioni a questo laboratorio non sono aperte. Guarda nel programma le altre date.")


@says("one_active_registration", "registrations.edition_id, registrations.participant_id")
class AlreadyRegistered(Refused):
    message = _l(
        "Con questo nome e questo contatto risulta già un'iscrizione. Il biglietto è nella mail che hai ricevuto; "
        "se non la trovi, chiamaci."
    )


class AlreadyAdmitted(Refused):
    message = _l("Risulta un ingresso all'accoglienza: l'iscrizione non si può più annullare.")


class EditionOver(Refused):
    message = _l("Il laboratorio è finito: l'iscrizione non si può più cambiare.")


class EditionCancelled(Refused):
    message = _l("Questa edizione è stata annullata. Guarda nel programma le altre date.")


class NotWaiting(Refused):
    message = _l("Questa persona non è in lista d'attesa.")


class FewerSeatsThanPeople(Refused):
    message = _l(
        "%(code)s: %(seats)s posti sono meno delle %(people)s persone confermate. Annulla prima qualche iscrizione."
    )


class NoContact(Refused):
    message = _l("Scrivi un'e-mail o un numero di telefono: ci serve per dirti se qualcosa cambia.")
    status = 422
