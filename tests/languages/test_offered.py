"""Italian and English always; the other languages for the public, once the office has switched them on."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db, transaction
from app.journal.models import Entry
from app.languages.offered import offered, spoken, switch_off, switch_on
from app.languages.refusals import AlwaysSpoken, UnknownLanguage
from app.staff.models import Role
from tests.world import World

BY = "ufficio@example.org"


def turn_on(*codes: str) -> None:
    with transaction():
        for code in codes:
            switch_on(code, by=BY)


def test_italian_and_english_are_spoken_from_the_start(world: World) -> None:
    assert offered() == ("it", "en")


def test_a_language_switched_on_takes_its_place_in_the_order_and_leaves_a_line_of_history(world: World) -> None:
    turn_on("zh", "fr", "fr")

    assert offered() == ("it", "en", "fr", "zh")
    assert [(entry.about, entry.what) for entry in db.session.scalars(select(Entry).order_by(Entry.id))] == [
        ("language/zh", "language.switched_on"),
        ("language/fr", "language.switched_on"),
    ]


def test_a_language_switched_off_is_spoken_no_more(world: World) -> None:
    turn_on("fr")
    assert spoken("fr") == "fr"
    with transaction():
        switch_off("fr", by=BY)

    assert offered() == ("it", "en")
    assert (spoken("fr"), spoken("en"), spoken("sq")) == ("it", "en", "it")


@pytest.mark.parametrize(("code", "refusal"), [("it", AlwaysSpoken), ("en", AlwaysSpoken), ("sq", UnknownLanguage)])
def test_only_a_draft_can_be_switched(world: World, code: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal), transaction():
        switch_on(code, by=BY)


@pytest.mark.parametrize(
    ("address", "wish", "language"),
    [
        ("/?lang=fr", "", "it"),
        ("/?lang=fr", "en-GB", "en"),
        ("/", "fr-FR,en;q=0.5", "en"),
        ("/?lang=es", "", "es"),
        ("/", "es-AR,en;q=0.5", "es"),
        ("/", "zh-CN", "it"),
        ("/?lang=xx", "", "it"),
        ("/ufficio/accesso?lang=es", "es", "it"),
        ("/ufficio/accesso", "es,en;q=0.1", "en"),
        ("/non-esiste", "es", "es"),
    ],
)
def test_a_page_speaks_a_language_that_is_on(
    client: FlaskClient, world: World, address: str, wish: str, language: str
) -> None:
    turn_on("es")
    page = client.get(address, headers={"Accept-Language": wish} if wish else {}).text

    assert f'<html lang="{language}" dir="ltr">' in page


def test_the_office_reads_a_draft_that_the_public_does_not_see(client: FlaskClient, world: World) -> None:
    assert '<html lang="ar" dir="rtl">' in world.signed_in(Role.OFFICE).get("/come-funziona?lang=ar").text
    assert '<html lang="it" dir="ltr">' in world.signed_in(Role.DESK).get("/come-funziona?lang=ar").text
    assert '<html lang="it" dir="ltr">' in client.get("/come-funziona?lang=ar").text


def test_a_message_waits_in_italian_until_its_language_is_on(world: World) -> None:
    edition = world.edition()
    world.sign_up(edition, "olena")
    before = world.mails("confirmed")[-1]
    turn_on("uk")

    assert before.language == "uk"  # what the person chose is kept, whatever is spoken today
    assert spoken(before.language) == "uk"
