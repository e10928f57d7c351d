"""The whole story in a browser that runs no script: whoever signs up, the office, the door by code and by name."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Site
from tests.half_year_sample import OFFICE, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.one_database]


@pytest.fixture
def visitor(browser_of: Callable[..., BrowserContext]) -> Iterator[Callable[[], Page]]:
    """A browser without scripts, of somebody who has never been here."""
    yield lambda: browser_of(java_script_enabled=False).new_page()


@pytest.fixture
def office(site: Site, visitor: Callable[[], Page]) -> Page:
    """The office, signed in with its password."""
    page = visitor()
    page.goto(site.url("/ufficio/"))
    page.get_by_label("E-mail").fill(OFFICE)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Entra")
    assert "Oggi, martedì 9 marzo 2027" in page.inner_text("h1")
    return page


def test_somebody_signs_up_and_gives_the_place_up(site: Site, visitor: Callable[[], Page]) -> None:
    page = visitor()
    page.goto(site.url("/"))
    page.get_by_label("Tema").select_option("Settori e professioni")
    page.get_by_label("Comune").select_option("Bologna")
    page.get_by_label("Mese").select_option("aprile 2027")
    press(page, "Filtra")
    assert page.locator("article.it-card").count() == 1
    follow(page, "Togli i filtri")
    page.get_by_label("Tipo").select_option("Giornate di networking")
    tick(page, "Con posti liberi")
    press(page, "Filtra")
    follow(page, "Giornata di networking con gli enti di formazione")
    follow(page, "Iscriviti")
    follow(page, "Ho letto, avanti")
    press(page, "Avanti")
    assert "Controlla 3 risposte" in page.inner_text("main")
    page.get_by_label("Nome", exact=True).fill("Samira")
    page.get_by_label("Cognome").fill("Haddad")
    page.get_by_label(re.compile("^E-mail")).fill("samira@example.org")
    tick(page, "Posto per sedia a rotelle")
    press(page, "Avanti")
    press(page, "Modifica")
    assert page.get_by_label("Cognome").input_value() == "Haddad"
    assert page.get_by_label("Posto per sedia a rotelle").is_checked()
    press(page, "Avanti")
    press(page, "Conferma l’iscrizione")
    assert "Il posto è tuo" in page.inner_text("h1")
    assert page.locator(".ticket svg").is_visible()
    ticket = page.url
    follow(page, "Libera il posto")
    follow(page, "No, resta come prima")
    assert page.url == ticket
    follow(page, "Libera il posto")
    press(page, "Sì, libera il posto")
    assert page.url == ticket
    assert "L’iscrizione è annullata" in page.inner_text("h1")


def test_the_story_goes_on_in_the_language_once_asked_for(site: Site, visitor: Callable[[], Page]) -> None:
    page = visitor()
    page.goto(site.url("/programmi/2027-1/net-1"))
    page.locator(".languages summary").click()
    page.locator(".languages [hreflang=en]").click()
    for _step in ("edition", "notice", "details"):
        assert page.locator("html").get_attribute("lang") == "en"
        page.locator("main .btn-primary").last.click()
    page.locator("[name=first_name]").fill("Ada")
    page.locator("[name=last_name]").fill("Inglese")
    page.locator("[name=phone]").fill("333 7654321")
    page.locator("main .btn-primary").last.click()
    page.locator("main .btn-primary").last.click()
    assert page.locator(".ticket svg").is_visible()
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_office_adds_promotes_cancels_and_takes_presences(site: Site, office: Page) -> None:
    follow(office, "Programmi")
    follow(office, "2027-1")
    follow(office, "COL-2", exact=True)
    follow(office, "Aggiungi una persona")
    office.get_by_label("Nome", exact=True).fill("Teodora")
    office.get_by_label("Cognome").fill("Ultima")
    tick(office, "Non ha né e-mail né telefono")
    press(office, "Iscrivi")
    assert "Teodora Ultima è in lista d'attesa" in office.inner_text(".alert")
    press(office, "Promuovi")
    assert "Teodora Ultima ha il posto" in office.inner_text(".alert")
    press(office, "Annulla l’iscrizione")
    assert "Annullata" in office.inner_text("main")

    office.goto(site.url("/ufficio/programmi/2027-1/oss-1/presenze"))
    rows = office.locator(".presences tbody tr")
    everybody = rows.count()
    for row in range(3):
        rows.nth(row).locator(".form-check label").click()
    rows.nth(0).get_by_role("textbox").fill("60")
    press(office, "Salva le presenze")
    assert "3 presenze scritte" in office.inner_text(".alert")
    press(office, "Chiudi i registri")
    follow(office, "Vai agli attestati")
    press(office, "Emetti gli attestati")
    assert "2 attestati emessi" in office.inner_text(".alert"), f"two of {everybody} came for long enough"


def test_a_phone_opens_the_door_and_reads_a_typed_code(site: Site, office: Page, visitor: Callable[[], Page]) -> None:
    office.goto(site.url("/ufficio/programmi/2027-1/uff-1/accoglienza"))
    office.get_by_label("Di chi è il telefono").fill("Telefono di Ugo")
    press(office, "Crea un link per un telefono")
    link = office.get_by_label("Link da copiare").input_value()

    phone = visitor()
    phone.goto(link)
    press(phone, "Apri l’accoglienza")
    phone.get_by_label("Codice del biglietto").fill(site.sample["ticket"][:6].lower())
    press(phone, "Controlla")
    assert "Può entrare" in phone.inner_text("#esito")
    press(phone, "Annulla ingresso")
    assert "Ingresso annullato" in phone.inner_text("#esito")
    phone.get_by_label("Oppure cerca il nome").fill("wolfe")
    press(phone, "Cerca")
    phone.get_by_role("button", name="Fai entrare").click()
    assert "Può entrare" in phone.inner_text("#esito")
    phone.get_by_label("Codice del biglietto").fill("ZZZZZZ")
    press(phone, "Controlla")
    assert "Nessuno ha questo codice" in phone.inner_text("#esito")


def test_whoever_holds_a_certificate_verifies_it(site: Site, visitor: Callable[[], Page]) -> None:
    page = visitor()
    page.goto(site.url("/"))
    follow(page, "Verifica un attestato")
    page.get_by_label("Codice dell’attestato").fill(site.sample["certificate_code"].lower())
    press(page, "Verifica")
    assert "Attestato autentico e valido" in page.inner_text("h1")
    page.get_by_label("Nome e cognome").fill("Qualcun Altro")
    press(page, "Confronta il nome")
    assert "Il nome non corrisponde" in page.inner_text("main")


def press(page: Page, name: str) -> None:
    """Press the button of this name in the page's matter."""
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str, exact: bool = False) -> None:
    page.get_by_role("link", name=name, exact=exact).first.click()


def tick(page: Page, name: str) -> None:
    """Tap the label of a check box: the box itself is hidden behind it."""
    page.locator("main label", has_text=name).click()
