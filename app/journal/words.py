"""The sentence that each kind of journal entry stands for; the gaps are the entry's facts."""

from typing import Any

from flask_babel import lazy_gettext as _l

SENTENCES = {
    "programme.imported": _l("Programma importato dal foglio: %(summary)s"),
    "programme.published": _l("Programma pubblicato"),
    "activity.added": _l("Laboratorio aggiunto: «%(title)s»"),
    "activity.changed": _l("Laboratorio modificato: %(change)s"),
    "activity.deleted": _l("Laboratorio cancellato: «%(title)s»"),
    "edition.added": _l("Edizione aggiunta: «%(title)s»"),
    "edition.deleted": _l("Edizione cancellata prima che qualcuno si iscrivesse: «%(title)s»"),
    "edition.changed": _l("Edizione modificata: %(change)s"),
    "edition.cancelled": _l("Edizione annullata"),
    "edition.removed": _l("Edizione tolta: non era più nel foglio e non aveva persone"),
    "edition.closed": _l("Registri chiusi"),
    "edition.reopened": _l("Registri riaperti"),
    "registration.confirmed": _l("Iscrizione confermata (%(source)s)"),
    "registration.waiting": _l("In lista d'attesa (%(source)s), al posto %(position)s"),
    "registration.promoted": _l("Passa dalla lista d'attesa al posto: si è liberato un posto"),
    "registration.promoted_by_staff": _l("Passa dalla lista d'attesa al posto per scelta dell'ufficio"),
    "registration.cancelled": _l("Iscrizione annullata"),
    "device.made": _l("Link per l'accoglienza creato: %(label)s"),
    "device.opened": _l("Accoglienza aperta su un telefono: %(label)s"),
    "device.revoked": _l("Link per l'accoglienza revocato: %(label)s"),
    "scan.admitted": _l("Ingresso all'accoglienza"),
    "scan.undone": _l("Ingresso all'accoglienza ritirato: era un errore"),
    "attendance.recorded": _l("Presenza scritta a mano: %(minutes)s minuti (%(reason)s)"),
    "certificate.issued": _l("Attestato n. %(number)s emesso"),
    "certificate.revoked": _l("Attestato n. %(number)s revocato: %(reason)s"),
    "edition.written_to": _l("Messaggio «%(subject)s» a %(people)s persone"),
    "invitation.added": _l("Enti aggiunti agli invitati: %(bodies)s"),
    "invitation.sent": _l("Inviti spediti: %(bodies)s"),
    "invitation.withdrawn": _l("%(body)s tolto dagli invitati"),
    "invitation.accepted": _l("%(body)s viene: %(delegates)s persone"),
    "invitation.declined": _l("%(body)s non viene"),
    "organisation.added": _l("Ente aggiunto: %(name)s"),
    "organisation.changed": _l("Ente modificato: %(name)s"),
    "text.added": _l("Testo aggiunto: «%(name)s»"),
    "text.changed": _l("Testo modificato: «%(name)s»"),
    "text.removed": _l("Testo eliminato: «%(name)s»"),
    "message.called": _l("Persona chiamata al telefono"),
    "message.call_again": _l("Rimessa fra le persone da chiamare"),
    "message.resent": _l("Messaggio rimesso in partenza"),
    "staff.added": _l("Accesso creato: %(email)s, %(role)s"),
    "staff.granted": _l("Affidata l'edizione %(edition)s"),
    "staff.signed_in": _l("Entrata nell'ufficio"),
    "people.imported": _l("Iscrizioni importate dal foglio: %(summary)s"),
    "privacy.forgotten": _l("Dati cancellati per scadenza: %(summary)s"),
}


def sentence(what: str, facts: dict[str, Any]) -> str:
    """The sentence of an entry, in the reader's language."""
    return str(SENTENCES[what]) % facts
