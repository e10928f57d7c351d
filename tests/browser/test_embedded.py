"""The list on a page of another site, as a visitor of that site meets it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.one_database]


@contextmanager
def another_site(page: str) -> Iterator[str]:
    """A site of somebody else (another host, as browsers see it) with one page; gives its address."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>Comune</title>{page}".encode())

        def log_message(self, *_args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def frame(site: Site, address: str) -> str:
    return f'<iframe id="list" src="{site.url(address)}" width="320" height="600" title="Laboratori"></iframe>'


def test_a_visitor_sees_the_list_and_a_tap_leads_to_our_page(
    site: Site, browser_of: Callable[..., BrowserContext]
) -> None:
    context = browser_of()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "favicon" not in said.location["url"] else None)
    with another_site(frame(site, "/programmi/2027-1/incorpora?quanti=2")) as address:
        page.goto(address)
        shown = page.frame_locator("#list")

        assert shown.locator("h2").count() == 2
        assert shown.locator("html").evaluate("page => page.scrollWidth <= page.clientWidth")
        shown.locator("h2 a").first.click()
        page.wait_for_url(f"{site.address}/programmi/2027-1/*")

        assert page.locator("h1").is_visible() and context.cookies() == [] and complaints == []


def test_no_other_page_of_ours_lets_itself_be_framed(site: Site, browser_of: Callable[..., BrowserContext]) -> None:
    page = browser_of().new_page()
    with another_site(frame(site, "/programmi/2027-1/")) as address:
        page.goto(address)

        assert page.frame_locator("#list").locator("h1", has_text="Programma").count() == 0
