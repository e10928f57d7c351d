"""Arabic and Urdu run from right to left: the same pages, in the mirror, keep nobody out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import LOCALES, Site
from tests.browser.test_every_page import AXE, RUN, STICKING_OUT, TAGS, WIDTHS, open_page
from tests.browser.visit import HALF_YEAR, Visit, form

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

PAGES = [
    Visit("home.index", "/"),
    Visit("home.help", "/aiuto"),
    Visit("programme.edition", f"{HALF_YEAR}/web-2"),
    Visit("programme.edition", f"{HALF_YEAR}/net-1"),
    form("registration.create", f"{HALF_YEAR}/net-1/iscrizione?passo=dati", email="x", phone="1", first_name="9"),
    Visit("registration.show", "/iscrizioni/{token}"),
    Visit("registration.show", "/iscrizioni/{waiting_token}"),
    Visit("registration.new_cancellation", "/iscrizioni/{waiting_token}/annullamento"),
    Visit("ticket.show", "/t/{ticket}"),
    Visit("invitations.show", "/inviti/{invitation}"),
    Visit("verification.show", "/verifica/{certificate_code}"),
    Visit("errors", "/non-esiste", status=404),
]
START = """() => [...document.querySelectorAll('main h1, main p, main li')].filter(
    one => getComputedStyle(one).direction !== 'rtl' && !one.closest('[dir=ltr], [lang=it], [lang=en], bdi')
).map(one => one.outerHTML.slice(0, 120)).slice(0, 5)"""


@pytest.mark.parametrize("language", ["ar", "ur"])
@pytest.mark.parametrize("visit", PAGES, ids=str)
def test_a_page_in_the_mirror_is_for_everybody(
    site: Site, browser_of: Callable[..., BrowserContext], visit: Visit, language: str
) -> None:
    page = browser_of("anyone", language).new_page()
    status = open_page(page, site, visit)

    assert status == visit.status
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [language, "rtl"]
    assert not page.evaluate(START)
    page.evaluate(AXE)
    faults = []
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        faults += [f"{width} px: {fault}" for fault in page.evaluate(RUN, TAGS)]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(f"{width} px: wider than the screen: {page.evaluate(STICKING_OUT)}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", ["it", "ar"])
def test_the_open_list_of_languages_fits_the_smallest_screen(
    site: Site, browser_of: Callable[..., BrowserContext], language: str
) -> None:
    page = browser_of("anyone", language, viewport={"width": 320, "height": 640}).new_page()
    page.goto(site.url("/aiuto"))
    page.locator("details.languages summary").click()
    page.evaluate(AXE)

    assert not page.evaluate(RUN, TAGS)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    box = page.locator("details.languages ul").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320


def test_the_languages_open_without_a_script(site: Site, browser_of: Callable[..., BrowserContext]) -> None:
    page = browser_of("anyone", "it", java_script_enabled=False).new_page()
    page.goto(site.url("/aiuto"))
    page.locator("details.languages summary").click()
    page.get_by_role("link", name="العربية").click()

    assert page.locator("html").get_attribute("dir") == "rtl" and "lang=ar" in page.url
    assert len(page.locator("details.languages li").all()) == len(LOCALES) + 8
