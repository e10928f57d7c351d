"""A sheet, and the same sheet corrected: updated, never doubled, and every change said."""

from datetime import date, datetime
from pathlib import Path

from flask.testing import FlaskCliRunner
from sqlalchemy import select

from app.db import db, transaction
from app.journal.models import Entry
from app.programme.models import (
    Activity,
    Closure,
    Edition,
    Facilitator,
    Meeting,
    Partner,
    Programme,
    Room,
    Theme,
    Venue,
)
from tests.programme.office import Office, edition, how_many, the_only
from tests.programme.sheets import HEADINGS, MORNING, OTHER, ROOM
from tests.world import World

SAMPLES = Path(__file__).parent.parent / "data"


def test_the_office_s_half_year_is_imported_and_published(office: Office) -> None:
    said = office.types(str(SAMPLES / "programma-2027-1.xlsx"), "--publish")

    assert said.splitlines()[-1] == "24 edizioni, 34 incontri"
    assert (how_many(Edition), how_many(Meeting), how_many(Activity), how_many(Venue)) == (24, 34, 11, 7)
    programme = the_only(Programme)
    assert programme.is_published and (programme.first_on, programme.last_on) == (date(2027, 1, 1), date(2027, 6, 30))
    assert (
        edition("l68-1").is_reserved
        and edition("net-1").agenda[1].speakers == "Città metropolitana e Comune; Arcidiocesi"
    )
    room = edition("web-1").meetings[0].room
    assert room and (room.seats, room.fire_limit, room.venue.is_step_free) == (24, 30, True)


def test_importing_the_same_sheet_again_changes_nothing(office: Office) -> None:
    office.types(str(SAMPLES / "programma-2027-1.xlsx"))
    journal, stamp = how_many(Entry), the_only(Programme).updated_at

    said = office.types(str(SAMPLES / "programma-2027-1.xlsx"))

    assert said.splitlines() == ["Nessuna modifica.", "24 edizioni, 34 incontri"]
    assert (how_many(Edition), how_many(Meeting), how_many(Entry)) == (24, 34, journal)
    assert the_only(Programme).updated_at == stamp


def test_a_sheet_with_faults_leaves_everything_as_it_was(office: Office, runner: FlaskCliRunner) -> None:
    answer = runner.invoke(args=["programme", "import", str(SAMPLES / "programma-con-errori.xlsx"), "--publish"])

    assert answer.exit_code == 2 and answer.stdout == ""
    assert len(answer.stderr.splitlines()) == 8
    assert how_many(Programme) == how_many(Venue) == how_many(Theme) == 0


def test_a_dry_run_says_what_would_change_and_changes_nothing(office: Office) -> None:
    office.publishes({})

    said = office.imports({"Posti": 20}, OTHER, options=("--dry-run",))

    assert "CV-1: posti 16 → 20" in said and "COL-1: nuova edizione" in said
    assert said.splitlines()[-1] == "2 edizioni, 2 incontri"
    assert edition().seats == 16 and how_many(Edition) == 1
    office.imports({}, title="Programma del secondo semestre 2026", status=2)


def test_a_dry_run_of_the_first_sheet_writes_nothing(office: Office) -> None:
    assert "Prova:" in office.imports({}, options=("--dry-run", "--publish"))
    assert how_many(Programme) == how_many(Venue) == how_many(Entry) == 0


def test_every_change_is_said_with_what_was_before(office: Office) -> None:
    office.imports({}, OTHER)

    said = office.imports(
        {
            "Titolo": "Il curriculum efficace",
            "Descrizione": "Nuova",
            "Iscrizioni entro": date(2027, 1, 12),
            "Conduce": "Ada Lovelace",
            "In collaborazione con": "Adecco; Randstad",
            "Finanziamento": "PN Metro",
            "Collegamento": "https://example.org/x",
        },
        OTHER | {"Riservato": "sì", "Tema": "Colloqui"},
        headings=[*HEADINGS, "Finanziamento", "Collegamento"],
    ).splitlines()

    assert set(said) == {
        "Il colloquio di lavoro: tema «Colloquio» → «Colloqui»",
        "Il colloquio di lavoro: riservato no → sì",
        "CV-1: laboratorio «Il curriculum che si fa leggere» → «Il curriculum efficace»",
        "CV-1: descrizione (niente) → «Nuova»",
        "CV-1: collegamento (niente) → «https://example.org/x»",
        "CV-1: iscrizioni entro 13/01/2027 → 12/01/2027",
        "CV-1: finanziamento (niente) → «PN Metro»",
        "CV-1: in collaborazione con Randstad → Adecco; Randstad",
        "CV-1: conduce Operatrice Sportello Lavoro → Ada Lovelace",
        "2 edizioni, 2 incontri",
    }
    assert edition().title == "Il curriculum efficace" and edition("col-1").is_reserved
    assert how_many(Activity) == 2  # the old title is nobody's, and gone
    assert {partner.name for partner in db.session.scalars(select(Partner))} == {"Randstad", "Adecco"}
    changed = db.session.scalars(select(Entry).where(Entry.what == "edition.changed")).all()
    assert "iscrizioni entro 13/01/2027 → 12/01/2027" in [entry.facts["change"] for entry in changed]


