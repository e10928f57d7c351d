"""A list of sign-ups, CSV or spreadsheet, read whole: people and the editions they want, or every fault in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask_babel import gettext as _

from app.lib.addresses import UnusableAddress, normalised_email, normalised_phone
from app.lib.cells import as_text
from app.lib.names import LONGEST_NAME, folded, tidy
from app.lib.sheets import Fault, Faults, FaultySheet, Row, Sheet
from app.lib.tables import UnreadableTable, read_tables
from app.registration.sign_up import Person

COLUMNS = {
    "code": ("Codice", "Cod.", "Codice edizione", "Edizione"),
    "first_name": ("Nome",),
    "last_name": ("Cognome",),
    "email": ("E-mail", "Email", "Mail", "Posta elettronica", "Indirizzo e-mail"),
    "phone": ("Telefono", "Tel.", "Cellulare", "Numero di telefono"),
    "language": ("Lingua",),
    "access_needs": ("Esigenze", "Esigenze di accesso"),
    "organisation": ("Ente", "Organizzazione"),
    "job_title": ("Ruolo", "Funzione"),
}
NEEDED = {"code", "first_name", "last_name"}
LANGUAGES = {
    "italiano": "it", "inglese": "en", "francese": "fr", "spagnolo": "es", "rumeno": "ro", "romeno": "ro",
    "ucraino": "uk", "arabo": "ar", "cinese": "zh", "albanese": "sq", "russo": "ru", "bengalese": "bn", "urdu": "ur",
}  # fmt: skip
ACCESS_NEEDS = {
    "sedia a rotelle": "wheelchair",
    "carrozzina": "wheelchair",
    "posto per sedia a rotelle": "wheelchair",
    "interprete lis": "sign_language",
    "lis": "sign_language",
    "interprete della lingua dei segni": "sign_language",
    "testo ingrandito": "large_print",
    "caratteri grandi": "large_print",
    "accompagnatore": "companion",
    "accompagnatrice": "companion",
}
LONGEST_TEXT = 200  # letters


@dataclass(frozen=True)
class WantedPlace:
    """One row: who wants a place in which edition (its id). ``where`` names the row, for a rule that says no."""

    edition_id: int
    person: Person
    where: str


@dataclass(frozen=True)
class SignUps:
    rows: list[WantedPlace]
    warnings: list[str]


def read_sign_ups(path: Path, editions: Mapping[str, int]) -> SignUps:
    """The sign-ups in the file at ``path`` for ``editions``, ids by lower-case code, in the file's order.

    Raises FaultySheet with every fault: a malformed row refuses the whole file.
    """
    faults = Faults(path.name)
    try:
        tables = read_tables(path)
    except UnreadableTable as error:
        raise FaultySheet([Fault(f"{path.name}: {error}")]) from error
    sheet = Sheet(tables[0], COLUMNS, NEEDED, faults)
    if sheet.is_readable and not (sheet.has("email") or sheet.has("phone")):
        sheet.fault(_("manca la colonna «E-mail» o «Telefono». Aggiungine almeno una."), row=sheet.headings_at + 1)
    faults.raise_any()
    rows = [_wanted(row, editions) for row in sheet.rows()]
    if not rows:
        sheet.fault(_("sotto le intestazioni non c'è nessuna riga. Scrivi almeno un'iscrizione."))
    faults.raise_any()
    return SignUps([row for row in rows if row], faults.warning_sentences())


def _wanted(row: Row, editions: Mapping[str, int]) -> WantedPlace | None:
    edition_id = _edition(row, editions)
    first_name = _name(row, "first_name", _("manca il nome. Scrivilo; chi non ne ha metta un trattino."))
    last_name = _name(row, "last_name", _("manca il cognome. Scrivilo; chi non ne ha metta un trattino."))
    if not (first_name or last_name) and first_name is not None and last_name is not None:
        row.fault(_("mancano nome e cognome. Scrivine almeno uno."), "first_name")
    email, phone = _contacts(row)
    organisation, job_title = row.text("organisation", LONGEST_TEXT), row.text("job_title", LONGEST_TEXT)
    if edition_id is None or first_name is None or last_name is None:
        return None
    person = Person(
        first_name=first_name,
        last_name=last_name,
        email=email,
        phone=phone,
        language=_language(row),
        access_needs=_needs(row),
        organisation=organisation,
        job_title=job_title,
    )
    return WantedPlace(edition_id, person, row.sheet.where(row.number))


def _edition(row: Row, editions: Mapping[str, int]) -> int | None:
    code = row.read("code", as_text)
    if code is None:
        row.fault(_("manca il codice dell'edizione. Scrivilo, come CV-1."), "code")
        return None
    if code.lower() not in editions:
        row.fault(_("il codice «%(code)s» non è nel programma. Correggilo.", code=code[:40]), "code")
    return editions.get(code.lower())


def _name(row: Row, field: str, missing: str) -> str | None:
    """A name in letters; '' for a dash, which says that the person has none; None when blamed."""
    text = tidy(str(row.values.get(field) or ""))
    if not text:
        row.fault(missing, field)
    elif len(text) > LONGEST_NAME:
        row.fault(
            _("il nome ha %(length)s lettere, il massimo è %(most)s. Accorcialo.", length=len(text), most=LONGEST_NAME),
            field,
        )
    elif text in {"-", "–", "—"}:
        return ""
    elif not any(letter.isalpha() for letter in text):
        row.fault(_("«%(text)s» non è un nome. Scrivilo con le lettere.", text=text), field)
    else:
        return text
    return None


def _contacts(row: Row) -> tuple[str | None, str | None]:
    """E-mail and telephone; one that is unusable is left out with a warning when the other will do."""
    texts = {field: row.read(field, as_text) for field in ("email", "phone")}
    usable: dict[str, str | None] = {"email": None, "phone": None}
    unusable = []
    for field, normalised in (("email", normalised_email), ("phone", normalised_phone)):
        if text := texts[field]:
            try:
                usable[field] = normalised(text)
            except UnusableAddress:
                unusable.append(field)
    said = {
        "email": _("«%(text)s» non è un'e-mail.", text=(texts["email"] or "")[:60]),
        "phone": _("«%(text)s» non è un numero di telefono.", text=(texts["phone"] or "")[:60]),
    }
    if any(usable.values()):
        for field in unusable:
            row.warn(said[field] + " " + _("Tengo l'altro recapito."), field)
    elif unusable:
        advice = _("Correggilo: la persona non ha altri recapiti.")
        row.fault(said[unusable[0]] + " " + advice, unusable[0])
    else:
        row.fault(
            _("non c'è né e-mail né telefono. Scrivi almeno uno dei due."),
            "email" if row.sheet.has("email") else "phone",
        )
    return usable["email"], usable["phone"]


def _language(row: Row) -> str:
    text = (row.read("language", as_text) or "it").lower()
    if named := LANGUAGES.get(folded(text)):
        return named
    if re.fullmatch(r"[a-z]{2,3}([-_][a-z]{2,4})?", text):
        return re.split("[-_]", text)[0]
    row.warn(_("«%(text)s» non è una lingua che conosco: scriverò in italiano.", text=text[:40]), "language")
    return "it"


def _needs(row: Row) -> list[str]:
    """What the person needs to take part: our own words for what we know, theirs for the rest."""
    parts = re.split(r"[;,\n]", str(row.values.get("access_needs") or ""))
    needs = [ACCESS_NEEDS.get(folded(part), tidy(part)[:LONGEST_TEXT]) for part in parts if folded(part)]
    return list(dict.fromkeys(needs))
