"""Every page, in both languages, at three widths: it keeps nobody out, and asks nothing of anybody else."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.conftest import LOCALES, WHO, Site, new_context
from tests.browser.visits import NOT_PAGES, VISITS, Visit

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

WIDTHS = {320: 640, 390: 844, 1280: 800}  # CSS pixels, width and height
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "EN-301-549"]
AXE = Axe().axe_script
RUN = """tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], iframes: false})
    .then(found => found.violations.map(fault => fault.id + ': ' + fault.nodes.map(node => node.html).slice(0, 3)))"""
STICKING_OUT = """() => [...document.querySelectorAll('body *')].filter(
    one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1
).map(one => one.outerHTML.slice(0, 120)).slice(0, 5)"""


def test_every_page_that_can_be_opened_is_visited(app: Flask) -> None:
    opened = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    visited = {visit.endpoint for visit in VISITS}

    assert opened - visited - NOT_PAGES.keys() == set(), (
        "give these an address in visits.py, or say why they are no pages"
    )
    assert not NOT_PAGES.keys() & visited


@pytest.fixture(scope="module")
def tab(browser: Browser, site: Site) -> Iterator[Callable[[str, str], Page]]:
    """A new tab of the browser that somebody uses in a language: one for all pages, so that style sheets are kept."""
    kept = {(who, language): new_context(browser, site, who, language) for who in WHO for language in LOCALES}
    opened: list[Page] = []

    def new_tab(who: str, language: str) -> Page:
        while opened:
            opened.pop().close()
        opened.append(kept[who, language].new_page())
        return opened[-1]

    yield new_tab
    for context in kept.values():
        context.close()


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_a_page_is_for_everybody(site: Site, tab: Callable[[str, str], Page], visit: Visit, language: str) -> None:
    page = tab(visit.who, language)
    faults: list[str] = []
    page.on("console", lambda message: faults.extend(complaint(message)))
    page.on("pageerror", lambda error: faults.append(f"script failed: {error}"))
    page.on("request", lambda asked: faults.extend(stranger(asked.url, site.address)))
    status = open_page(page, site, visit)

    assert status == visit.status
    assert page.evaluate("document.documentElement.lang") == language
    page.evaluate(AXE)
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        faults += [f"{width} px: {fault}" for fault in page.evaluate(RUN, TAGS)]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(f"{width} px: wider than the screen: {page.evaluate(STICKING_OUT)}")
    assert not faults, "\n".join(faults)


def open_page(page: Page, site: Site, visit: Visit) -> int:
    """Go there, type what is to be typed, send the form; the status of the last answer."""
    answer = page.goto(site.url(visit.address))
    if visit.press is None:
        assert answer
        return answer.status
    for name, text in visit.typed.items():
        page.locator(f"main [name='{name}'], main [name^='{name}-']").first.fill(text)
    page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true })")
    with page.expect_navigation() as sent:
        page.locator(visit.press).last.click()
    return sent.value.status


def complaint(message: ConsoleMessage) -> list[str]:
    """What the browser complains of; that a page is an error page is no fault of its own."""
    its_own = message.text.startswith("Failed to load resource") and message.location["url"] == message.page.url
    return [message.text] if message.type in {"error", "warning"} and not its_own else []


def stranger(url: str, home: str) -> list[str]:
    return [] if url.startswith((f"{home}/", "data:", "blob:", "about:")) else [f"asks somebody else for {url}"]
