"""The door in a real Chromium whose camera sees a film."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from app.checkin import pair
from app.db import db, transaction
from app.lib import qr
from app.programme.models import Edition
from app.registration import links
from app.registration.models import Registration
from tests.browser.film import film
from tests.browser.live import CHROMIUM, CHROMIUM_FLAGS, serving
from tests.checkin.conftest import QUARTER_PAST_NINE
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

PHONE = {"width": 390, "height": 844}
PATIENCE = 15  # seconds


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """A browser for what needs no film."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def edition(world: World) -> Edition:
    return world.edition(seats=1)


@pytest.fixture
def tickets(world: World, edition: Edition) -> list[Registration]:
    """Ada has the seat, Grace waits for it."""
    return [world.sign_up(edition), world.sign_up(edition, "grace")]


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    with serving(app, QUARTER_PAST_NINE) as address:
        yield address


@pytest.fixture
def camera(playwright: Playwright, tmp_path: Path) -> Iterator[Callable[..., Browser]]:
    """Starts a Chromium whose camera sees the tickets of some registrations, one after the other."""
    browsers = []

    def seeing(*registrations: Registration) -> Browser:
        pictures = [qr.png(links.ticket_url(registration.ticket_code)) for registration in registrations]
        flags = [
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film(tmp_path / 'camera.mjpeg', *pictures)}",
        ]
        browsers.append(playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS + flags))
        return browsers[-1]

    yield seeing
    for browser in browsers:
        browser.close()


def open_door(browser: Browser, site: str, edition: Edition, scripts: bool = True) -> Page:
    """A phone that opens the link of the edition's door, as a volunteer does."""
    with transaction():
        _device, token = pair.make_device(edition, "Telefono di Marta", "office@example.org")
    context = browser.new_context(viewport=PHONE, locale="it-IT", java_script_enabled=scripts, permissions=["camera"])
    page = context.new_page()
    page.goto(f"{site}/accoglienza/dispositivo/{token}")
    page.get_by_role("button", name="Apri l’accoglienza").click()
    return page


def wait_for(page: Page, selector: str, words: str) -> str:
    """Wait until ``words`` are in an element: the page's policy forbids what Playwright's own wait evaluates."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        text = page.evaluate("selector => document.querySelector(selector)?.innerText ?? ''", selector)
        if words in text:
            return text
        time.sleep(0.05)
    raise AssertionError(f"«{words}» never came; {selector} says «{text}»")


def test_the_camera_admits_the_products_own_ticket(
    camera: Callable[..., Browser], site: str, edition: Edition, tickets: list[Registration]
) -> None:
    page = open_door(camera(tickets[0]), site, edition)
    page.get_by_role("button", name="Apri la fotocamera").click()
    verdict = wait_for(page, "#esito", "Può entrare")
    assert "Ada Lovelace" in verdict
    assert wait_for(page, "#contatore", "Entrati 1 su 1")
    db.session.rollback()
    assert tickets[0].admitted_at
    page.wait_for_timeout(1500)
    assert "Può entrare" in page.inner_text("#esito"), "a ticket still in sight is not read again"


def test_the_camera_tells_one_ticket_from_the_next(
    camera: Callable[..., Browser], site: str, edition: Edition, tickets: list[Registration]
) -> None:
    page = open_door(camera(*tickets), site, edition)
    page.get_by_role("button", name="Apri la fotocamera").click()
    wait_for(page, "#esito", "È in lista d’attesa")
    page.get_by_role("button", name="Fai entrare lo stesso").click()
    assert "Grace Hopper" in wait_for(page, "#esito", "Può entrare")


def test_a_typed_code_admits_and_can_be_taken_back(
    chromium: Browser, site: str, edition: Edition, tickets: list[Registration]
) -> None:
    page = open_door(chromium, site, edition)
    page.get_by_label("Codice del biglietto").fill(tickets[0].ticket_code[:6].lower())
    page.keyboard.press("Enter")
    wait_for(page, "#esito", "Può entrare")
    page.get_by_role("button", name="Annulla ingresso").click()
    wait_for(page, "#esito", "Ingresso annullato")
    assert wait_for(page, "#contatore", "Entrati 0 su 1")


def test_a_name_is_found_and_let_in_without_leaving_the_page(
    chromium: Browser, site: str, edition: Edition, tickets: list[Registration]
) -> None:
    page = open_door(chromium, site, edition)
    page.get_by_label("Oppure cerca il nome").fill("love")
    page.keyboard.press("Enter")
    wait_for(page, "#persone", "Lovelace Ada")
    page.get_by_role("button", name="Fai entrare Ada Lovelace").click()
    wait_for(page, "#esito", "Può entrare")
    assert wait_for(page, "#contatore", "Entrati 1 su 1")


def test_without_network_the_door_says_so_and_sends_the_same_scan_again(
    chromium: Browser, site: str, edition: Edition, tickets: list[Registration]
) -> None:
    page = open_door(chromium, site, edition)
    lost: list[str] = []

    def lose_the_answer(route) -> None:  # type: ignore[no-untyped-def]
        lost.append(route.request.post_data)
        route.fetch()
        route.abort()

    page.route("**/letture", lose_the_answer)
    page.get_by_label("Codice del biglietto").fill(tickets[0].ticket_code)
    page.keyboard.press("Enter")
    wait_for(page, "#esito", "Non c’è rete")
    page.unroute("**/letture")
    page.get_by_role("button", name="Riprova").click()
    wait_for(page, "#esito", "Può entrare")
    assert len(lost) == 1


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_door_reads_well_on_every_screen(
    chromium: Browser, site: str, edition: Edition, tickets: list[Registration], width: int
) -> None:
    page = open_door(chromium, site, edition)
    page.set_viewport_size({"width": width, "height": 844})
    faults = {}
    verdicts = {tickets[0].ticket_code: "Può entrare", tickets[1].ticket_code: "lista d’attesa", "ZZZZZZ": "Nessuno"}
    for code, words in verdicts.items():
        page.get_by_label("Codice del biglietto").fill(code)
        page.keyboard.press("Enter")
        wait_for(page, "#esito", words)
        faults |= axe(page)
    for address in ("?cerca=l", "?cerca=lovelace", "senza-iscrizione"):
        page.goto(f"{site}/accoglienza/{address}")
        faults |= axe(page)
    page.get_by_role("button", name="Aggiungi e fai entrare").click()
    assert "Controlla 2 risposte" in page.inner_text("main")
    faults |= axe(page)
    assert faults == {}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def axe(page: Page) -> dict[str, str]:
    response = Axe().run(page).response
    return {fault["id"]: fault["nodes"][0]["html"] for fault in response["violations"]}


def test_without_scripts_the_door_works_all_the_same(
    chromium: Browser, site: str, edition: Edition, tickets: list[Registration]
) -> None:
    page = open_door(chromium, site, edition, scripts=False)
    page.get_by_label("Codice del biglietto").fill(tickets[0].ticket_code)
    page.get_by_role("button", name="Controlla").click()
    assert "Può entrare" in page.inner_text("#esito")
    assert page.get_by_role("button", name="Apri la fotocamera").count() == 0
    page.get_by_role("link", name="Aggiungi una persona").click()
    page.get_by_label("Nome", exact=True).fill("Samira")
    page.get_by_label("Cognome").fill("Haddad")
    page.get_by_role("button", name="Aggiungi e fai entrare").click()
    page.get_by_role("button", name="Falla entrare lo stesso").click()
    assert "Samira Haddad" in page.inner_text("#esito")
