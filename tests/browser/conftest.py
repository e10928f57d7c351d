"""The whole sample behind the real server, and a real Chromium in front of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from app.checkin.pair import COOKIE as DOOR_COOKIE
from app.registration.views.mine import COOKIE as MINE_COOKIE
from app.staff.sessions import COOKIE as STAFF_COOKIE
from tests import half_year_sample
from tests.browser.live import CHROMIUM, CHROMIUM_FLAGS
from tests.journeys.half_year import fresh_database
from tests.servers import running_server

PHONE = {"width": 390, "height": 844}
LOCALES = {"it": "it-IT", "en": "en-GB"}
WHO = ("anyone", "mine", "office", "admin", "door")


@dataclass(frozen=True)
class Site:
    """A running server: its address, and what the addresses of its pages are made of."""

    address: str
    sample: dict[str, str]

    def url(self, address: str) -> str:
        return self.address + address.format(**self.sample)

    def cookies(self, who: str) -> list[Any]:
        """What the browser of a member of the office, or the phone at the door, holds."""
        held = {
            "office": (STAFF_COOKIE, "staff_cookie", "/"),
            "admin": (STAFF_COOKIE, "admin_cookie", "/"),
            "door": (DOOR_COOKIE, "door_cookie", "/accoglienza/"),
            "mine": (MINE_COOKIE, "mine_cookie", "/"),
        }
        if who not in held:
            return []
        name, secret, path = held[who]
        return [{"name": name, "value": self.sample[secret], "domain": "127.0.0.1", "path": path}]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with fresh_database("sqlite", "", tmp_path_factory.mktemp("sample") / "instance") as environ:
        sample = half_year_sample.load(environ)
        with running_server(environ | {"BUSSOLA_NOW": half_year_sample.NOW}) as address:
            yield Site(address, sample)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
    yield launched
    launched.close()


@pytest.fixture
def browser_of(browser: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """A browser that has never been here: see new_context."""
    opened = []

    def context(who: str = "anyone", language: str = "it", **settings: Any) -> BrowserContext:
        opened.append(new_context(browser, site, who, language, **settings))
        return opened[-1]

    yield context
    for one in opened:
        one.close()


def new_context(browser: Browser, site: Site, who: str, language: str, **settings: Any) -> BrowserContext:
    """The browser of ``who`` (one of WHO), that asks for pages in ``language``."""
    usual = {"viewport": PHONE, "locale": LOCALES.get(language, language), "reduced_motion": "reduce"}
    context = browser.new_context(**usual | settings)
    context.add_cookies(site.cookies(who))
    return context
