"""What the rules of invitations say no to, and what to do instead."""

from flask_babel import lazy_gettext as _l

from app.errors import Refused


class NotANetworkingDay(Refused):
    message = _l("%(code)s è un laboratorio: gli enti si invitano alle giornate di networking.")


class DayNotShown(Refused):
    message = _l("%(code)s è una bozza, che nessuno può vedere: pubblicala prima di spedire gli inviti.")


class TooLateToAnswer(Refused):
    message = _l(
        "A questo invito adesso non si può rispondere: la giornata è cominciata, rinviata o annullata. "
        "Chiama l'ufficio."
    )


class AlreadyAnswered(Refused):
    message = _l("%(name)s ha già risposto: l'invito non si può togliere. Se non viene più, segna «Non viene».")


class BodyNameTaken(Refused):
    message = _l("C'è già un ente che si chiama «%(name)s». Cercalo nell'elenco, o scrivi un altro nome.")


class NobodyToInvite(Refused):
    message = _l("Non c'è nessun ente da avvisare: hanno già tutti l'invito o la risposta, o manca il loro contatto.")


class NamesClosed(Refused):
    message = _l("Manca meno di un giorno: adesso i nomi si cambiano solo per telefono. Chiama l'ufficio: %(phone)s.")


class TooManyDelegates(Refused):
    message = _l("Sono troppe persone: un ente può iscriverne al massimo %(most)s. Chiama l'ufficio.")


class NotTheirDelegate(Refused):
    message = _l("Questa persona non è fra i vostri delegati.")
    status = 404
