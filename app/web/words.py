"""The words for states and kinds, in the reader's language: templates ask here, records keep their keys."""

from datetime import datetime

from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from app.attendance.came import Came
from app.inbox.replies import BY_CALENDAR
from app.journal import words as journal
from app.journal.models import Entry
from app.networking.models import THE_BODY
from app.outbox.models import Delivery
from app.programme.models import ProgrammeStatus
from app.registration.cancel import NOT_ON_THIS_DATE
from app.registration.delegates import SUBSTITUTED, WITHDRAWN, name_on_lists
from app.registration.models import MOVED, Coming, Registration, Source, Status
from app.registration.offers import OFFER_ENDED
from app.registration.say_coming import CANNOT_COME
from app.reminders.models import Judgement, Kind
from app.staff.models import Role
from app.web.access_needs import ACCESS_NEEDS, THEIR_ACCESS_NEEDS
from app.web.referrals import referral

PROGRAMME_STATUS = {
    ProgrammeStatus.DRAFT: _l("Bozza"),
    ProgrammeStatus.PUBLISHED: _l("Pubblicato"),
    ProgrammeStatus.ARCHIVED: _l("Archiviato"),
}
REGISTRATION_STATUS = {
    Status.CONFIRMED: _l("Ha il posto"),
    Status.WAITING: _l("In lista d'attesa"),
    Status.OFFERED: _l("Posto offerto"),
    Status.CANCELLED: _l("Annullata"),
}
COMING: dict[str, LazyString] = {
    Coming.YES: _l("conferma che viene"),
    Coming.MAYBE: _l("forse viene"),
}
DELIVERY = {
    Delivery.QUEUED: _l("in partenza"),
    Delivery.SENDING: _l("sta partendo"),
    Delivery.SENT: _l("inviata"),
    Delivery.FAILED: _l("non partita"),
    Delivery.PARKED: _l("forse partita: decide l'ufficio"),
    Delivery.DROPPED: _l("superata da una più recente"),
    Delivery.TO_CALL: _l("da chiamare"),
    Delivery.CALLED: _l("chiamata fatta"),
    Delivery.BOUNCED: _l("tornata indietro"),
}
REMINDERS: dict[str, LazyString] = {
    Kind.WEEK_BEFORE: _l("una settimana prima"),
    Kind.WILL_YOU_COME: _l("«ci sarai?»"),
    Kind.DAY_BEFORE: _l("il giorno prima"),
    Kind.ABSENT: _l("a chi non è venuto"),
}
JUDGEMENTS = {
    Judgement.SAID: _l("scritti"),
    Judgement.TOO_LATE: _l("non partiti: alla loro ora il programma era fermo"),
    Judgement.NEEDLESS: _l("non servivano"),
    Judgement.UNREACHABLE: _l("senza e-mail: per i promemoria non si telefona"),
}
SOURCES: dict[str, LazyString] = {
    Source.WEB: _l("dal sito"),
    Source.STAFF: _l("da chi lavora in ufficio o allo sportello"),
    Source.SHEET: _l("da un elenco"),
    Source.DOOR: _l("all'accoglienza"),
    Source.BODY: _l("dal suo ente"),
}
CAME: dict[str, LazyString] = {
    Came.YES: _l("sì"),
    Came.NO: _l("no"),
    Came.NOT_YET: _l("non ancora"),
    Came.WITHOUT_PLACE: _l("non ha avuto il posto"),
    Came.CALLED_OFF: _l("annullata"),
}
ROLES: dict[str, LazyString] = {
    Role.FACILITATOR: _l("conduce"),
    Role.DESK: _l("sportello"),
    Role.OFFICE: _l("ufficio"),
    Role.ADMIN: _l("amministrazione"),
}
ACTORS = {  # who acted when it was not somebody with an account
    "pubblico": _l("la persona stessa, dal sito"),
    THE_BODY: _l("l'ente, dal suo link"),
    "sistema": _l("il programma, da solo"),
    BY_CALENDAR: _l("la risposta del calendario"),
    "riga di comando": _l("chi amministra il programma"),
    "dimostrazione": _l("la dimostrazione"),
}
CANCEL_REASONS = {
    BY_CALENDAR: _l("ha rifiutato dal calendario"),
    CANNOT_COME: _l("ha risposto che non riesce a venire"),
    MOVED: _l("ha cambiato data"),
    NOT_ON_THIS_DATE: _l("non poteva nella data nuova"),
    OFFER_ENDED: _l("non ha preso il posto offerto"),
    SUBSTITUTED: _l("viene un'altra persona dello stesso ente"),
    WITHDRAWN: _l("l'ente l'ha tolta dai suoi delegati"),
}
DOOR = "accoglienza: "  # before the label of a phone at the door
KEYS = {"source": SOURCES, "role": ROLES, "reminder": REMINDERS}  # by the name of the fact
JOURNAL_KINDS = {
    "attendance": _l("Presenze"),
    "certificate": _l("Attestati"),
    "device": _l("Accoglienza: dispositivi"),
    "activity": _l("Laboratori"),
    "edition": _l("Edizioni"),
    "invitation": _l("Inviti agli enti"),
    "language": _l("Lingue"),
    "list": _l("Elenchi"),
    "message": _l("Messaggi"),
    "organisation": _l("Enti"),
    "people": _l("Persone"),
    "privacy": _l("Privacy"),
    "programme": _l("Programmi"),
    "registration": _l("Iscrizioni"),
    "scan": _l("Accoglienza: ingressi"),
    "staff": _l("Accessi"),
    "text": _l("Testi pronti"),
}


