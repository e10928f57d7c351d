"""A half-year's spreadsheet, read whole: a draft without faults, or every fault in a sentence of its own."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from flask_babel import gettext as _

from app.lib.clock import rome
from app.lib.names import folded
from app.lib.sheets import Fault, Faults, FaultySheet, Sheet
from app.lib.tables import Table, UnreadableTable, is_text_table, read_tables, tables_in
from app.programme import check_draft, half_year, read_agenda, read_editions, read_venues
from app.programme.before_the_sheet import BeforeTheSheet
from app.programme.draft import DraftEdition, DraftProgramme
from app.programme.half_year import HalfYear
from app.programme.known import Known
from app.programme.stamp import stamped

PROGRAMME, AGENDA, VENUES = "Programma", "Scaletta", "Sedi"
LONGEST_TITLE = 200  # letters


def read_programme(path: Path, known: Known, name: str | None = None) -> DraftProgramme:
    """The half-year in the workbook at ``path``, as ``read_upload`` reads it."""
    return _read(path.name, lambda: read_tables(path), known, name)


def read_upload(file: str, content: bytes, known: Known, name: str | None = None) -> DraftProgramme:
    """The half-year in a workbook called ``file``; ``name`` («2027-1») goes before what the sheet's title says.

    Raises FaultySheet with every fault.
    """
    return _read(file, lambda: tables_in(file, content), known, name)


def _read(file: str, tables: Callable[[], list[Table]], known: Known, name: str | None) -> DraftProgramme:
    faults = Faults(file)
    named = half_year.named(name) if name else None
    if name and (named is None or named.slug != name):
        faults.of_file(_("«%(name)s» non è il nome di un semestre. Scrivilo come 2027-1 o 2027-2.", name=name))
    sheets = _sheets(file, tables, faults)
    faults.raise_any()
    main = sheets[PROGRAMME]
    stamp = stamped(main.above())
    venues = read_venues.Venues()
    editions = read_editions.read_editions(main, venues) if main.is_readable else []
    if VENUES in sheets and sheets[VENUES].is_readable:
        for row in sheets[VENUES].rows():
            venues.describe(row, rubs_out=stamp is not None)
    if AGENDA in sheets and sheets[AGENDA].is_readable:
        read_agenda.read_agenda(sheets[AGENDA], editions)
    if main.is_readable and not editions and not faults:
        main.fault(_("sotto le intestazioni non c'è nessuna riga. Scrivi almeno un incontro."))
    for edition in editions:
        edition.rubs_out = stamp is not None
    half = named or _half_year(main, editions, stamp)
    if half:
        check_draft.check_days(main, editions, half, venues.by_key, known)
    before = BeforeTheSheet(known, half)
    check_draft.check_places(main, editions, venues.by_key, known, before)
    check_draft.check_seats(main, editions, venues.by_key, known, before)
    check_draft.check_windows(main, editions, before)
    check_draft.check_labs(main, editions)
    faults.raise_any()
    if half is None:
        raise RuntimeError("a sheet without faults has a half-year")
    title = next((text for text in main.above() if not stamped([text])), half.title)
    return DraftProgramme(half, title[:LONGEST_TITLE], editions, venues.by_key, faults.warning_sentences())


def _sheets(file: str, tables: Callable[[], list[Table]], faults: Faults) -> dict[str, Sheet]:
    try:
        if is_text_table(file):
            raise UnreadableTable(_("il programma si importa da un foglio .xlsx. Salvalo in quel formato."))
        found = tables()
    except UnreadableTable as error:
        raise FaultySheet([Fault(f"{file}: {error}", what=str(error))]) from error
    sheets = {}
    for number, (name, shape) in enumerate(
        {
            PROGRAMME: (read_editions.COLUMNS, read_editions.NEEDED),
            AGENDA: (read_agenda.COLUMNS, read_agenda.NEEDED),
            VENUES: (read_venues.COLUMNS, read_venues.NEEDED),
        }.items(),
        start=1,
    ):
        table = _table(found, name)
        if table and (name == PROGRAMME or any(any(row) for row in table.rows)):
            sheets[name] = Sheet(table, *shape, faults, number)
        elif name == PROGRAMME:
            faults.of_file(
                _(
                    "manca il foglio «%(name)s» (ci sono: %(found)s). Dai quel nome al foglio con gli incontri.",
                    name=name,
                    found=", ".join(f"«{other.name}»" for other in found),
                )
            )
    return sheets


def _table(tables: list[Table], name: str) -> Table | None:
    exactly = [table for table in tables if folded(table.name) == folded(name)]
    nearly = [table for table in tables if folded(table.name).split()[:1] == [folded(name)]]
    return next(iter(exactly or nearly), None)


def _half_year(sheet: Sheet, editions: list[DraftEdition], stamp: HalfYear | None) -> HalfYear | None:
    """From the title above the headings, or the sheet's name, or the dates when all fall into one; blamed otherwise.

    A sheet that was taken out of here says its half-year itself, unless title and dates have both become another's.
    """
    days: list[date] = [rome(meeting.starts_at).date() for edition in editions for meeting in edition.meetings]
    halves = {half_year.of(day) for day in days}
    above = [text for text in sheet.above() if not stamped([text])]
    titled = half_year.named(" ".join(above))
    if stamp:
        return titled if titled and halves == {titled} else stamp
    if found := titled or half_year.named(sheet.table.name):
        return found
    if len(halves) == 1:
        return halves.pop()
    if halves or not sheet.faults:
        sheet.fault(
            _(
                "non si capisce di quale semestre è il programma. Scrivilo nel titolo, come «Programma del primo "
                "semestre 2027», o di' tu quale, come 2027-1 (opzione --name, o casella «Semestre»)."
            )
        )
    return None
