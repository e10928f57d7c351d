"""The half-year on paper: nothing cut, its codes readable, and who pays only where they pay for all of it."""

import subprocess
from collections.abc import Iterable
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from flask.testing import FlaskClient
from PIL import Image

from app.db import transaction
from app.lib.clock import now
from app.programme import pictures
from app.programme.models import Edition, Funding, FundingLogo
from tests.papers import page_count, qr_codes, silent_press, text
from tests.programme import big_half_year
from tests.world import World

POSTER, LEAFLET = "/programmi/2027-1/manifesto.pdf", "/programmi/2027-1/volantino.pdf"
PAPERS = pytest.mark.parametrize("address", [POSTER, LEAFLET])
HOME = "http://127.0.0.1:8000/programmi/2027-1"
MILLIMETRE = 72 / 25.4  # points


def a_season(world: World, editions: int = 24) -> list[Edition]:
    """Editions of some themes, with titles short and long, from January to June."""
    titles = ("Il colloquio", "Operatore socio-sanitario: il mestiere, il percorso", "CV")
    days = [date(2027, 1, 12) + timedelta(days=5 * number) for number in range(editions)]
    return [
        world.edition(code=f"E-{number}", title=titles[number % 3], meetings=[(day, time(9, 30), time(12, 30))])
        for number, day in enumerate(days)
    ]


def paid_by(editions: Iterable[Edition], funding: Funding) -> None:
    with transaction():
        for edition in editions:
            edition.funding = funding


def every_qr(content: bytes, folder: Path) -> list[str]:
    """What a phone reads on all the pages, in their order."""
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-", str(folder / "page")], input=content, check=True)
    pages = sorted(folder.glob("page-*.png"))
    return [found.text for page in pages for found in zxingcpp.read_barcodes(Image.open(page))]


def tags_of(content: bytes) -> list[str]:
    with pikepdf.open(BytesIO(content)) as document:
        return [str(one.get("/S")) for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one]


@PAPERS
def test_a_paper_is_accessible_and_the_press_says_nothing(world: World, client: FlaskClient, address: str) -> None:
    a_season(world, 6)

    with silent_press():
        content = client.get(address).data

    with pikepdf.open(BytesIO(content)) as document:
        assert document.Root.MarkInfo.Marked and str(document.Root.Lang) == "it"
        assert "Programma 2027-1" in str(document.docinfo.Title)
        metadata = document.Root.Metadata.read_bytes()
    assert b"pdfuaid" in metadata
    assert tags_of(content).count("/H1") == 1 and "/H3" in tags_of(content) and "/Figure" in tags_of(content)


def test_the_poster_is_a3_and_a_usual_half_year_fits_one(world: World, client: FlaskClient, tmp_path: Path) -> None:
    a_season(world)

    answer = client.get(POSTER)

    facts = subprocess.run(["pdfinfo", "-"], input=answer.data, capture_output=True, check=True).stdout.decode()
    assert answer.mimetype == "application/pdf" and page_count(answer.data) == 1 and "(A3)" in facts
    assert qr_codes(answer.data, tmp_path) == (f"{HOME}/", f"{HOME}/")
    assert text(answer.data).count("dalle 9:30 alle 12:30") == 24


def test_the_leaflet_opens_each_edition_by_its_code(world: World, client: FlaskClient, tmp_path: Path) -> None:
    editions = a_season(world)

    answer = client.get(LEAFLET)

    read = every_qr(answer.data, tmp_path)
    assert sorted(read) == sorted([f"{HOME}/", *(f"{HOME}/{edition.slug}" for edition in editions)])
    with pikepdf.open(BytesIO(answer.data)) as document:
        sizes = {tuple(round(float(side) / MILLIMETRE) for side in page.MediaBox) for page in document.pages}
    assert sizes == {(0, 0, 148, 210)}


@pytest.mark.one_database
@pytest.mark.parametrize(("address", "most_pages"), [(POSTER, 5), (LEAFLET, 22)])
def test_a_large_half_year_takes_more_pages_and_loses_nothing(
    world: World, client: FlaskClient, address: str, most_pages: int
) -> None:
    big_half_year.make(published=True)

    content = client.get(f"{address}?passati=si").data

    assert 1 < page_count(content) <= most_pages
    words = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    assert words.count("incontri:") == big_half_year.EDITIONS
    for page in words.split("\f"):
        last_lines = sum(line.strip() in big_half_year.THEMES for line in page.splitlines())
        assert page.count("incontri:") == last_lines, "an edition begins on one page and ends on another"
    boxes = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True).stdout
    assert faults_of_place(boxes.decode()) == []


