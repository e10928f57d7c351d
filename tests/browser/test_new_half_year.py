"""A new organiser, with last half-year's sheet and the pages alone: to a published new half-year, click by click."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.half_year_sample import DATA, OFFICE, PASSWORD
from tests.journeys.half_year import fresh_database
from tests.servers import ROOT, command, running_server

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

IN_JUNE = "2027-06-07T09:00:00+02:00"  # last half-year is nearly over, the next is to be planned
PAGE = ROOT / "docs" / "organisers.md"


class Organiser:
    """A browser that counts what is clicked and what is typed."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.fields = page, 0, 0

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def link(self, name: str) -> None:
        self.click(self.page.get_by_role("link", name=name).first)

    def button(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name).first)

    def fill(self, label: str, text: str) -> None:
        self.fields += 1
        self.page.get_by_label(label, exact=True).fill(text)


@pytest.fixture
def organiser(browser: Browser, tmp_path: Path) -> Iterator[Organiser]:
    with fresh_database("sqlite", "", tmp_path / "instance") as environ:
        made = command("staff", "add", OFFICE, "--role", "office", environ=environ, stdin=f"{PASSWORD}\n{PASSWORD}\n")
        assert made.returncode == 0, made.stderr
        with running_server(environ | {"BUSSOLA_NOW": IN_JUNE}) as address:
            context = browser.new_context(base_url=address, locale="it-IT", viewport={"width": 1280, "height": 900})
            page = context.new_page()
            page.set_default_timeout(15_000)
            page.on("dialog", lambda dialog: dialog.accept())
            yield Organiser(page)
            context.close()


def test_from_last_half_year_s_sheet_to_a_published_new_one(organiser: Organiser) -> None:
    page = organiser.page
    page.goto("/ufficio/")
    organiser.fill("E-mail", OFFICE)
    organiser.fill("Password", PASSWORD)
    organiser.button("Entra")

    organiser.link("Programmi")
    organiser.link("Importa da foglio")
    organiser.clicks += 2  # the file's button, and the file in the system's own window
    page.get_by_label("Foglio del semestre").set_input_files(DATA / "programma-2027-1.xlsx")
    organiser.button("Carica e guarda che cosa cambia")
    organiser.button("Importa")

    organiser.link("Copia in un semestre nuovo")
    organiser.button("Copia le edizioni spuntate in 2027-2")

    organiser.link("Controlla regole e chiusure")
    organiser.fill("Le iscrizioni aprono, giorni prima (facoltativo)", "30")
    organiser.button("Salva")

    organiser.link("Vai alle chiusure")
    organiser.link("Aggiungi una chiusura")
    organiser.fill("Primo giorno di chiusura", "2027-08-09")
    organiser.fill("Ultimo giorno di chiusura (facoltativo)", "2027-08-22")
    organiser.fill("Motivo", "chiusura estiva")
    organiser.button("Aggiungi")
    assert "CV-2" in page.inner_text("main")  # the closure takes its day, and the page says so
    organiser.button("Salva lo stesso")

    organiser.link("Tabellone")
    assert "CV-2 è il 12/08/2027, che è festa o chiusura" in page.inner_text("main")
    for code, day in (("CV-2", "2027-08-26"), ("CON-1", "2027-08-31"), ("EDI-1", "2027-09-02")):
        organiser.link(f"Sposta {code}")
        organiser.fill("Giorno", day)
        organiser.button("Sposta")
        if page.get_by_role("button", name="Sposta lo stesso").count():  # a warning: the theme twice in a week
            organiser.button("Sposta lo stesso")
        assert f"{code} è il" not in page.inner_text("main")

    organiser.link("Pubblicazione")
    organiser.button("Pubblica il programma")

    page.goto("/programmi/2027-2/")
    assert "24 appuntamenti" in page.inner_text("main")
    walked = f"{organiser.clicks} clicks and {organiser.fields} fields"
    assert walked in PAGE.read_text(encoding="utf-8"), f"docs/organisers.md should say: {walked}"
