"""Why two records of one person cannot be made one, or two again."""

from flask_babel import lazy_gettext as _l

from app.errors import Refused


class NotTwoPeople(Refused):
    message = _l(
        "Una delle due schede non c'è più: è già stata unita a un'altra, o i suoi dati sono stati cancellati. "
        "Cerca di nuovo la persona."
    )


class BothPresent(Refused):
    message = _l(
        "Le due schede risultano presenti tutt'e due a %(code)s del %(day)s: di solito sono due persone. Se invece è "
        "una sola, in «Presenze» di %(code)s scrivi 0 minuti a quella di troppo, poi unisci le schede."
    )


class PeopleChangedMeanwhile(Refused):
    message = _l("Una delle due persone si è appena iscritta a un'altra edizione: guarda di nuovo e riprova.")


class MergedFurther(Refused):
    message = _l("Dopo questa unione ce n'è stata un'altra con la stessa persona: annulla prima quella più recente.")


class PersonForgotten(Refused):
    message = _l("I dati di questa persona sono stati cancellati per scadenza: non c'è più nulla da separare.")


class SeatGivenAway(Refused):
    message = _l(
        "Il posto che l'unione aveva liberato a %(code)s del %(day)s ora è di un'altra persona. Aggiungi un posto a "
        "%(code)s e annulla di nuovo l'unione."
    )


class RegistersClosedMeanwhile(Refused):
    message = _l("I registri di %(code)s del %(day)s sono stati chiusi dopo l'unione: riaprili, poi annulla l'unione.")


class RegisteredAgain(Refused):
    message = _l(
        "Dopo l'unione c'è stata una nuova iscrizione a %(code)s del %(day)s: annullala, poi annulla di nuovo l'unione."
    )