def faults_of_place(boxes: str) -> list[str]:
    """Words that stick out of their page, by what pdftotext says of each."""
    faults: list[str] = []
    width = height = 0.0
    for line in boxes.splitlines():
        said = dict(part.split("=", 1) for part in line.replace('"', "").replace(">", " ").split() if "=" in part)
        if "<page" in line:
            width, height = float(said["width"]), float(said["height"])
        elif "<word" in line:
            inside = float(said["xMin"]) >= 0 and float(said["xMax"]) <= width and float(said["yMax"]) <= height
            faults += [] if inside else [line]
    return faults


@PAPERS
def test_a_paper_shows_only_dates_that_hold(world: World, client: FlaskClient, address: str) -> None:
    world.edition(title="Si fa")
    off, later, draft = (world.edition(title=title) for title in ("Saltato", "Spostato", "Bozza"))
    with transaction():
        off.cancelled_at = off.meetings[0].cancelled_at = later.postponed_at = now()
        draft.is_draft = True

    words = text(client.get(address).data)

    assert "Si fa" in words and not any(title in words for title in ("Saltato", "Spostato", "Bozza"))


@PAPERS
def test_a_paper_of_a_town_says_so_and_its_code_opens_the_same_list(
    world: World, client: FlaskClient, tmp_path: Path, address: str
) -> None:
    world.edition(title="A Bologna", theme="Colloquio")
    world.edition(title="Altro tema")

    content = client.get(f"{address}?comune=Bologna&tema=colloquio").data

    assert "Programma 2027-1 · Colloquio · Bologna" in text(content) and "Altro tema" not in text(content)
    assert every_qr(content, tmp_path)[0] == f"{HOME}/?tema=colloquio&comune=Bologna"


@PAPERS
def test_who_pays_stands_on_the_paper_only_when_they_pay_for_all_of_it(
    world: World, client: FlaskClient, address: str
) -> None:
    first, second = world.edition(), world.edition()
    funding = Funding(name="Città Metropolitane", code="CUP 12", words="Finanziato dall'Unione europea.")
    paid_by([first], funding)
    assert "Unione europea" not in text(client.get(address).data)

    paid_by([second], funding)

    with silent_press():
        assert "Finanziato dall'Unione europea. Codice: CUP 12" in text(client.get(address).data)


def test_the_logos_of_who_pays_are_their_own(world: World, client: FlaskClient, tmp_path: Path) -> None:
    red = Image.new("RGB", (300, 100), "#ff0000")
    red.save(tmp_path / "red.png")
    with transaction() as session:
        picture = pictures.keep((tmp_path / "red.png").read_bytes())
        session.flush()
        logo = FundingLogo(picture=picture, position=1, description="Logo di prova")
        funding = Funding(name="Fondo", logos=[logo])
    paid_by([world.edition()], funding)

    content = client.get(POSTER).data

    subprocess.run(["pdftoppm", "-r", "50", "-png", "-singlefile", "-", str(tmp_path / "x")], input=content, check=True)
    colours = Image.open(tmp_path / "x.png").convert("RGB").getcolors(1_000_000) or []
    assert sum(count for count, colour in colours if colour[0] > 240 and colour[1] < 20) > 100


def test_a_paper_is_printed_once_and_again_when_something_changed(world: World, client: FlaskClient) -> None:
    edition = world.edition()
    shelf = Path(client.application.config["INSTANCE_PATH"]) / "papers"
    before = len(list(shelf.glob("*")))

    first = client.get(POSTER)
    again = client.get(POSTER, headers={"If-None-Match": first.headers["ETag"]})

    assert len(list(shelf.glob("*"))) == before + 1 and again.status_code == 304
    with transaction():
        edition.meetings[0].venue.name = "Casa di Quartiere"
    assert "Casa di Quartiere" in text(client.get(POSTER).data)
    assert len(list(shelf.glob("*"))) == before + 2


def test_a_paper_speaks_english_when_asked(world: World, client: FlaskClient) -> None:
    world.edition()

    with pikepdf.open(BytesIO(client.get(f"{POSTER}?lang=en").data)) as document:
        assert str(document.Root.Lang) == "en"


@PAPERS
def test_with_nothing_to_show_a_paper_sends_to_the_site(world: World, client: FlaskClient, address: str) -> None:
    world.edition()

    with silent_press():
        assert "inquadra il codice" in text(client.get(f"{address}?comune=Imola").data)
