"""The rows of the sheet «Programma» as editions: rows of one code are the meetings of one edition."""

import re
from datetime import date
from urllib.parse import urlsplit

from flask_babel import gettext as _

from app.lib.cells import UnreadableCell, as_count, as_day, as_flag, as_text
from app.lib.names import folded, tidy
from app.lib.sheets import Row, Sheet
from app.programme.draft import DraftEdition
from app.programme.models import ActivityKind
from app.programme.read_meetings import read_meetings
from app.programme.read_venues import Venues
from app.programme.several_rows import LONGEST_NAME, names_said, needed_said, one_said, text_said
from app.programme.states import WITHOUT_DATES, as_states

COLUMNS = {
    "code": ("Codice", "Cod."),
    "kind": ("Tipo", "Tipologia"),
    "title": ("Titolo", "Titolo del laboratorio"),
    "theme": ("Tema", "Area tematica"),
    "summary": ("Descrizione",),
    "number": ("Incontro", "N. incontro", "Incontro n."),
    "day": ("Data", "Giorno"),
    "starts": ("Dalle", "Dalle ore", "Ora inizio", "Inizio"),
    "ends": ("Alle", "Alle ore", "Ora fine", "Fine"),
    "venue": ("Sede", "Luogo"),
    "room": ("Sala", "Aula"),
    "address": ("Indirizzo",),
    "municipality": ("Comune",),
    "seats": ("Posti", "N. posti", "Numero posti", "Posti disponibili"),
    "partners": ("In collaborazione con", "Partner", "Collaborazione"),
    "facilitators": ("Conduce", "Chi conduce", "Conducono"),
    "sign_up_opens_on": ("Iscrizioni dal", "Iscrizioni da", "Apertura iscrizioni"),
    "sign_up_closes_on": ("Iscrizioni entro", "Iscrizioni fino al", "Chiusura iscrizioni"),
    "audience": ("Rivolto a", "Destinatari"),
    "is_reserved": ("Riservato",),
    "notes": ("Note",),
    "funding": ("Finanziamento", "Finanziato da"),
    "online_url": ("Collegamento", "Link"),
    "minimum_people": ("Minimo", "Minimo persone", "Numero minimo", "N. minimo"),
    "state": ("Stato",),
}
NEEDED = {"code", "kind", "title", "theme", "day", "starts", "ends", "venue", "seats"}
KINDS = {
    "laboratorio": ActivityKind.LAB,
    "lab": ActivityKind.LAB,
    "laboratori": ActivityKind.LAB,
    "giornata di networking": ActivityKind.NETWORKING_DAY,
    "networking": ActivityKind.NETWORKING_DAY,
    "mattinata di networking": ActivityKind.NETWORKING_DAY,
}
CODE = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
LONGEST_CODE, LONGEST_TITLE, LONGEST_THEME, LONGEST_LINK = 30, 200, 60, 500  # letters


def read_editions(sheet: Sheet, venues: Venues) -> list[DraftEdition]:
    """All editions, also those with faults (the faults are in the sheet's): what can be checked further is there."""
    return [_edition(rows, venues) for rows in _by_code(sheet)]


def _by_code(sheet: Sheet) -> list[list[Row]]:
    """The rows of each edition. A code that serves two labs is blamed once, and read as two editions."""
    groups: dict[tuple[str, str], list[Row]] = {}
    titles: dict[str, tuple[str, str, int]] = {}  # by code: the first title, as words and as written, and its row
    for row in sheet.rows():
        if not any(row.has(field) for field in ("title", "day", "starts", "venue")) and sheet.has("day"):
            row.fault(_("la riga è incompleta: mancano titolo, data e sede. Completala o cancellala."))
            continue
        code = _code(row)
        title = tidy(str(row.values["title"])) if row.has("title") else ""
        key = (code or f"row {row.number}").lower()
        first = titles.setdefault(key, (folded(title), title, row.number))
        if not first[0]:
            titles[key] = first = (folded(title), title, row.number)
        group = groups.setdefault((key, folded(title) or first[0]), [])
        if same := next((other for other in group if _is_same(other, row)), None):
            row.fault(_("ripete la riga %(other)s. Cancella una delle due.", other=same.number))
            continue
        if title and folded(title) != first[0] and not group:
            row.fault(
                _(
                    "%(code)s è già il codice di «%(first)s» (riga %(other)s), ma qui il titolo è «%(title)s». "
                    "Scrivi un altro codice, o correggi il titolo.",
                    code=code,
                    first=first[1],
                    other=first[2],
                    title=title,
                ),
                "code",
            )
        group.append(row)
    untitled = [key for key in groups if not key[1]]
    for code, _nothing in untitled:  # rows above the first title of their code
        if titles[code][0]:
            groups.setdefault((code, titles[code][0]), []).extend(groups.pop((code, "")))
    return [sorted(group, key=lambda row: row.number) for group in groups.values() if group]


