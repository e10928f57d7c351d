from collections.abc import Callable

from flask.testing import FlaskClient
from flask_babel import force_locale

from app.db import transaction
from app.programme.models import Edition
from app.programme.translate import said, said_in
from tests.world import World

PAGE = "/programmi/2027-1/cv-1"


def translated(edition: Edition, change: Callable[[Edition], None]) -> None:
    with transaction() as session:
        change(session.merge(edition))


def in_english(edition: Edition) -> None:
    edition.activity.translations = {"en": {"title": "A CV that gets read"}}
    edition.activity.theme.translations = {"en": {"name": "Writing applications"}}
    edition.translations = {"en": {"summary": "Three hours to write it."}}


def test_a_text_is_said_in_the_language_of_who_reads(world: World) -> None:
    edition = world.edition(code="CV-1", summary="Tre ore per scriverlo.")
    translated(edition, in_english)

    with force_locale("en"):
        assert said(edition, "title") == "A CV that gets read" and said_in(edition, "title") == "en"
        assert said(edition, "summary") == "Three hours to write it."
    with force_locale("it"):
        assert said(edition, "title") == "Il curriculum che si fa leggere"


def test_what_nobody_has_translated_is_said_in_italian(world: World) -> None:
    edition = world.edition(code="CV-1")

    with force_locale("en"):
        assert said(edition, "title") == "Il curriculum che si fa leggere" and said_in(edition, "title") == "it"
        assert said(edition, "summary") == ""


def test_a_page_says_which_of_its_texts_are_in_another_language(world: World, client: FlaskClient) -> None:
    edition = world.edition(code="CV-1", audience="Chi cerca lavoro")
    translated(edition, in_english)

    page = client.get(f"{PAGE}?lang=en").text

    assert '<h1 lang="en">A CV that gets read</h1>' in page and '<dd lang="it">Chi cerca lavoro</dd>' in page


def test_the_calendar_speaks_the_reader_s_language(world: World, client: FlaskClient) -> None:
    translated(world.edition(code="CV-1"), in_english)

    assert "SUMMARY:A CV that gets read" in client.get("/programmi/2027-1.ics?lang=en").text
    assert "SUMMARY:Il curriculum che si fa leggere" in client.get("/programmi/2027-1.ics?lang=it").text


def test_a_mail_names_the_lab_in_the_language_of_who_gets_it(world: World) -> None:
    edition = world.edition(code="CV-1")
    translated(edition, in_english)
    registration = world.sign_up(edition, "olena")

    assert registration.language == "uk"  # which nobody writes yet: the office's own
    assert world.mails("confirmed")[0].facts["title"] == "Il curriculum che si fa leggere"
