"""The desk with the keyboard alone: from the first key to the slip, counted.

A person's own data (contact, name, surname) must be typed; every other key that is pressed is counted, the letters of
the lab's code among them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from app import create_app
from app.db import db, transaction
from app.lib import clock
from app.staff import sessions
from app.staff.models import Role
from tests.browser.live import CHROMIUM, CHROMIUM_FLAGS
from tests.journeys.half_year import BEFORE_THE_SEASON, OUR_OWN_CLOCK, fresh_database
from tests.servers import running_server
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

SOMEBODY_NEW, SOMEBODY_KNOWN, ANOTHER_LAB = 9, 7, 5  # keys besides the person's data, at most
AT_ELEVEN = [(date(2027, 1, 14), time(11, 0), time(13, 0))]


@dataclass
class Keys:
    """Somebody at a keyboard, who never touches a mouse."""

    page: Page
    pressed: int = 0

    def types_their(self, data: str) -> None:
        """What the person says of themselves: not counted."""
        self.page.keyboard.type(data)

    def types(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.pressed += len(words)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def sends(self) -> None:
        with self.page.expect_navigation():
            self.press("Enter")

    @property
    def focus(self) -> str:
        said: str = self.page.evaluate(
            "document.activeElement.name || document.activeElement.innerText || document.activeElement.id"
        )
        return said


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a site with a few labs, and the cookie of somebody at the desk."""
    with fresh_database("sqlite", "", tmp_path_factory.mktemp("desk") / "instance") as environ:
        app = create_app(environ=environ | OUR_OWN_CLOCK)
        with app.app_context(), clock.at(datetime.fromisoformat(BEFORE_THE_SEASON)):
            world = World(app)
            first = world.edition(seats=9, code="CV-1")
            world.edition(seats=9, code="CV-2", meetings=AT_ELEVEN)
            world.three_meetings(seats=9)
            world.sign_up(first, "nicolo")
            staff = world.staff(Role.DESK)
            with transaction():
                cookie = sessions.begin(staff)
            db.session.remove()
            db.engine.dispose()
        with running_server(environ) as address:
            yield address, cookie


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@contextmanager
def opened(playwright: Playwright, desk: tuple[str, str], **settings: bool) -> Iterator[BrowserContext]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="it-IT", **settings)  # type: ignore[arg-type]
    context.add_cookies([{"name": sessions.COOKIE, "value": desk[1], "domain": "127.0.0.1", "path": "/"}])
    yield context
    browser.close()


@pytest.fixture
def keys(playwright: Playwright, desk: tuple[str, str]) -> Iterator[Keys]:
    with opened(playwright, desk) as context:
        page = context.new_page()
        page.goto(f"{desk[0]}/ufficio/sportello/")
        yield Keys(page)


def prints(keys: Keys) -> str:
    """Press Enter where the focus is, and see what is asked of the server."""
    context = keys.page.context
    with context.expect_event("request", lambda asked: ".pdf" in asked.url) as asked:
        keys.press("Enter")
    return str(asked.value.url)


def test_somebody_new_is_signed_up_and_printed(keys: Keys, tmp_path: Path) -> None:
    assert keys.focus == "words"
    keys.types("cv-1")
    keys.press("Enter")
    assert keys.focus == "contact"
    keys.types_their("333 4445556")
    keys.press("Tab")
    keys.types_their("Olga")
    keys.press("Tab")
    keys.types_their("Bianchi")
    keys.sends()
    assert keys.page.get_by_role("heading", name="Ha il posto").is_visible() and keys.focus == "Stampa il foglietto"
    assert "/foglietto.pdf" in prints(keys)
    print(f"somebody new: {keys.pressed} keys besides their data")
    assert keys.pressed <= SOMEBODY_NEW


def test_somebody_known_is_found_by_their_telephone(keys: Keys) -> None:
    keys.types("web")
    keys.press("Enter")
    keys.types_their("333 1302255")
    keys.sends()
    assert keys.focus == "person" and keys.page.get_by_label("Nicolò D’Angelo").is_checked()
    keys.sends()
    assert keys.focus == "Stampa il foglietto"
    assert "/foglietto.pdf" in prints(keys)
    print(f"somebody known: {keys.pressed} keys besides their data")
    assert keys.pressed <= SOMEBODY_KNOWN


def test_a_clash_is_named_and_overridden_with_two_keys(keys: Keys) -> None:
    keys.types("cv-2")
    keys.press("Enter")
    keys.types_their("333 1302255")
    keys.sends()
    keys.sends()
    before = keys.pressed
    assert keys.focus == "anyway" and "CV-2 è insieme a CV-1" in keys.page.locator("main").inner_text()
    keys.press("Space")
    keys.sends()
    assert keys.focus == "Stampa il foglietto" and keys.pressed - before == 2


def test_arrows_walk_the_list_and_several_labs_are_one_sign_up(keys: Keys) -> None:
    keys.press("ArrowDown")
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("Enter")
    assert keys.focus == "contact" and keys.pressed == ANOTHER_LAB
    keys.types_their("333 7778889")
    keys.press("Tab")
    keys.types_their("Ines")
    keys.press("Tab")
    keys.types_their("Verdi")
    keys.sends()
    assert keys.page.get_by_role("heading", name="Ha il posto").count() == 2
    assert "/foglietti.pdf" in prints(keys)


def test_words_that_fit_several_labs_lead_into_the_list(keys: Keys) -> None:
    keys.types("curriculum")
    shown = keys.page.locator("[data-words]:visible")
    assert shown.count() == 3  # by title, or by theme
    keys.press("Enter")
    assert keys.focus == "editions"
    keys.press("Escape")
    assert keys.focus == "words"


def test_without_scripts_the_same_page_does_it(playwright: Playwright, desk: tuple[str, str]) -> None:
    with opened(playwright, desk, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{desk[0]}/ufficio/sportello/")
        page.get_by_label("Laboratorio", exact=True).fill("web-1")
        page.get_by_label("Telefono o e-mail").fill("333 1112223")
        page.get_by_label("Nome", exact=True).fill("Rosa")
        page.get_by_label("Cognome").fill("Neri")
        page.get_by_role("button", name="Iscrivi").click()
        assert page.get_by_role("heading", name="Ha il posto").is_visible()
