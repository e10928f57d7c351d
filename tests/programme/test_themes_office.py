"""Themes, and the page of all lists."""

import pytest
from sqlalchemy import select

from app.db import db
from app.programme.models import Activity, Theme
from app.staff.models import Role
from tests.world import World

LIST = "/ufficio/temi/"


def themes() -> list[Theme]:
    db.session.expire_all()
    return list(db.session.scalars(select(Theme).order_by(Theme.id)))


def test_a_theme_has_its_colour_and_its_english_name(world: World) -> None:
    client = world.signed_in()

    client.post(f"{LIST}nuovo", data={"name": "Lavoro di cura", "colour": "verde", "name_en": "Care work"})

    [theme] = themes()
    assert (theme.slug, theme.colour, theme.translations) == ("lavoro-di-cura", "verde", {"en": {"name": "Care work"}})
    page = client.get(LIST).text
    assert '<span class="theme swatch theme-verde">verde</span>' in page and "Care work" in page


def test_a_theme_with_another_name_keeps_its_labs(world: World) -> None:
    world.edition(theme="Cura")

    world.signed_in().post(f"{LIST}1", data={"name": "Lavoro di cura", "colour": "blu"})

    assert themes()[0].slug == "lavoro-di-cura"
    assert db.session.scalars(select(Activity.theme_id)).all() == [1]


def test_two_themes_become_one(world: World) -> None:
    world.edition(title="Il colloquio", theme="Colloqui")
    world.edition(title="Il colloquio di gruppo", theme="Colloquio")
    client = world.signed_in()

    page = client.post(f"{LIST}2/unione", data={"con": "1"}, follow_redirects=True).text

    assert "«Colloquio» è confluito in «Colloqui»" in page
    assert [theme.name for theme in themes()] == ["Colloqui"]
    assert db.session.scalars(select(Activity.theme_id)).all() == [1, 1]


@pytest.mark.parametrize("into", ["1", "", "x"])
def test_a_theme_does_not_become_itself(world: World, into: str) -> None:
    world.edition()

    page = world.signed_in().post(f"{LIST}1/unione", data={"con": into}, follow_redirects=True).text

    assert "Scegli un altro tema" in page and len(themes()) == 1


def test_an_unused_theme_is_deleted_and_a_used_one_is_not(world: World) -> None:
    world.edition()
    client = world.signed_in()
    client.post(f"{LIST}nuovo", data={"name": "Vuoto", "colour": "grigio"})

    assert "non si può eliminare" in client.post(f"{LIST}1/eliminazione", follow_redirects=True).text
    client.post(f"{LIST}2/eliminazione")
    assert len(themes()) == 1


@pytest.mark.parametrize("name", ["", "!!!", "青年", "x" * 61])
def test_a_name_that_no_sheet_could_find_is_refused(world: World, name: str) -> None:
    assert world.signed_in().post(f"{LIST}nuovo", data={"name": name, "colour": "blu"}).status_code == 422


def test_all_lists_are_on_one_page_with_how_many_they_hold(world: World) -> None:
    world.edition()
    page = world.signed_in().get("/ufficio/elenchi/").text

    for address in ("/ufficio/sedi/", LIST, "/ufficio/laboratori/", "/ufficio/enti/", "/ufficio/testi/"):
        assert f'href="{address}"' in page
    assert "1 voce" in page and "0 voci" in page


def test_the_desk_has_no_lists(world: World) -> None:
    assert world.signed_in(Role.DESK).get("/ufficio/elenchi/").status_code == 404
