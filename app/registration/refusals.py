"""What the rules of sign-up say no to, and what to do instead."""

from flask_babel import lazy_gettext as _l

from app.errors import Refused, says


class SignUpClosed(Refused):
    message = _l("Le iscrizioni a questo laboratorio non sono aperte. Guarda nel programma le altre date.")


@says("one_active_registration", "registrations.edition_id, registrations.participant_id")
class AlreadyRegistered(Refused):
    message = _l(
        "Con questo nome e questo contatto risulta già un'iscrizione. Il biglietto è nella mail che hai ricevuto; "
        "se non la trovi, apri «Le mie iscrizioni»."
    )


class AlreadyOnTheList(Refused):
    message = _l(
        "C'è già un'iscrizione con questo nome e questo contatto. Se non trova il biglietto, si ristampa dalla pagina "
        "della sua iscrizione."
    )


class AlreadyThere(Refused):
    """Of several editions, the one that stopped them all."""

    message = _l(
        "%(code)s: c'è già un'iscrizione con questo nome e questo contatto. Se non trova il biglietto, si ristampa "
        "dalla pagina della sua iscrizione. Non è stato iscritto da nessuna parte: togli %(code)s e riprova."
    )


class AlreadyAdmitted(Refused):
    message = _l("Risulta un ingresso all'accoglienza: l'iscrizione non si può più annullare.")


class EditionOver(Refused):
    message = _l("Il laboratorio è finito: le iscrizioni non si possono più cambiare.")


class EditionCancelled(Refused):
    message = _l("Questa edizione è stata annullata. Guarda nel programma le altre date.")


class EditionNotShown(Refused):
    message = _l("Questa edizione è ancora una bozza, che nessuno può vedere: pubblicala, poi iscrivi le persone.")


class EditionPostponed(Refused):
    message = _l(
        "Questa edizione è rinviata e non ha ancora una data: nessuno entra finché non c'è. Quando dai le date nuove, "
        "la lista d'attesa riparte da sola."
    )


class NotPostponed(Refused):
    message = _l("%(code)s non è rinviata: le sue date valgono già.")


class NoDates(Refused):
    message = _l("%(code)s non ha nessun incontro: aggiungine uno, oppure annulla l'edizione.")


class AlreadyBegun(Refused):
    message = _l(
        "%(code)s è già cominciata e non si può rinviare tutta. Sposta gli incontri che mancano dalla pagina "
        "«Modifica», oppure annullali."
    )


class EnoughPeople(Refused):
    message = _l("%(code)s si tiene già: non c'è niente da decidere.")


class NotWaiting(Refused):
    message = _l("Questa persona non è in lista d'attesa.")


class MeetingHasPeople(Refused):
    message = _l(
        "%(code)s: l'incontro del %(day)s ha già ingressi o presenze e non si può togliere. Rimetti la sua riga."
    )


class MovedIntoThePast(Refused):
    message = _l("%(code)s ha persone iscritte, e il %(day)s è già passato: nessuno potrebbe venire. Correggi la data.")


class EditionHasPeople(Refused):
    message = _l(
        "%(code)s non è più nel foglio, ma ha %(people)s persone iscritte o in attesa. Rimetti la sua riga, "
        "oppure annulla l'edizione dall'ufficio: le persone saranno avvisate."
    )


class RegistersClosed(Refused):
    message = _l("%(code)s: i registri sono chiusi, date, orari e luoghi non si possono più cambiare. Riaprili prima.")


class OverFireLimit(Refused):
    message = _l(
        "%(code)s: %(seats)s posti superano la capienza di «%(room)s», che è %(limit)s. Riducili o cambia sala."
    )


class ImportRefused(Refused):
    """``reasons`` are sentences, one a line."""

    message = _l("%(reasons)s")


class ChangedMeanwhile(Refused):
    message = _l(
        "%(code)s non è più com'era: l'ha già cambiata questa pagina, o qualcun altro. Guarda com'è adesso e, se "
        "serve, ricomincia."
    )


class TooManyOpen(Refused):
    """It does not say which labs they are: whoever knows a name and a telephone could otherwise ask."""

    message = _l(
        "Con questo nome e questo contatto ci sono già tutte le iscrizioni che si possono tenere aperte insieme: "
        "%(most)s. Per iscriverti anche qui, prima annullane una da «Le mie iscrizioni»."
    )


class NoticeRead(Refused):
    message = _l("La versione %(version)s può averla già letta qualcuno: non si cambia più. Scrivi una versione nuova.")


class NoticeInUse(Refused):
    message = _l("La versione %(version)s è scelta da %(slugs)s: prima scegli lì un'altra informativa.")


@says("uq_privacy_notices_version", "privacy_notices.version")
class VersionJustTaken(Refused):
    message = _l("Questa versione è appena stata scritta da qualcun altro: aprila dall'elenco.")


class VersionTaken(Refused):
    message = _l("La versione %(version)s c'è già: dalle un altro nome, come «%(version)s.2».")
