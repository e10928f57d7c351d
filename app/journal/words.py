"""The sentence that each kind of journal entry stands for; the gaps are the entry's facts."""

from typing import Any

from flask_babel import lazy_gettext as _l

SENTENCES = {
    "programme.imported": _l("Programma importato dal foglio: %(summary)s"),
    "programme.added": _l("Semestre creato: «%(title)s»"),
    "programme.changed": _l("Semestre modificato: %(change)s"),
    "programme.deleted": _l("Bozza cancellata: «%(title)s»"),
    "programme.copied": _l("Copiate da %(source)s: %(summary)s"),
    "programme.people_exported": _l(
        "Iscritti del semestre scaricati (%(format)s): %(rows)s righe, %(reserved)s di laboratori riservati"
    ),
    "programme.presences_exported": _l(
        "Presenze del semestre scaricate (%(format)s): %(rows)s righe, %(reserved)s di laboratori riservati"
    ),
    "edition.people_exported": _l("Elenco degli iscritti scaricato (%(format)s): %(rows)s righe"),
    "edition.presences_exported": _l("Presenze scaricate (%(format)s): %(rows)s righe"),
    "programme.published": _l("Programma pubblicato"),
    "programme.editions_published": _l("Edizioni pubblicate: %(codes)s"),
    "programme.withdrawn": _l("Programma tornato in bozza: non si era ancora iscritto nessuno"),
    "programme.archived": _l("Programma archiviato"),
    "programme.unarchived": _l("Programma riaperto"),
    "programme.closure_added": _l("Chiusura aggiunta: %(days)s, %(reason)s"),
    "programme.closure_changed": _l("Chiusura modificata: %(before)s → %(after)s"),
    "programme.closure_removed": _l("Chiusura tolta: %(days)s, %(reason)s"),
    "privacy.notice_added": _l("Informativa aggiunta: versione %(version)s"),
    "privacy.notice_changed": _l("Informativa modificata prima che qualcuno la leggesse: versione %(version)s"),
    "privacy.notice_removed": _l("Informativa tolta: versione %(version)s"),
    "activity.added": _l("Laboratorio aggiunto: «%(title)s»"),
    "activity.changed": _l("Laboratorio modificato: %(change)s"),
    "activity.deleted": _l("Laboratorio cancellato: «%(title)s»"),
    "edition.added": _l("Edizione aggiunta: «%(title)s»"),
    "edition.deleted": _l("Edizione cancellata prima che qualcuno si iscrivesse: «%(title)s»"),
    "edition.changed": _l("Edizione modificata: %(change)s"),
    "edition.cancelled": _l("Edizione annullata"),
    "edition.run_decided": _l("Si tiene anche con meno persone del minimo: %(people)s su %(least)s"),
    "edition.removed": _l("Edizione tolta: non era più nel foglio e non aveva persone"),
    "registration.calendar_accepted": _l("Ha accettato l'invito nel suo calendario"),
    "registration.calendar_tentative": _l("Nel suo calendario ha risposto «forse»"),
    "registration.decline_not_proven": _l(
        "È arrivato un rifiuto dal calendario, ma non è sicuro che sia suo: il posto resta, e gli abbiamo chiesto"
    ),
    "edition.overbooked": _l("Si accettano iscrizioni fino a %(after)s invece di %(before)s, su %(seats)s posti"),
    "edition.closed": _l("Registri chiusi"),
    "edition.reopened": _l("Registri riaperti"),
    "registration.confirmed": _l("Iscrizione confermata (%(source)s)"),
    "registration.waiting": _l("In lista d'attesa (%(source)s), al posto %(position)s"),
    "registration.sent_again": _l("Risulta già: rimandato il messaggio a chi è iscritto"),
    "registration.promoted": _l("Passa dalla lista d'attesa al posto: si è liberato un posto"),
    "registration.promoted_by_staff": _l("Passa dalla lista d'attesa al posto per scelta dell'ufficio"),
    "registration.promoted_in_turn": _l(
        "Ha il posto che si è liberato: era al numero %(position)s, fra chi ci stava nessuno aspettava da più tempo, e "
        "all'inizio mancavano più di 48 ore"
    ),
    "registration.offered": _l(
        "Posto tenuto fino a %(until_at)s, in attesa di risposta: era al numero %(position)s, fra chi ci stava nessuno "
        "aspettava da più tempo, e all'inizio mancavano meno di 48 ore"
    ),
    "registration.reserved": _l("Posto tenuto fino a %(until_at)s, in attesa di risposta, per scelta dell'ufficio"),
    "registration.reserved_longer": _l("Posto tenuto più a lungo, fino a %(until_at)s"),
    "registration.offer_accepted": _l("Ha risposto di sì: il posto tenuto è suo"),
    "registration.offer_declined": _l("Ha risposto di no: il posto tenuto va a chi aspetta"),
    "registration.offer_expired": _l("Nessuna risposta entro %(until_at)s: il posto tenuto va a chi aspetta"),
    "registration.offer_unheard": _l(
        "Il posto era tenuto fino a %(until_at)s, ma l'avviso non è arrivato in tempo: resta in lista al suo numero, e "
        "per questa volta si chiede prima agli altri"
    ),
    "registration.skipped": _l(
        "Saltato, senza perdere il numero: servono %(needed)s posti insieme e ce n'erano liberi %(free)s"
    ),
    "registration.skipped_share": _l(
        "Saltato, senza perdere il numero: il suo ente ha già il posto per %(held)s persone, e il massimo è %(most)s"
    ),
    "registration.called_to_the_door": _l(
        "Invito a venire all'accoglienza: mancano meno di quattro ore e mezza, i posti liberi sono %(free)s e aveva "
        "detto che sarebbe venuto anche all'ultimo momento"
    ),
    "registration.took_unclaimed": _l(
        "Entra su un posto che nessuno ha preso: dieci minuti dopo l'inizio c'erano %(present)s persone su %(seats)s "
        "posti"
    ),
    "registration.over_seats": _l("Posto dato oltre i %(seats)s posti, per scelta dell'ufficio"),
    "registration.cancelled": _l("Iscrizione annullata"),
    "registration.cancellation_undone": _l("Annullamento ritirato: l'iscrizione è di nuovo com'era"),
    "registration.moving": _l("Chiede di passare a %(code)s"),
    "registration.moved_away": _l("Ha il posto in %(code)s: questo è di nuovo libero"),
    "registration.name_corrected": _l("Nome corretto"),
    "registration.named": _l("L'ente ha detto chi viene"),
    "registration.substituted": _l("Al suo posto viene un'altra persona dello stesso ente"),
    "registration.took_over": _l("Viene al posto di un'altra persona dello stesso ente (%(source)s)"),
    "registration.struck_as_double": _l("Iscrizione doppia tolta: le due schede erano di una persona sola"),
    "registration.restored": _l("Iscrizione rimessa com'era: le due schede sono di nuovo separate"),
    "language.switched_on": _l("Lingua accesa per il pubblico: %(code)s"),
    "language.switched_off": _l("Lingua spenta per il pubblico: %(code)s"),
    "device.made": _l("Link per l'accoglienza creato: %(label)s"),
    "device.opened": _l("Accoglienza aperta su un telefono: %(label)s"),
    "device.revoked": _l("Link per l'accoglienza revocato: %(label)s"),
    "scan.admitted": _l("Ingresso all'accoglienza"),
    "scan.undone": _l("Ingresso all'accoglienza ritirato: era un errore"),
    "attendance.recorded": _l("Presenza scritta a mano: %(minutes)s minuti (%(reason)s)"),
    "certificate.issued": _l("Attestato n. %(number)s emesso"),
    "certificate.revoked": _l("Attestato n. %(number)s revocato: %(reason)s"),
    "edition.reminder_too_late": _l(
        "Promemoria (%(reminder)s) non partito per %(people)s persone: alla sua ora il programma era fermo"
    ),
    "registration.will_come": _l("Ha risposto che ci sarà"),
    "edition.written_to": _l("Messaggio «%(subject)s» a %(people)s persone"),
    "invitation.added": _l("Enti aggiunti agli invitati: %(bodies)s"),
    "invitation.sent": _l("Inviti spediti: %(bodies)s"),
    "invitation.enrolled": _l("%(body)s: delegati iscritti, %(people)s"),
    "invitation.told": _l("Enti avvisati che la giornata è cambiata: %(bodies)s"),
    "invitation.withdrawn": _l("%(body)s tolto dagli invitati"),
    "invitation.accepted": _l("%(body)s viene: %(delegates)s persone"),
    "invitation.declined": _l("%(body)s non viene"),
    "list.added": _l("Aggiunto agli elenchi: «%(name)s»"),
    "list.changed": _l("«%(name)s»: %(change)s"),
    "list.deleted": _l("Tolto dagli elenchi: «%(name)s»"),
    "list.absence_added": _l("«%(name)s»: assenza dal %(first)s al %(last)s"),
    "list.absence_removed": _l("«%(name)s»: tolta l'assenza dal %(first)s al %(last)s"),
    "list.new_calendar": _l("«%(name)s»: il calendario personale ha un nuovo indirizzo"),
    "list.logo_added": _l("«%(name)s»: aggiunto il logo «%(logo)s»"),
    "list.logo_changed": _l("«%(name)s»: logo «%(logo)s» modificato"),
    "list.logo_moved": _l("«%(name)s»: logo «%(logo)s» spostato"),
    "list.logo_removed": _l("«%(name)s»: tolto il logo «%(logo)s»"),
    "list.merged": _l("«%(name)s» è confluito in «%(into)s»"),
    "organisation.added": _l("Ente aggiunto: %(name)s"),
    "organisation.changed": _l("Ente modificato: %(name)s"),
    "text.added": _l("Testo aggiunto: «%(name)s»"),
    "text.changed": _l("Testo modificato: «%(name)s»"),
    "text.removed": _l("Testo eliminato: «%(name)s»"),
    "message.called": _l("Persona chiamata al telefono"),
    "message.call_again": _l("Rimessa fra le persone da chiamare"),
    "message.call_instead": _l("Messaggio messo fra le persone da chiamare"),
    "message.came_back": _l("Una mail è tornata indietro: %(words)s"),
    "message.write_again": _l("L'ufficio dice che l'indirizzo è giusto: si torna a scrivere lì"),
    "message.resent": _l("Messaggio rimesso in partenza"),
    "staff.added": _l("Accesso creato: %(email)s, %(role)s"),
    "staff.granted": _l("Affidata l'edizione %(edition)s"),
    "staff.withdrawn": _l("Tolta l'edizione %(edition)s"),
    "staff.changed": _l("Ruolo cambiato: %(role)s"),
    "staff.renamed": _l("Nome cambiato"),
    "staff.disabled": _l("Accesso sospeso"),
    "staff.enabled": _l("Accesso riattivato"),
    "staff.password_set": _l("Password nuova data da chi amministra"),
    "staff.password_changed": _l("Password cambiata"),
    "staff.people_exported": _l("Elenco delle persone che ha iscritto scaricato: %(rows)s righe"),
    "staff.signed_in": _l("Entrata nell'ufficio"),
    "people.imported": _l("Iscrizioni importate dal foglio: %(summary)s"),
    "people.renamed": _l("Nome corretto"),
    "people.contact_added": _l("Contatto aggiunto"),
    "people.contact_removed": _l("Contatto tolto"),
    "people.merged": _l("Scheda n. %(gone)s unita a questa, con %(registrations)s iscrizioni"),
    "people.unmerged": _l("Scheda n. %(gone)s di nuovo separata da questa"),
    "privacy.forgotten": _l("Dati cancellati per scadenza: %(summary)s"),
}


def sentence(what: str, facts: dict[str, Any]) -> str:
    """The sentence of an entry, in the reader's language."""
    return str(SENTENCES[what]) % facts
