"""The slip in a person's hand: the size of a postcard, four to a sheet, a QR only for who has a place."""

import subprocess
from datetime import date, time
from pathlib import Path

import pikepdf
import zxingcpp
from PIL import Image

from app.db import transaction
from app.programme.models import Edition
from app.registration.links import ticket_url
from app.registration.models import Registration, Source
from app.registration.sign_up import Person, sign_up
from app.registration.slips import sheets_pdf, slip_pdf
from app.staff.models import Role
from tests import papers
from tests.world import World

SIXTY = "Wilhelmina-Massimiliana Wollstonecraft-Montmorency Wwwwwwwww"
LONG_TITLE = "Operatore socio-sanitario: il mestiere, il percorso, le qualifiche e chi assume nel territorio"


def signed_up(edition: Edition, number: int = 1, **facts: str) -> Registration:
    with transaction():
        return sign_up(edition.id, Person("Ada", f"Rossi {'i' * number}", **facts), source=Source.STAFF)


def sizes(paper: bytes, folder: Path) -> list[tuple[int, int]]:
    """Width and height of each page, in whole millimetres."""
    (folder / "paper.pdf").write_bytes(paper)
    with pikepdf.open(folder / "paper.pdf") as opened:
        return [tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) for page in opened.pages]  # type: ignore[misc]


def codes_on(paper: bytes, folder: Path) -> list[str]:
    """What zxing-cpp reads on the first page at 150 dots per inch."""
    return sorted(found.text for found in zxingcpp.read_barcodes(Image.open(papers.raster(paper, folder))))


def test_a_slip_says_the_day_in_words_the_place_and_the_code(world: World, tmp_path: Path) -> None:
    ada = world.sign_up(world.edition(code="CV-1"), "ada")

    with papers.silent_press():
        paper = slip_pdf(ada)

    said = papers.text(paper)
    for expected in (
        "giovedì 14 gennaio 2027, dalle 9:30 alle 12:30",
        "Sala incontri, Sportello Lavoro · Vicolo Bolognetti 2, Bologna",
        "Il curriculum che si fa leggere",
        "Ada Lovelace",
        f"Da dire a voce: {ada.ticket_code[:3]} {ada.ticket_code[3:6]}",
        world.app.config["OFFICE_PHONE"],
    ):
        assert expected in said
    assert sizes(paper, tmp_path) == [(105, 148)]
    assert codes_on(paper, tmp_path) == [ticket_url(ada.ticket_code)]


def test_it_speaks_the_person_s_language_and_calls_itself_accessible(world: World, tmp_path: Path) -> None:
    ada = signed_up(world.edition(), language="en", email="ada@example.org")

    paper = slip_pdf(ada)

    assert "Thursday 14 January 2027" in papers.text(paper)
    (tmp_path / "slip.pdf").write_bytes(paper)
    with pikepdf.open(tmp_path / "slip.pdf") as opened, opened.open_metadata() as facts:
        assert facts["pdfuaid:part"] == "1" and opened.Root.MarkInfo.Marked


def test_four_go_on_a_sheet_and_the_fifth_begins_another(world: World, tmp_path: Path) -> None:
    edition = world.edition(seats=5)
    people = [signed_up(edition, number, phone=f"+39051654321{number}") for number in range(5)]

    with papers.silent_press():
        paper = sheets_pdf(people)

    assert sizes(paper, tmp_path) == [(210, 297)] * 2
    assert codes_on(paper, tmp_path) == sorted(ticket_url(one.ticket_code) for one in people[:4])


def test_who_waits_reads_their_place_and_gets_no_ticket(world: World, tmp_path: Path) -> None:
    edition = world.edition(seats=0)
    world.sign_up(edition, "ada")
    grace = world.sign_up(edition, "grace")

    paper = slip_pdf(grace)

    said = papers.text(paper)
    assert "in lista d’attesa, al posto numero 2" in said and "non è un biglietto" in said
    assert grace.ticket_code[:4] not in said and "serve per entrare" not in said
    assert codes_on(paper, tmp_path) == []


def test_a_reserved_lab_is_not_named(world: World) -> None:
    ada = world.sign_up(world.edition(code="L68-1", title="Il collocamento mirato", reserved=True), "ada")

    said = papers.text(slip_pdf(ada))

    assert "mirato" not in said and "L68" not in said and "Incontro della Bussola del lavoro" in said


def test_the_longest_words_and_six_meetings_stay_on_one_page(world: World, tmp_path: Path) -> None:
    days = [(date(2027, 2, day), time(9, 30), time(12, 30)) for day in (1, 3, 5, 8, 10, 12)]
    edition = world.edition(title=LONG_TITLE, meetings=days)
    with transaction():
        someone = sign_up(edition.id, Person(SIXTY, SIXTY, phone="+390516543810"), source=Source.STAFF)

    paper = slip_pdf(someone)

    assert sizes(paper, tmp_path) == [(105, 148)]
    assert codes_on(paper, tmp_path) == [ticket_url(someone.ticket_code)]
    words = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=paper, capture_output=True, check=True)
    assert "12" in papers.text(paper) and b"febbraio" in words.stdout


def test_the_desk_prints_its_own_people_s_slips_and_nobody_else_s(world: World) -> None:
    edition = world.edition(code="CV-1")
    ada = world.sign_up(edition, "ada")
    desk = world.signed_in(Role.DESK)
    with transaction():
        olga = sign_up(edition.id, world.person("olga"), source=Source.STAFF, by="desk@example.org")
    sheet = "/ufficio/sportello/foglietti.pdf"

    assert desk.get(f"/ufficio/iscrizioni/{olga.id}/foglietto.pdf").mimetype == "application/pdf"
    assert desk.get(f"{sheet}?iscrizione={olga.id}").mimetype == "application/pdf"
    assert desk.get(f"/ufficio/iscrizioni/{ada.id}/foglietto.pdf").status_code == 404
    assert desk.get(f"{sheet}?iscrizione={olga.id}&iscrizione={ada.id}").status_code == 404
    assert desk.get(sheet).status_code == 404 and desk.get(f"{sheet}?iscrizione=1%2B1").status_code == 404
    assert world.signed_in().get(f"{sheet}?iscrizione={ada.id}").mimetype == "application/pdf"
