import pytest

from app.db import db, transaction
from app.journal.note import note
from app.journal.words import SENTENCES
from app.programme.models import Edition
from app.registration.models import Registration
from app.staff.models import Role
from app.web.words import JOURNAL_KINDS
from tests.world import World

HISTORY = "/ufficio/cronologia/"


@pytest.fixture
def full(world: World) -> Edition:
    """An edition of one seat: Ada has it, Grace and Alan wait."""
    edition = world.edition(seats=1, code="CV-1")
    for who in ("ada", "grace", "alan"):
        world.sign_up(edition, who)
    return edition


def test_the_history_speaks_in_words(world: World, full: Edition) -> None:
    world.grant(world.staff(Role.FACILITATOR), full.about)

    page = world.signed_in().get(HISTORY).text

    assert "Iscrizione confermata (dal sito)" in page and "la persona stessa, dal sito" in page
    assert "In lista d&#39;attesa (dal sito), al posto 2" in page
    assert "Accesso creato: office@example.org, ufficio" in page
    assert "Affidata l&#39;edizione 2027-1/cv-1" in page


def test_the_history_is_searched_by_who_and_about_what(world: World, full: Edition) -> None:
    office = world.signed_in()

    assert "Ada Lovelace" in office.get(f"{HISTORY}?tipo=registration").text
    assert "Ada Lovelace" not in office.get(f"{HISTORY}?tipo=staff").text
    assert "Nessuna riga" in office.get(f"{HISTORY}?cerca=nessuno%25").text


def test_the_history_is_searched_by_name_and_leads_to_what_it_is_about(world: World, full: Edition) -> None:
    office = world.signed_in()
    office.post("/ufficio/programmi/2027-1/cv-1/modifica", data={"seats": "2"})

    page = office.get(f"{HISTORY}?cerca=LOVELACE ada").text
    assert "Ada Lovelace" in page and "Grace Hopper" not in page
    assert 'href="/ufficio/programmi/2027-1/cv-1"' in office.get(f"{HISTORY}?tipo=edition").text
    assert "posti 1 → 2" in office.get(f"{HISTORY}?cerca={full.about}").text


def test_the_history_of_an_edition_is_that_of_its_people_too(world: World, full: Edition) -> None:
    world.sign_up(world.edition(code="CV-2"), "nicolo")
    office = world.signed_in()

    for code in ("CV-1", "cv 1"):
        page = office.get(HISTORY, query_string={"edizione": code}).text
        assert "Ada Lovelace" in page and "D’Angelo" not in page, code
    assert "Ada Lovelace" in office.get(f"{HISTORY}?programma=2027-1").text
    assert "Nessuna riga con questi filtri" in office.get(f"{HISTORY}?programma=2026-2").text


def test_the_history_of_a_person_and_of_whoever_acted(world: World, full: Edition) -> None:
    grace = db.session.get_one(Registration, 2).participant
    office = world.signed_in()

    page = office.get(f"{HISTORY}?persona={grace.id}").text
    assert "Grace Hopper" in page and "Ada Lovelace" not in page
    assert "Ada Lovelace" in office.get(f"{HISTORY}?chi=pubblico").text
    assert "Ada Lovelace" not in office.get(f"{HISTORY}?chi=prove").text


def test_the_history_between_two_days(world: World, full: Edition) -> None:
    office = world.signed_in()

    assert "Ada Lovelace" in office.get(f"{HISTORY}?dal=2027-01-11&al=2027-01-11").text
    for days in ("dal=2027-01-12", "al=2027-01-10"):
        assert "Nessuna riga con questi filtri" in office.get(f"{HISTORY}?{days}").text
    assert office.get(f"{HISTORY}?dal=ieri&al=9999-12-31&persona=x").status_code == 200


def test_a_person_who_was_forgotten_is_forgotten_by_the_history_too(world: World, full: Edition) -> None:
    ada = world.sign_up(world.edition(code="CV-2"), "ada").participant
    with transaction():
        ada.first_name, ada.last_name = "—", ""

    assert "Lovelace" not in world.signed_in().get(HISTORY).text


def test_every_kind_of_line_has_a_word() -> None:
    assert {what.split(".")[0] for what in SENTENCES} == set(JOURNAL_KINDS)


def test_what_has_no_page_of_its_own_is_called_by_its_list(world: World) -> None:
    for about in ("patron/7", "notice/7", "invitation/7"):
        with transaction():
            note(about, "list.deleted", "ufficio", name="Prova")

    page = world.signed_in().get(HISTORY).text

    assert all(f'">{words}</a>' in page for words in ("Feste patronali", "Informative privacy", "Enti"))
