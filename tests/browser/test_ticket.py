"""A real ticket's QR as two independent readers see it: on the page's raster, in the mail's picture, on the paper."""

import email
import email.policy
import io
import re
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests import papers
from tests.browser.live import CHROMIUM, CHROMIUM_FLAGS
from tests.journeys.half_year import an_open_edition, fresh_database
from tests.servers import command, running_server

pytestmark = [pytest.mark.browser, pytest.mark.one_database]


def readers(picture: bytes, folder: Path) -> set[str]:
    """What zxing-cpp and zbar read; one text when they agree."""
    (folder / "seen.png").write_bytes(picture)
    with Image.open(io.BytesIO(picture)) as image:
        zxing = [found.text for found in zxingcpp.read_barcodes(image.convert("L"))]
    zbar = subprocess.run(["zbarimg", "-q", "--raw", folder / "seen.png"], capture_output=True, check=True, text=True)
    return {*zxing, *zbar.stdout.split()}


def sign_up(page: Page, address: str) -> None:
    """From the programme to the ticket, on a phone."""
    page.goto(address)
    page.get_by_role("link", name="Il curriculum").click()
    page.get_by_role("link", name="Iscriviti", exact=True).click()
    page.get_by_role("link", name="Ho letto").click()
    page.get_by_label("Nome", exact=True).fill("Ada")
    page.get_by_label("Cognome").fill("Lovelace")
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_role("button", name="Avanti").click()
    page.get_by_role("button", name="Conferma").click()


def test_page_mail_and_paper_hold_the_same_ticket(tmp_path: Path) -> None:
    with fresh_database("sqlite", "", tmp_path) as environ, sync_playwright() as playwright:
        an_open_edition(environ, seats=3)
        with running_server(environ) as address:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
            page = browser.new_page(viewport={"width": 390, "height": 844}, locale="it-IT")
            sign_up(page, address)
            raster = page.locator(".ticket .qr svg").screenshot()
            code = page.locator(".code").inner_text().replace("-", "")
            with page.expect_download() as download:
                page.get_by_role("link", name="PDF").click()
            paper = Path(download.value.path()).read_bytes()
            browser.close()
            delivered = command("outbox", "deliver", environ=environ | {"PUBLIC_URL": address})
    ticket = f"{address}/t/{code}".upper()
    assert delivered.stdout.splitlines()[-1] == "1 inviati, 0 in coda, 0 falliti", delivered.stderr
    assert readers(raster, tmp_path) == {ticket}
    assert readers(picture_of_the_mail(tmp_path / "mail"), tmp_path) == {ticket}
    assert set(papers.qr_codes(paper, tmp_path)) == {ticket}


def picture_of_the_mail(folder: Path) -> bytes:
    (file,) = folder.glob("*.eml")
    mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert not re.search("Ada|Lovelace", mail.as_string())
    return next(part.get_content() for part in mail.walk() if part.get_content_type() == "image/png")
