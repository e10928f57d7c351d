"""What a link to our pages looks like when it is shared."""

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from PIL import Image

from app.db import transaction
from app.languages.offered import switch_on
from app.lib.clock import now
from app.registration.links import token_of
from tests.world import World

HOME = "http://127.0.0.1:8000"


def tags(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="([a-z:]+)" content="([^"]*)">', page))


def test_an_edition_is_shown_with_its_title_its_day_and_a_drawing(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1", summary="Prove pratiche.")

    page = client.get("/programmi/2027-1/cv-1?tema=x").text
    said = tags(page)

    assert said["og:title"] == "Il curriculum che si fa leggere" and said["og:locale"] == "it_IT"
    assert said["og:description"].startswith("Giovedì 14 gennaio 2027, ore 9:30, Sportello Lavoro, Bologna. Prove")
    assert said["og:url"] == f"{HOME}/programmi/2027-1/cv-1" and said["twitter:card"] == "summary_large_image"
    assert f'<link rel="canonical" href="{HOME}/programmi/2027-1/cv-1">' in page
    drawing = client.get(said["og:image"].removeprefix(HOME))
    assert drawing.mimetype == "image/png" and Image.open(BytesIO(drawing.data)).size == (1200, 630)
    assert len(drawing.data) < 60_000


def test_a_reserved_lab_is_neutral_in_what_is_shared(world: World, client: FlaskClient) -> None:
    world.edition(code="L68-1", title="Legge 68/99", reserved=True, summary="Invalidità civile")
    other = world.edition(code="L68-2", title="Altro riservato", reserved=True, theme="Disabilità")

    said = tags(client.get("/programmi/2027-1/l68-1").text)

    for name in ("og:title", "og:description", "og:image:alt"):
        assert "68" not in said.get(name, "").replace("2027", "") and "Invalid" not in said.get(name, "")
    one, two = (client.get(f"/programmi/2027-1/{slug}/anteprima.png").data for slug in ("l68-1", other.slug))
    assert one == two, "neither its title nor the colour of its theme is drawn"


@pytest.mark.parametrize("change", ["cancelled_at", "postponed_at"])
def test_what_is_off_says_so_when_it_is_shared(world: World, client: FlaskClient, change: str) -> None:
    edition = world.edition(code="CV-1")
    with transaction():
        setattr(edition, change, now())

    words = {"cancelled_at": "Annullato", "postponed_at": "Rinviata, nuova data da decidere"}
    assert tags(client.get("/programmi/2027-1/cv-1").text)["og:description"].startswith(words[change])
    assert client.get("/programmi/2027-1/cv-1/anteprima.png").status_code == 200


def test_every_public_page_has_an_address_to_keep_in_each_language(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")

    for path in ("/", "/come-funziona", "/programmi/", "/programmi/2027-1/", "/programmi/2027-1/calendari"):
        page = client.get(f"{path}?lang=en").text
        assert f'<link rel="canonical" href="{HOME}{path}?lang=en">' in page
        assert f'<link rel="alternate" hreflang="it" href="{HOME}{path}">' in page
        assert tags(page)["og:locale"] == "en_GB" and tags(page)["og:image"].startswith(HOME)


def test_no_page_of_somebody_is_to_be_shared(world: World, client: FlaskClient) -> None:
    ada = world.sign_up(world.edition(code="CV-1"), "ada")

    somebodys = f"/iscrizioni/{token_of(ada)}", f"/t/{ada.ticket_code}", "/programmi/2027-1/cv-1/iscrizione"
    for path in (*somebodys, "/programmi/2027-1/non-esiste", "/programmi/1999-1/"):
        page = client.get(path).text
        assert 'rel="canonical"' not in page and "og:" not in page


@pytest.mark.parametrize("address", ["/programmi/2027-2", "/programmi/2027-1/cv-9", "/programmi/x/y"])
def test_there_is_no_drawing_of_what_is_not_public(world: World, client: FlaskClient, address: str) -> None:
    world.programme("2027-2", published=False)
    hidden = world.edition(code="CV-9")
    with transaction():
        hidden.is_draft = True

    assert client.get(f"{address}/anteprima.png").status_code == 404


def test_a_title_of_any_length_fits_its_drawing(world: World, client: FlaskClient) -> None:
    for number, title in enumerate(("A", "parole " * 30, "Wolfeschlegelsteinhausen" * 8), start=1):
        world.edition(code=f"CV-{number}", title=title)
        assert client.get(f"/programmi/2027-1/cv-{number}/anteprima.png").status_code == 200


def test_a_drawing_is_in_italian_where_its_letters_cannot_write_the_language(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")
    with transaction():
        for code in ("fr", "uk"):
            switch_on(code, by="prove")
    drawings = {
        lang: client.get(f"/programmi/2027-1/cv-1/anteprima.png?lang={lang}").data for lang in ("it", "fr", "uk")
    }

    assert drawings["uk"] == drawings["it"] != drawings["fr"]