def test_a_column_that_the_sheet_lacks_leaves_what_the_office_wrote(office: Office) -> None:
    office.imports({})
    with transaction():
        locked = Edition.locked(edition().id)
        locked.online_url, locked.notes = "https://example.org/stanza", "portare le chiavi"

    office.imports({}, headings=[heading for heading in HEADINGS if heading != "Note"])

    assert (edition().online_url, edition().notes) == ("https://example.org/stanza", "portare le chiavi")


def test_what_a_sheet_names_is_a_function_until_the_office_says_a_person(office: Office) -> None:
    office.imports({})
    assert not the_only(Facilitator).is_person
    with transaction() as session:
        session.scalars(select(Facilitator)).one().is_person = True

    office.imports({})

    assert the_only(Facilitator).is_person


def test_an_agenda_is_replaced_only_when_the_sheet_has_one(office: Office) -> None:
    lines = [{"Codice": "NET-1", "Dalle": "9.00", "Alle": "9.30", "Titolo": "Accoglienza"}]
    office.imports(MORNING, agenda=lines)
    office.imports(MORNING)
    assert [item.title for item in edition("net-1").agenda] == ["Accoglienza"]

    said = office.imports(MORNING, agenda=[lines[0] | {"Titolo": "Caffè"}])

    assert "NET-1: scaletta cambiata" in said
    assert [item.title for item in edition("net-1").agenda] == ["Caffè"]


def test_venues_are_brought_up_to_date(office: Office) -> None:
    office.imports({}, venues=[ROOM])

    said = office.imports({}, venues=[ROOM | {"Senza barriere": "no", "Capienza": 60}])

    assert "sede Sportello Lavoro: senza barriere sì → no" in said
    assert "Sala incontri, Sportello Lavoro: capienza 40 → 60" in said
    assert the_only(Room).fire_limit == 60 and the_only(Venue).is_step_free is False


def test_a_room_s_fire_limit_is_remembered_when_the_sheet_does_not_say_it(office: Office) -> None:
    office.imports({}, venues=[ROOM])

    assert "la capienza di «Sala incontri» è 40" in office.imports({"Posti": 41}, status=2)


def test_publishing_has_its_own_checks_and_keeps_nothing_when_they_fail(office: Office) -> None:
    office.imports({})
    with transaction() as session:
        programme = session.scalars(select(Programme)).one()
        programme.closures.append(Closure(first_on=date(2027, 1, 21), last_on=date(2027, 1, 21), reason="trasloco"))

    said = office.imports({}, OTHER, options=("--publish",), status=2)

    assert "chiusura dell'ufficio: trasloco" in said and how_many(Edition) == 1


def test_an_archived_half_year_is_left_alone(office: Office) -> None:
    office.imports({})
    with transaction() as session:
        session.scalars(select(Programme)).one().status = "archived"

    assert "Il programma 2027-1 è archiviato" in office.imports({}, OTHER, status=1)


def test_the_list_has_a_line_per_half_year(office: Office, runner: FlaskCliRunner, world: World) -> None:
    office.publishes({"Posti": 1})
    for who in ("ada", "grace"):
        world.sign_up(edition(), who)
    autumn = {"Data": datetime(2027, 9, 14), "Iscrizioni dal": None, "Iscrizioni entro": None}
    office.imports(autumn, title="Autunno", options=("--name", "2027-2"))

    assert runner.invoke(args=["programme", "list"]).output.splitlines() == [
        "2027-1  Bussola del lavoro — Programma del primo semestre 2027  pubblicato  1 edizioni  1 incontri  2 persone",
        "2027-2  Autunno  bozza  1 edizioni  1 incontri  0 persone",
    ]


def test_codes_repeat_in_every_half_year(office: Office) -> None:
    office.imports({})
    later = {"Data": datetime(2027, 9, 14), "Iscrizioni dal": None, "Iscrizioni entro": None}

    office.imports(later, title="Programma del secondo semestre 2027")

    assert how_many(Edition) == 2 and how_many(Activity) == 1


def test_an_empty_cell_does_not_rub_out_what_the_office_wrote(office: Office) -> None:
    headings = [*HEADINGS, "Collegamento"]
    office.publishes({}, headings=headings)
    with transaction():
        locked = Edition.locked(edition().id)
        locked.online_url, locked.notes = "https://example.org/stanza", "portare le chiavi"

    office.imports({"Posti": 12}, headings=headings)

    assert (edition().online_url, edition().notes) == ("https://example.org/stanza", "portare le chiavi")
