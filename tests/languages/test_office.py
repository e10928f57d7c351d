"""The office reads the texts of a language, sees pages and messages in it, switches it on and off."""

from app.languages.drafts import Line, by_place, lines, with_gaps_named
from app.languages.offered import offered
from app.staff.models import Role
from tests.world import World

FRENCH = "/ufficio/lingue/fr"


def test_each_language_says_whether_it_is_on_and_how_far_it_is(world: World) -> None:
    office = world.signed_in(Role.OFFICE)
    office.post(f"{FRENCH}/accensione")
    page = office.get("/ufficio/lingue/").text

    assert page.count(">Bozza<") == 7 and page.count(">Accesa<") == 1
    assert "(Français)" in page and f"su {len(lines('fr'))}" in page


def test_a_language_is_switched_by_post_after_a_page_that_says_what_it_means(world: World) -> None:
    office = world.signed_in(Role.OFFICE)
    assert "Accendere: Francese?" in office.get(f"{FRENCH}/stato").text and offered() == ("it", "en")

    assert "Francese: accesa." in office.post(f"{FRENCH}/accensione", follow_redirects=True).text
    assert offered() == ("it", "en", "fr")
    assert 'hreflang="fr"' in world.app.test_client().get("/").text
    assert "Spegnere: Francese?" in office.get(f"{FRENCH}/stato").text

    office.post(f"{FRENCH}/spegnimento")
    assert offered() == ("it", "en")
    assert "Lingua accesa per il pubblico: fr" in office.get("/ufficio/cronologia/").text


def test_only_the_office_may_switch_and_only_what_there_is(world: World) -> None:
    assert world.signed_in(Role.DESK).post(f"{FRENCH}/accensione").status_code == 404
    office = world.signed_in(Role.OFFICE)
    assert office.get("/ufficio/lingue/it").status_code == 404
    assert office.post("/ufficio/lingue/sq/accensione").status_code == 404


def test_the_texts_stand_beside_the_italian_with_their_gaps_named(world: World) -> None:
    page = world.signed_in(Role.OFFICE).get(f"{FRENCH}?cerca=all’ufficio una mail").text
    assert "Nessuna frase con queste parole." in page
    page = world.signed_in(Role.OFFICE).get(f"{FRENCH}?cerca=CI+VEDIAMO").text

    assert "Ci vediamo ‹giorno›: ‹titolo›" in page and "Scarica il biglietto in PDF" not in page


def test_words_are_found_in_either_language() -> None:
    found = [
        Line(("Il tuo biglietto",), ("Votre billet",), 1, "a"),
        Line(("%(num)d posto", "%(num)d posti"), ("%(num)d place", "%(num)d places"), 0, "b"),
    ]

    assert [line.file for _place, some in by_place(found, "billet") for line in some] == ["a"]
    assert [line.file for _place, some in by_place(found, "posti") for line in some] == ["b"]
    assert with_gaps_named("%(num)d posti al 50%%, %(thing)s") == "‹numero› posti al 50%, ‹thing›"


def test_a_message_is_read_in_a_draft_and_goes_in_italian(world: World) -> None:
    office, edition = world.signed_in(Role.OFFICE), world.edition()
    world.sign_up(edition, "olena")
    message = world.mails("confirmed")[-1]
    read = office.get(f"/ufficio/lingue/uk/messaggi/{message.id}")

    assert '<html lang="uk" dir="ltr">' in read.text and "sandbox" in read.headers["Content-Security-Policy"]
    assert '<html lang="it" dir="ltr">' in office.get(f"/ufficio/posta/{message.id}/corpo").text
    assert f"/ufficio/lingue/uk/messaggi/{message.id}" in office.get("/ufficio/lingue/uk").text
    assert office.get("/ufficio/lingue/uk/messaggi/999").status_code == 404
