"""The board in a real Chromium: dragging, the keyboard alone, no scripts, a telephone, paper."""

import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, time

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from sqlalchemy import select

from app.db import db, transaction
from app.programme.models import Edition, Room
from app.staff import sessions
from app.staff.models import Role
from tests.browser.live import CHROMIUM, CHROMIUM_FLAGS, serving
from tests.conftest import A_DAY_IN_THE_SEASON
from tests.papers import page_count, text
from tests.programme.big_half_year import make
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

BOARD = "/ufficio/programmi/2027-1/tabellone"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    with serving(app, A_DAY_IN_THE_SEASON) as address:
        yield address


@pytest.fixture
def draft(world: World) -> Edition:
    """Two labs of a draft in one room, and a room that is free."""
    world.programme(published=False)
    edition = world.edition(code="CV-1")
    world.edition(
        code="COL-1", title="Il colloquio", theme="Colloquio", meetings=[(date(2027, 1, 21), time(9, 30), time(12, 30))]
    )
    with transaction() as session:
        session.add(Room(venue_id=edition.meetings[0].venue_id, name="Aula piccola", name_key="aula piccola"))
    return edition


@pytest.fixture
def office(world: World, chromium: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open an address as the office, in a browser with these settings."""
    opened: list[BrowserContext] = []
    staff = world.staff(Role.OFFICE)
    with transaction():
        token = sessions.begin(staff)

    def go(address: str = BOARD, **settings: object) -> Page:
        facts = {"viewport": DESKTOP, "locale": "it-IT", "reduced_motion": "reduce"} | settings
        opened.append(chromium.new_context(**facts))  # type: ignore[arg-type]
        opened[-1].add_cookies([{"name": sessions.COOKIE, "value": token, "domain": "127.0.0.1", "path": "/"}])
        page = opened[-1].new_page()
        page.goto(site + address)
        return page

    yield go
    for context in opened:
        context.close()


def where() -> tuple[str, str]:
    db.session.rollback()  # what the server has written since
    (meeting,) = db.session.scalars(select(Edition).where(Edition.code == "CV-1")).one().meetings
    return f"{meeting.day:%d/%m}", meeting.place


def test_a_dragged_card_opens_the_form_filled_and_moves_nothing(draft: Edition, office: Callable[..., Page]) -> None:
    page = office()
    row = page.locator("p[data-place='1-2']").bounding_box()
    week = page.locator("#s2027-01-18").bounding_box()
    assert row and week
    card = page.locator("#m1")
    card.scroll_into_view_if_needed()
    row, week = page.locator("p[data-place='1-2']").bounding_box(), page.locator("#s2027-01-18").bounding_box()
    assert row and week
    start = card.bounding_box()
    assert start
    page.mouse.move(start["x"] + 60, start["y"] + 40)
    page.mouse.down()
    page.mouse.move(week["x"] + 40, row["y"] + 20, steps=8)
    expect(page.locator("#s2027-01-18")).to_have_class(re.compile("is-target"))
    page.mouse.up()

    page.wait_for_url("**/tabellone/1?settimana=2027-01-18&luogo=1-2")
    assert page.get_by_label("Giorno").input_value() == "2027-01-21"
    assert page.locator("[name=place]").last.input_value() == "1-2"
    assert "Nessuno scontro nuovo" in page.inner_text("main") and where()[0] == "14/01"

    page.get_by_role("button", name="Sposta", exact=True).click()
    page.wait_for_url("**/tabellone#m1")

    assert where() == ("21/01", "Aula piccola, Sportello Lavoro")


def test_a_card_let_go_where_it_was_stays(draft: Edition, office: Callable[..., Page]) -> None:
    page = office(f"{BOARD}?righe=temi")
    card = page.locator("#m1")
    card.scroll_into_view_if_needed()
    box = card.bounding_box()
    assert box
    page.mouse.move(box["x"] + 60, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 80, box["y"] + 60, steps=4)
    page.mouse.up()

    assert page.url.endswith("?righe=temi") and page.locator(".is-target, .is-dragged").count() == 0


def test_the_keyboard_alone_scrolls_moves_and_takes_back(draft: Edition, office: Callable[..., Page]) -> None:
    page = office()
    board = page.get_by_role("region", name=re.compile("Tabellone"))
    board.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.board-scroll').scrollLeft > 0")

    page.get_by_role("link", name="Sposta CV-1").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tabellone/1")
    page.get_by_label("Dalle").fill("14:30")
    page.get_by_label("Alle", exact=True).fill("17:30")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Che cosa succede se lo sposti")).to_be_visible()
    assert "Che cosa succede se lo sposti" in page.evaluate("document.activeElement.innerText")
    page.get_by_role("button", name="Sposta", exact=True).press("Enter")
    page.wait_for_url("**/tabellone#m1")
    assert "gio 14/01, 14:30–17:30" in page.inner_text("#m1")
    page.get_by_role("button", name="Annulla lo spostamento").press("Enter")
    page.wait_for_url("**/tabellone#m1")
    assert "gio 14/01, 9:30–12:30" in page.inner_text("#m1")


def test_without_scripts_a_clash_is_read_and_a_meeting_moved(draft: Edition, office: Callable[..., Page]) -> None:
    page = office(java_script_enabled=False)
    page.get_by_role("link", name="Sposta COL-1").click()
    page.get_by_label("Giorno").fill("2027-01-14")
    page.get_by_role("button", name="Sposta", exact=True).click()
    assert "sono nella stessa sala il 14/01/2027" in page.inner_text("main")
    page.get_by_role("button", name="Sposta lo stesso").click()

    assert "1 errore da correggere" in page.inner_text("main")
    assert "stessa sala il 14/01/2027" in page.locator("#m1 .error").inner_text()
    page.get_by_label("Una riga per").select_option("Temi")
    page.get_by_role("button", name="Mostra").click()
    assert page.locator(".board > p").all_inner_texts() == ["Colloquio", "Curriculum e candidature"]


@pytest.mark.parametrize("width", [320, 390, 767, 768, 1280])
def test_no_width_scrolls_the_page_sideways(draft: Edition, office: Callable[..., Page], width: int) -> None:
    page = office(viewport={"width": width, "height": 844})

    assert page.evaluate(SIDEWAYS) <= 0
    is_list = page.evaluate("document.querySelector('.board-scroll').scrollWidth <= innerWidth")
    assert is_list == (width < 768)


def test_a_telephone_lists_weeks_and_days_in_order(draft: Edition, office: Callable[..., Page]) -> None:
    page = office(viewport=PHONE)

    assert not page.locator(".board > p").first.is_visible(), "the names of rows are for the grid"
    boxes = [page.locator(one).bounding_box() for one in ("#s2027-01-11 h3", "#m1", "#s2027-01-18 h3", "#m2")]
    tops = [box["y"] for box in boxes if box]
    assert len(tops) == 4 and tops == sorted(tops)
    assert "Sala incontri, Sportello Lavoro" in page.inner_text("#m1")


def test_cards_of_a_big_board_do_not_lie_one_over_another(world: World, office: Callable[..., Page]) -> None:
    make(published=True)
    page = office()
    overlapping = page.evaluate(
        """() => [...document.querySelectorAll('.board > div')].flatMap(week => {
            const boxes = [...week.querySelectorAll('ol > li')].map(card => card.getBoundingClientRect())
            boxes.sort((one, other) => one.top - other.top)
            return boxes.filter((box, number) => number && boxes[number - 1].bottom > box.top + 1)
        }).length"""
    )

    assert overlapping == 0
    page.get_by_role("link", name="Vai a questa settimana").click()
    week, names = page.locator(".is-now").bounding_box(), page.locator(".board > p > span").first.bounding_box()
    assert week and names and week["x"] >= names["x"] + names["width"] - 2


@pytest.mark.parametrize(("query", "most"), [("", 30), ("?mese=2027-03", 8)])
def test_the_board_goes_on_paper_on_its_side(world: World, office: Callable[..., Page], query: str, most: int) -> None:
    make(published=True)
    page = office(BOARD + query)
    paper = page.pdf(format="A4", prefer_css_page_size=True)

    facts = subprocess.run(["pdfinfo", "-"], input=paper, capture_output=True, check=True).stdout.decode()
    width, height = re.findall(r"Page size: +([\d.]+) x ([\d.]+)", facts)[0]
    assert float(width) > float(height)
    assert page_count(paper) <= most
    assert "Sposta" not in text(paper) and "lun 29: Lunedì" in text(paper)
