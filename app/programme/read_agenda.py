"""The sheet «Scaletta»: the agenda of the networking mornings."""

from flask_babel import gettext as _

from app.lib.cells import as_hour, as_text
from app.lib.clock import from_rome, rome
from app.lib.names import tidy
from app.lib.sheets import Row, Sheet
from app.programme.draft import DraftAgendaItem, DraftEdition, DraftMeeting

COLUMNS = {
    "code": ("Codice", "Cod."),
    "starts": ("Dalle", "Dalle ore", "Ora inizio", "Inizio"),
    "ends": ("Alle", "Alle ore", "Ora fine", "Fine"),
    "title": ("Titolo", "Argomento"),
    "speakers": ("Intervengono", "Interviene", "Relatori"),
}
NEEDED = {"code", "starts", "ends", "title"}
LONGEST_TITLE, LONGEST_SPEAKERS = 300, 300  # letters


def read_agenda(sheet: Sheet, editions: list[DraftEdition]) -> None:
    """Give every edition its agenda, empty when the sheet says nothing of it; blank codes are the row's above."""
    by_code: dict[str, DraftEdition] = {edition.slug: edition for edition in reversed(editions)}
    for edition in editions:
        edition.agenda = []
    code = ""
    unknown: set[str] = set()
    for row in sheet.rows():
        code = row.read("code", as_text) or code
        named = by_code.get(code.lower())
        if not code and sheet.has("code"):
            row.fault(_("manca il codice dell'edizione. Scrivilo, come NET-1."), "code")
        elif named is None and code and code.lower() not in unknown:
            unknown.add(code.lower())
            row.fault(
                _("il codice «%(code)s» non è nel foglio «Programma». Correggilo, o cancella le sue righe.", code=code),
                "code",
            )
        item = _item(row, named)
        if named is not None and item and named.agenda is not None:
            named.agenda.append(item)
    for edition in editions:
        edition.agenda = sorted(edition.agenda or [], key=lambda item: (item.starts_at, item.row))
        if not edition.meetings:
            edition.agenda = None  # without a day there are no hours: what is known stays


def _item(row: Row, edition: DraftEdition | None) -> DraftAgendaItem | None:
    for field, missing in (
        ("starts", _("manca l'ora d'inizio. Scrivila, come 9:30.")),
        ("ends", _("manca l'ora di fine. Scrivila, come 10:00.")),
        ("title", _("manca il titolo. Scrivilo.")),
    ):
        if row.sheet.has(field) and row.is_blank(field):
            row.fault(missing, field)
    starts, ends = row.read("starts", as_hour), row.read("ends", as_hour)
    title, speakers = row.text("title", LONGEST_TITLE), row.text("speakers", LONGEST_SPEAKERS)
    if starts and ends and ends <= starts:
        row.fault(_("finisce prima di cominciare. Correggi l'ora d'inizio o di fine."), "ends")
    elif starts and ends and title and edition and edition.meetings:
        for meeting in edition.meetings:
            day = rome(meeting.starts_at).date()
            item = DraftAgendaItem(row.number, from_rome(day, starts), from_rome(day, ends), title, speakers)
            if _is_within(item, meeting):
                return item
        row.fault(
            _(
                "la voce è fuori dall'orario dell'incontro di %(code)s (dalle %(starts)s alle %(ends)s). Correggila.",
                code=tidy(edition.code),
                starts=f"{rome(edition.meetings[0].starts_at):%-H:%M}",
                ends=f"{rome(edition.meetings[0].ends_at):%-H:%M}",
            ),
            "starts",
        )
    return None


def _is_within(item: DraftAgendaItem, meeting: DraftMeeting) -> bool:
    return meeting.starts_at <= item.starts_at and item.ends_at <= meeting.ends_at
