"""What was made of a mail, in words for the office."""

from flask_babel import lazy_gettext as _l

from app.inbox.outcomes import Outcome

DONE = {
    Outcome.DECLINED: _l("Ha rifiutato dal calendario: il posto è libero e va a chi aspetta."),
    Outcome.TAKEN_BACK: _l("Aveva rifiutato dal calendario e ora accetta: ha di nuovo il posto."),
    Outcome.TOO_LATE: _l(
        "Aveva rifiutato dal calendario e ora accetta, ma il posto non c'è più: glielo abbiamo scritto."
    ),
    Outcome.ACCEPTED: _l("Ha accettato nel calendario: scritto nella sua iscrizione."),
    Outcome.TENTATIVE: _l("Nel calendario ha risposto «forse»: scritto nella sua iscrizione."),
    Outcome.ASKED: _l("Un rifiuto che non si sa di chi è: il posto resta, e abbiamo chiesto alla persona."),
    Outcome.ENOUGH: _l("Un altro rifiuto che non si sa di chi è: l'abbiamo già chiesto tre volte oggi."),
    Outcome.NOT_PROVEN: _l("Ha accettato, ma non è sicuro che sia la persona: non cambia niente."),
    Outcome.STALE: _l("Risposta a una data che non vale più, o più vecchia di un'altra: non cambia niente."),
    Outcome.NO_PLACE: _l("La persona non ha più quel posto: non cambia niente."),
    Outcome.BEGUN: _l("L'incontro era già cominciato: non cambia niente."),
    Outcome.REFUSED: _l("Ha rifiutato, ma la sua iscrizione non si può più annullare: guarda tu."),
    Outcome.UNKNOWN_ENTRY: _l("Risposta a un invito che non è nostro: non cambia niente."),
    Outcome.CAME_BACK: _l("Una nostra mail è tornata indietro: quell'indirizzo non la riceve."),
    Outcome.CAME_BACK_FOR_NOW: _l("Una nostra mail non è ancora arrivata: l'altro server ci riprova."),
    Outcome.UNKNOWN_BOUNCE: _l("Una mail tornata indietro, ma non si sa quale: leggila."),
    Outcome.DROPPED: _l("Risposta automatica: non c'è niente da fare."),
    Outcome.TO_READ: _l("Da leggere: rispondi tu."),
}
