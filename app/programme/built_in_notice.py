"""The privacy notice that stands as long as a half-year has not chosen another. A change to it is a new version."""

from flask import current_app
from flask_babel import gettext as _

VERSION = "2026-11"


def text() -> str:
    """The whole of it, as lib/plain_text.py reads it, in the reader's language."""
    return "\n\n".join(
        (
            _("Informativa ai sensi dell’articolo 13 del Regolamento (UE) 2016/679."),
            _heading(_("Chi tratta i dati")),
            _(
                "La Città metropolitana di Bologna e il Comune di Bologna, insieme (contitolari). Per ogni domanda "
                "scrivi a %(email)s o chiama %(phone)s.",
                email=current_app.config["OFFICE_EMAIL"],
                phone=current_app.config["OFFICE_PHONE"],
            ),
            _heading(_("Perché")),
            _(
                "Per tenerti il posto, avvisarti, riconoscerti all’ingresso e darti l’attestato. La base è un compito "
                "di interesse pubblico: i servizi per il lavoro (articolo 6, paragrafo 1, lettera e del Regolamento). "
                "Non serve il tuo consenso."
            ),
            _heading(_("Quali dati")),
            _(
                "Nome, cognome, e-mail o telefono, lingua, presenze. Se lo scrivi tu, che cosa ti serve per "
                "partecipare: lo vede solo chi organizza l’incontro."
            ),
            _heading(_("Per quanto tempo")),
            "\n".join(f"- {what}: {when}" for what, when in _kept()),
            _heading(_("A chi li diamo")),
            _(
                "A nessuno. Le aziende e gli enti partner non ricevono elenchi di nomi. Nessun dato esce dall’Unione "
                "europea. Nessuna decisione è presa da una macchina su di te: chi ha il posto si decide in ordine di "
                "arrivo."
            ),
            _heading(_("I tuoi diritti")),
            _(
                "Puoi chiedere di vedere, correggere, cancellare i tuoi dati o opporti. Se pensi che qualcosa non "
                "vada, puoi fare reclamo al Garante per la protezione dei dati personali."
            ),
            _heading(_("Cookie")),
            _("Usiamo solo cookie tecnici, necessari ai moduli. Nessuna pagina chiede qualcosa ad altri siti."),
        )
    )


def _kept() -> list[tuple[str, str]]:
    return [
        (_("Che cosa ti serve per partecipare"), _("7 giorni dopo l’ultimo incontro")),
        (_("Iscrizioni annullate o rimaste in lista d’attesa"), _("30 giorni dopo l’ultimo incontro")),
        (_("Nome e contatti di chi ha partecipato"), _("180 giorni dopo la fine del semestre")),
        (_("Testo dei messaggi inviati"), _("30 giorni dopo l’invio")),
    ]


def _heading(words: str) -> str:
    return f"# {words}"