def _is_same(one: Row, other: Row) -> bool:
    return [tidy(str(value)) for value in one.values.values()] == [tidy(str(value)) for value in other.values.values()]


def _code(row: Row) -> str | None:
    code = row.text("code", LONGEST_CODE)
    if row.is_blank("code"):
        if row.sheet.has("code"):
            row.fault(
                _("manca il codice. Scrivilo, come CV-1: è lo stesso in tutti gli incontri dell'edizione."), "code"
            )
    elif code and not CODE.fullmatch(code):
        row.fault(
            _(
                "il codice «%(code)s» non va in un indirizzo web. Usa solo lettere senza accento, cifre e trattini, "
                "come CV-1.",
                code=code,
            ),
            "code",
        )
    return code


def _edition(rows: list[Row], venues: Venues) -> DraftEdition:
    first = rows[0]
    sheet = first.sheet
    edition = DraftEdition(
        code=tidy(str(first.values.get("code") or "")),
        row=first.number,
        kind=needed_said(rows, "kind", as_kind, _("manca il tipo. Scrivi «Laboratorio» o «Giornata di networking»."))
        or ActivityKind.LAB,
        title=needed_said(rows, "title", as_text, _("manca il titolo. Scrivilo.")) or "",
        theme=needed_said(rows, "theme", as_text, _("manca il tema. Scrivilo, come «Colloquio».")) or "",
        seats=needed_said(rows, "seats", as_count, _("manca il numero dei posti. Scrivi una cifra, come 16.")) or 0,
    )
    first.text("title", LONGEST_TITLE)
    first.text("theme", LONGEST_THEME)
    if sheet.has("is_reserved"):
        edition.is_reserved = bool(one_said(rows, "is_reserved", as_flag))
    if sheet.has("partners"):
        edition.partners = names_said(rows, "partners")
    if sheet.has("facilitators"):
        edition.facilitators = names_said(rows, "facilitators")
    if sheet.has("funding"):
        edition.says_funding, edition.funding = True, one_said(rows, "funding", as_text)
        first.text("funding", LONGEST_NAME)
    for field in ("summary", "audience", "notes"):
        if sheet.has(field):
            edition.facts[field] = text_said(rows, field)
    if sheet.has("online_url"):
        edition.facts["online_url"] = one_said(rows, "online_url", as_link)
    if sheet.has("minimum_people"):
        edition.facts["minimum_people"] = one_said(rows, "minimum_people", lambda value: as_count(value, least=0))
    edition.states = one_said(rows, "state", as_states) or frozenset()
    edition.facts |= _window(rows)
    if not (edition.states & WITHOUT_DATES and not any(row.has("day") for row in rows)):
        edition.meetings = read_meetings(rows, venues)
    return edition


def _window(rows: list[Row]) -> dict[str, object]:
    """The days of sign-up; a row in which they are the wrong way round is blamed, and then no other comparison made."""
    sheet, inverted = rows[0].sheet, set()
    for row in rows:
        opens, closes = row.read("sign_up_opens_on", as_day), row.read("sign_up_closes_on", as_day)
        if opens and closes and closes < opens and (opens, closes) not in inverted:
            inverted.add((opens, closes))
            row.fault(
                _(
                    "le iscrizioni chiudono il %(closes)s, prima di aprire (%(opens)s). Correggi una delle due date.",
                    closes=as_text(closes),
                    opens=as_text(opens),
                ),
                "sign_up_closes_on",
            )
    fields = [field for field in ("sign_up_opens_on", "sign_up_closes_on") if sheet.has(field)]
    if inverted:
        return dict.fromkeys(fields)
    days: dict[str, object] = {}
    for field in fields:
        day: date | None = one_said(rows, field, as_day)
        days[field] = day
    return days


def as_kind(value: object) -> ActivityKind:
    text = as_text(value)
    if kind := KINDS.get(folded(text)):
        return kind
    raise UnreadableCell(_("«%(text)s» non è un tipo. Scrivi «Laboratorio» o «Giornata di networking».", text=text))


def as_link(value: object) -> str:
    text = as_text(value)
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or len(text) > LONGEST_LINK:
        raise UnreadableCell(_("«%(text)s» non è un collegamento. Copialo per intero, con https://.", text=text))
    return text
