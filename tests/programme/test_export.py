"""Taken out as a sheet and brought back, a half-year is what it was; one cell edited is one thing changed."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from sqlalchemy import event, select

from app.db import db, transaction
from app.journal.models import Entry
from app.lib.names import folded, tidy
from app.lib.tables import read_xlsx
from app.programme.known import known
from app.programme.models import Edition, Programme, Venue
from app.programme.read_programme import read_upload
from app.programme.write_sheet import write_sheet
from app.registration.import_programme import Imported, import_programme
from tests.programme import big_half_year, full_half_year
from tests.programme.office import Office, edition, how_many, the_only
from tests.programme.sheets import HEADINGS
from tests.world import World

SAMPLES = Path(__file__).parent.parent / "data"
Edit = Callable[[Workbook], object]


def taken_out() -> bytes:
    db.session.expire_all()
    return write_sheet(db.session.scalars(select(Programme)).one())


def brought_back(content: bytes, edit: Edit | None = None, name: str | None = None) -> Imported:
    if edit:
        book, kept = load_workbook(BytesIO(content)), BytesIO()
        edit(book)
        book.save(kept)
        content = kept.getvalue()
    draft = read_upload("foglio.xlsx", content, known(), name)
    with transaction():
        done = import_programme(draft, by="prove")
    return done


def said(done: Imported) -> list[str]:
    return [str(change) for change in done.changes]


def set_cell(sheet: str, row_of: str, heading: str, value: object) -> Edit:
    """Edit the first row whose first cell is ``row_of``, in the column of this heading."""

    def edit(book: Workbook) -> None:
        page = book[sheet]
        headings = next(row for row in page.iter_rows() if str(row[0].value) in ("Codice", "Sede"))
        column = next(cell.column for cell in headings if cell.value == heading)
        row = next(row[0].row for row in page.iter_rows() if row[0].value == row_of)
        page.cell(row, column).value = value

    return edit


def test_the_office_s_half_year_goes_out_and_comes_back_unchanged(office: Office) -> None:
    office.types(str(SAMPLES / "programma-2027-1.xlsx"), "--publish")
    journal = how_many(Entry)

    done = brought_back(taken_out())

    assert (done.editions_count, done.meetings_count) == (24, 34)
    assert said(done) == [] and how_many(Entry) == journal


@pytest.mark.parametrize("published", [True, False])
def test_everything_that_a_half_year_may_say_comes_back_unchanged(world: World, published: bool) -> None:
    full_half_year.make(published)
    before = taken_out()

    done = brought_back(before)

    assert (done.editions_count, how_many(Edition)) == (120, 120)
    assert said(done) == []
    assert done.told == 0 and not world.mails() and how_many(Entry) == 0
    assert [table.rows[2:] for table in read_xlsx(taken_out())] == [table.rows[2:] for table in read_xlsx(before)]


TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=80)
LINE = TEXT.map(lambda text: tidy(f"A {text}"))  # as every form and every sheet leaves it


@pytest.mark.one_database
@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.fixed_dictionaries({"summary": TEXT, "audience": TEXT, "notes": TEXT, "title": LINE, "place": LINE}))
def test_no_text_is_lost_on_the_way(world: World, texts: dict[str, str]) -> None:
    found = db.session.scalars(select(Edition)).first() or world.edition()
    with transaction() as session:
        one = session.get_one(Edition, found.id)
        one.summary, one.audience, one.notes = texts["summary"], texts["audience"], texts["notes"]
        one.activity.title = one.programme.title = texts["title"]
        one.activity.title_key = folded(texts["title"])
        one.meetings[0].venue.directions, one.meetings[0].venue.address = texts["notes"], texts["place"]

    assert said(brought_back(taken_out(), name="2027-1")) == []


def test_one_cell_is_one_change(office: Office, world: World) -> None:
    office.types(str(SAMPLES / "programma-2027-1.xlsx"))
    for sheet, row, heading, value, change in [
        ("Programma", "WEB-1", "Posti", 14, "WEB-1: posti 12 → 14"),
        ("Programma", "WEB-1", "Descrizione", "Una\ndue", None),
        ("Programma", "CV-1", "Minimo", 5, "CV-1: minimo (niente) → 5"),
        ("Programma", "CV-1", "Minimo", None, "CV-1: minimo 5 → (niente)"),
        ("Programma", "CV-1", "Note", "portare le chiavi", "CV-1: note (niente) → «portare le chiavi»"),
        ("Programma", "CV-1", "Note", None, "CV-1: note «portare le chiavi» → (niente)"),
        ("Programma", "CV-1", "Iscrizioni entro", date(2027, 1, 12), "CV-1: iscrizioni entro 13/01/2027 → 12/01/2027"),
        ("Sedi", "Sportello Lavoro", "Ascensore", "sì", "sede Sportello Lavoro: ascensore (niente) → sì"),
        ("Sedi", "Sportello Lavoro", "Come arrivare", "Autobus 20", None),
        ("Sedi", "Sportello Lavoro", "Come arrivare", None, None),
        ("Sedi", "Sportello Lavoro", "Capienza", 45, "Sala incontri, Sportello Lavoro: capienza 40 → 45"),
    ]:
        done = brought_back(taken_out(), set_cell(sheet, row, heading, value))

        assert len(done.changes) == 1 and change in (None, *said(done)), (heading, said(done))
    assert edition("web-1").summary == "Una\ndue"


def test_a_row_more_is_a_meeting_more(office: Office) -> None:
    office.types(str(SAMPLES / "programma-2027-1.xlsx"))
    row = {"A": "CV-1", "G": date(2027, 1, 15), "H": "9.30", "I": "12.30", "J": "Sportello Lavoro"}

    done = brought_back(taken_out(), lambda book: book["Programma"].append(row))

    assert said(done) == ["CV-1: incontro aggiunto: 15/01/2027 9:30–12:30, Sportello Lavoro"] or len(done.changes) == 1


def test_a_sheet_of_last_half_year_becomes_the_next(office: Office) -> None:
    office.imports({})

    def to_autumn(book: Workbook) -> None:
        book["Programma"]["A1"] = "Bussola del lavoro — Programma del secondo semestre 2027"
        for heading, day in (("Data", 14), ("Iscrizioni dal", 1), ("Iscrizioni entro", 13)):
            set_cell("Programma", "CV-1", heading, datetime(2027, 9, day))(book)

    done = brought_back(taken_out(), to_autumn)

    assert said(done)[1:] == ["CV-1: nuova edizione, «Il curriculum che si fa leggere», 1 incontro"]
    assert {one.slug for one in db.session.scalars(select(Programme))} == {"2027-1", "2027-2"}


def test_what_the_sheet_says_of_how_things_stand_is_only_told(office: Office) -> None:
    office.publishes({})

    done = brought_back(taken_out(), set_cell("Programma", "CV-1", "Stato", "annullata"))

    assert said(done) == [] and not edition().is_cancelled
    assert any("annullala dalla sua pagina" in warning for warning in done.warnings)


def test_a_clash_that_was_there_is_warned_of_and_a_new_one_refused(office: Office) -> None:
    office.imports({}, {"Codice": "COL-1", "Titolo": "Il colloquio", "Tema": "Colloquio", "Sala": "Altra sala"})
    with transaction():
        col, cv = edition("col-1"), edition("cv-1")
        col.meetings[0].room = cv.meetings[0].room

    done = brought_back(taken_out())

    assert said(done) == [] and any("la sala è già di" in warning for warning in done.warnings)
    assert "la sala è già di" in office.imports(
        {}, {"Codice": "ALT-1", "Titolo": "Altro", "Tema": "Colloquio"}, status=2
    )


def test_every_cell_is_text_day_or_number_and_none_a_formula(world: World) -> None:
    full_half_year.make()
    book = load_workbook(BytesIO(taken_out()))
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]

    assert book.sheetnames == ["Programma", "Scaletta", "Sedi"]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "+", "@")))
    assert all(cell.number_format == "@" for cell in cells if cell.data_type == "s")
    page = book["Programma"]
    assert (page.freeze_panes, page.print_title_rows) == ("B4", "$3:$3")
    assert page.page_setup.orientation == "landscape" and page.page_setup.fitToHeight == 0
    assert page["G4"].number_format == "dd/mm/yyyy" and page["H4"].value == "9.30"


def test_the_command_writes_the_sheet_and_says_how_much_is_in_it(
    office: Office, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    office.imports({})

    answer = runner.invoke(args=["programme", "export", "2027-1", str(tmp_path / "fuori.xlsx")])

    assert answer.output == "1 edizione, 1 incontro\n" and answer.exit_code == 0
    assert office.types(str(tmp_path / "fuori.xlsx")).splitlines()[0] == "Nessuna modifica."


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["2031-1", "x.xlsx"], "non c'è. Ci sono: 2027-1"),
        (["2027-1", "x.csv"], ".xlsx"),
        (["2027-1", "non-esiste/x.xlsx"], "cartella"),
    ],
)
def test_the_command_says_what_is_wrong(office: Office, runner: FlaskCliRunner, arguments: list[str], why: str) -> None:
    office.imports({})

    answer = runner.invoke(args=["programme", "export", *arguments])

    assert answer.exit_code == 2 and why in answer.stderr and answer.stdout == ""


def test_an_edition_without_dates_waits_for_them(office: Office) -> None:
    blank = dict.fromkeys(("Data", "Dalle", "Alle", "Sede", "Sala", "Iscrizioni entro"))
    later = {"Codice": "COL-1", "Titolo": "Il colloquio", "Tema": "Colloquio", "Stato": "senza date", **blank}
    office.imports({}, later, headings=[*HEADINGS, "Stato"])

    assert edition("col-1").meetings == []
    assert said(brought_back(taken_out())) == []
    assert the_only(Venue)


@pytest.mark.one_database
def test_a_long_half_year_costs_as_many_queries_as_a_short_one(world: World) -> None:
    def queries() -> int:
        said: list[str] = []

        def note(_connection, _cursor, statement, *_rest) -> None:  # type: ignore[no-untyped-def]
            said.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        taken_out()
        event.remove(db.engine, "before_cursor_execute", note)
        return len(said)

    programme = big_half_year.make(editions=20)
    few = queries()
    big_half_year.grow(programme, 120)

    assert queries() == few <= 15
