"""What a page costs whoever opens it for the first time on a phone: everything counted as it came over the wire."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

MOST = 40 * 1024  # bytes
EDITIONS = 24


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/programmi/2027-1/?passati=si",
        "/programmi/2027-1/net-1",
        "/programmi/2027-1/web-2",
        "/programmi/2027-1/net-1/iscrizione?passo=dati",
        "/programmi/2027-1/iscrizione",
        "/iscrizioni/{token}",
    ],
)
def test_a_page_weighs_at_most_40_kb(site: Site, browser_of: Callable[..., BrowserContext], address: str) -> None:
    page = browser_of().new_page()
    wire = page.context.new_cdp_session(page)
    received: dict[str, int] = {}
    names: dict[str, str] = {}
    wire.on("Network.responseReceived", lambda event: names.update({event["requestId"]: event["response"]["url"]}))
    wire.on("Network.loadingFinished", lambda event: received.update({event["requestId"]: event["encodedDataLength"]}))
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(site.url(address), wait_until="networkidle")
    weights = {names[number].removeprefix(site.address): int(size) for number, size in received.items()}

    assert len(weights) > 3, "the page, its style, its letters"
    if "passati" in address:
        assert page.locator("article.it-card").count() == EDITIONS
    icon = page.locator("link[rel=icon]").get_attribute("href") or ""
    if icon not in weights:
        weights[icon] = weight_of(page.context, site.address + icon)
    assert sum(weights.values()) <= MOST, weights


def weight_of(context: BrowserContext, url: str) -> int:
    """Bytes of a file that this browser did not ask for and another would, with its headers."""
    sizes = context.request.get(url)
    headers = sum(len(name) + len(value) + 4 for name, value in sizes.headers.items())
    return headers + int(sizes.headers["content-length"])
