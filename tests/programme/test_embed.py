"""The list on other people's sites."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.db import transaction
from app.lib.clock import now
from tests.world import World

EMBED = "/programmi/2027-1/incorpora"
HOW = "/programmi/2027-1/per-il-tuo-sito"
MOST = 6 * 1024  # bytes of a frame with its style, compressed


def policy(headers: object) -> dict[str, str]:
    said = headers["Content-Security-Policy"]  # type: ignore[index]
    return dict(rule.strip().split(" ", 1) for rule in said.split(";"))


def test_any_site_may_frame_the_list_and_nothing_else(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")

    framed = client.get(EMBED)

    assert policy(framed.headers)["frame-ancestors"] == "*" and "X-Frame-Options" not in framed.headers
    assert policy(framed.headers)["script-src"] == "'none'" and policy(framed.headers)["form-action"] == "'none'"
    for address in ("/", "/programmi/2027-1/", "/programmi/2027-1/cv-1", "/programmi/2027-1/cv-1/iscrizione", HOW):
        assert policy(client.get(address).headers)["frame-ancestors"] == "'none'"


def test_the_list_needs_no_cookie_and_no_script(world: World, client: FlaskClient) -> None:
    world.edition()

    answer = client.get(EMBED)

    assert "Set-Cookie" not in answer.headers and "Cookie" not in answer.headers.get("Vary", "")
    assert "<script" not in answer.text and "<form" not in answer.text and "<nav" not in answer.text


def test_its_links_open_in_the_window_around_it(world: World, client: FlaskClient) -> None:
    world.edition(code="CV-1")

    links = re.findall(r"<a [^>]*>", client.get(EMBED).text)

    assert len(links) == 2
    assert all('target="_top"' in link and 'href="http://127.0.0.1:8000/programmi/' in link for link in links)


def test_it_shows_what_is_asked_and_no_more_than_asked(world: World, client: FlaskClient) -> None:
    for title, theme in (("Uno", "Colloquio"), ("Due", "Colloquio"), ("Tre", "Curriculum")):
        world.edition(title=title, theme=theme)
    draft, off, later = (world.edition(title=title) for title in ("Bozza", "Saltato", "Spostato"))
    with transaction():
        draft.is_draft = True
        off.cancelled_at = off.meetings[0].cancelled_at = later.postponed_at = now()

    def shown(query: str) -> list[str]:
        return re.findall(r'lang="it">([^<]+)</a></h2>', client.get(f"{EMBED}?{query}").text)

    assert sorted(shown("")) == ["Due", "Tre", "Uno"]
    assert sorted(shown("tema=colloquio")) == ["Due", "Uno"]
    assert len(shown("quanti=2")) == 2 and "altro appuntamento" in client.get(f"{EMBED}?quanti=2").text
    assert len(shown("quanti=0")) == len(shown("quanti=x")) == len(shown("quanti=²")) == 3
    assert shown("comune=Imola") == [] and "non ci sono appuntamenti" in client.get(f"{EMBED}?comune=Imola").text


def test_it_is_light_and_known_again(world: World, client: FlaskClient) -> None:
    for _number in range(24):
        world.edition()
    first = client.get(EMBED, headers={"Accept-Encoding": "br"})
    style = re.search(r'href="(/static/dist/embed\.[0-9a-f]+\.css)"', client.get(EMBED).text)
    assert style
    file = Path(f"{client.application.static_folder}/dist/{Path(style[1]).name}.br")
    weight = len(first.data) + file.stat().st_size

    again = client.get(EMBED, headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]})

    assert weight <= MOST, weight
    assert again.status_code == 304 and "public" in first.headers["Cache-Control"]


def test_partners_copy_a_snippet_with_a_title_and_a_height(world: World, client: FlaskClient) -> None:
    world.edition(theme="Colloquio")

    page = client.get(f"{HOW}?tema=colloquio&quanti=5").text

    path = "/programmi/2027-1/incorpora?tema=colloquio&amp;quanti=5&amp;lang=it"
    address = "http://127.0.0.1:8000" + path.replace("&amp;", "&amp;amp;")
    assert f"&lt;iframe src=&#34;{address}&#34; title=&#34;Bussola del lavoro" in page
    assert "height=&#34;320&#34;" in page and "/api/v1/programmes/2027-1/editions" in page
    assert f'<iframe class="frame-preview" src="{path}"' in page


@pytest.mark.parametrize("address", [EMBED, HOW, "/programmi/2027-1/calendari", "/programmi/2027-1/manifesto.pdf"])
def test_of_a_draft_nothing_is_shown(world: World, client: FlaskClient, address: str) -> None:
    world.programme("2027-1", published=False)

    assert client.get(address).status_code == 404


def test_an_edition_can_be_passed_on_without_scripts(world: World, client: FlaskClient) -> None:
    world.edition(code="L68-1", title="Legge 68/99", reserved=True)
    world.edition(code="CV-1")

    plain, reserved = client.get("/programmi/2027-1/cv-1").text, client.get("/programmi/2027-1/l68-1").text

    assert "mailto:?subject=Il%20curriculum%20che%20si%20fa%20leggere&amp;body=" in plain
    assert 'value="http://127.0.0.1:8000/programmi/2027-1/cv-1"' in plain
    assert "mailto:?subject=Incontro%20della%20Bussola%20del%20lavoro&amp;body=" in reserved