def programme_status(status: str) -> str:
    return str(PROGRAMME_STATUS[ProgrammeStatus(status)])


def registration_status(registration: Registration) -> str:
    return str(REGISTRATION_STATUS[Status(registration.status)])


def status_and_intention(registration: Registration) -> str:
    """Whether they have a place, and what they said when asked whether they will come."""
    said = COMING.get(registration.coming or "") if registration.is_confirmed else None
    return f"{registration_status(registration)}, {said}" if said else registration_status(registration)


def cancel_reason(registration: Registration) -> str:
    """Why the person gave the place up, if they said so."""
    reason = registration.cancel_reason or ""
    return str(CANCEL_REASONS.get(reason, reason))


def came(key: str) -> str:
    return str(CAME[key])


def role(key: str) -> str:
    return str(ROLES[Role(key)])


def reminder(kind: str) -> str:
    return str(REMINDERS[Kind(kind)])


def judgement(key: str) -> str:
    return str(JUDGEMENTS[Judgement(key)])


def delivery(status: str) -> str:
    return str(DELIVERY[Delivery(status)])


def needs(access_needs: list[str]) -> str:
    """Somebody's access needs in words; one typed by the office in a sheet stays as it is."""
    return ", ".join(str(THEIR_ACCESS_NEEDS.get(need, need)) for need in access_needs)


def own_needs(access_needs: list[str]) -> str:
    """The reader's own access needs in words."""
    return ", ".join(str(ACCESS_NEEDS.get(need, need)) for need in access_needs)


def journal_kind(kind: str) -> str:
    return str(JOURNAL_KINDS.get(kind, kind))


def sentence(entry: Entry) -> str:
    """The sentence of a line of history; what its facts keep as keys is said in words."""
    words = {name: KEYS[name].get(value, value) for name, value in entry.facts.items() if name in KEYS}
    words |= {name: _instant(value) for name, value in entry.facts.items() if name.endswith("_at") and value}
    return journal.sentence(entry.what, entry.facts | words)


def _instant(text: str) -> str:
    return format_datetime(datetime.fromisoformat(text), "dd/MM/yyyy, H:mm")


def actor(by: str) -> str:
    """Who acted, as the history keeps it: an e-mail stays as it is, whoever has none is said in words."""
    if by in ACTORS:
        return str(ACTORS[by])
    return _("accoglienza: %(phone)s", phone=by.removeprefix(DOOR)) if by.startswith(DOOR) else by


def risk(probability: float) -> str:
    """A probability (0 to 1) in whole hundredths, never as a certainty that it is not."""
    hundredths = round(probability * 100)
    if hundredths == 0:
        return _("meno dell'1 %")
    return _("più del 99 %") if hundredths == 100 else f"{hundredths} %"


FILTERS = {
    "listed": name_on_lists,
    "risk": risk,
    "actor": actor,
    "came": came,
    "role": role,
    "programme_status": programme_status,
    "registration_status": status_and_intention,
    "cancel_reason": cancel_reason,
    "delivery": delivery,
    "reminder": reminder,
    "judgement": judgement,
    "needs": needs,
    "own_needs": own_needs,
    "referral": referral,
    "sentence": sentence,
}
