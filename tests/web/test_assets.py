"""The built front end, as the application serves it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from markupsafe import Markup

from app.web import assets

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "app" / "static"
KB = 1000  # bytes
pytestmark = pytest.mark.one_database


@pytest.fixture
def site() -> Flask:
    site = Flask("app", static_folder=str(STATIC))
    assets.init_app(site)
    return site


@pytest.fixture
def visitor(site: Flask) -> Iterator[FlaskClient]:
    with site.app_context():
        yield site.test_client()


def built(name: str) -> Path:
    names = json.loads((STATIC / "dist" / "manifest.json").read_text())
    return STATIC / "dist" / names[name]


def css(name: str) -> str:
    return built(name).read_text()


def test_a_built_file_may_be_kept_for_ever_and_comes_compressed(site: Flask, visitor: FlaskClient) -> None:
    with site.test_request_context():
        address = assets.asset("bussola.css")
    with visitor.get(address, headers={"Accept-Encoding": "br"}) as answer:
        assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
        assert answer.headers["Content-Encoding"] == "br"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "--bootstrap-italia-version" in brotli.decompress(answer.data).decode()


def test_webassembly_is_served_under_its_own_type(site: Flask, visitor: FlaskClient) -> None:
    with site.test_request_context():
        address = assets.asset("zxing_reader.wasm")
    with visitor.get(address) as answer:
        assert answer.mimetype == "application/wasm"


def test_a_file_that_was_not_built_says_what_to_do(site: Flask) -> None:
    with site.test_request_context(), pytest.raises(assets.NotBuilt, match="bin/setup"):
        assets.asset("no-such.css")


def test_a_clone_that_was_never_set_up_says_what_to_do(tmp_path: Path) -> None:
    site = Flask("app", static_folder=str(tmp_path))
    assets.init_app(site)
    with site.test_request_context(), pytest.raises(assets.NotBuilt, match="bin/setup"):
        assets.asset("bussola.css")


def test_a_page_carries_each_icon_it_uses_once_and_no_other(site: Flask) -> None:
    page = "{{ icon('it-mail') }}{{ icon('it-telephone') }}{{ icon('it-mail') }}{{ icon_sprite() }}"
    with site.test_request_context():
        html = render_template_string(page)
    assert re.findall(r'<symbol[^>]* id="([^"]+)"', html) == ["it-mail", "it-telephone"]
    assert html.count('href="#it-mail"') == 2


def test_an_icon_is_decoration_unless_it_has_a_label(site: Flask) -> None:
    with site.test_request_context():
        assert 'aria-hidden="true"' in assets.icon("it-check")
        assert 'role="img" aria-label="L&#39;hai fatto"' in assets.icon("it-check", label="L'hai fatto")


def test_an_icon_that_was_not_built_says_what_to_do(site: Flask) -> None:
    with site.test_request_context(), pytest.raises(assets.NotBuilt, match="bin/setup"):
        assets.icon("it-no-such")


@pytest.mark.parametrize("status", [200, 404, 422])
def test_pages_and_refusals_are_compressed_and_keep_their_status(site: Flask, status: int) -> None:
    site.add_url_rule("/", "page", lambda: (Markup("<p>Ciao</p>") * 200, status))
    answer = site.test_client().get("/", headers={"Accept-Encoding": "br, gzip"})
    assert answer.status_code == status
    assert answer.headers["Content-Encoding"] == "br"
    assert brotli.decompress(answer.data).startswith(b"<p>Ciao</p>")


@pytest.mark.parametrize("name", ["bussola.css", "office.css"])
def test_the_focus_ring_survives_the_purge(name: str) -> None:
    assert ":focus:not([data-focus-mouse=true])" in css(name)


@pytest.mark.parametrize("name", ["bussola.css", "office.css", "door.css"])
def test_styles_ask_nothing_of_other_sites_and_know_no_left_or_right(name: str) -> None:
    styles = css(name).replace("http://www.w3.org/2000/svg", "")
    assert "http:" not in styles and "https:" not in styles
    assert re.findall(r"[{;](?:margin|padding)-(?:left|right):", styles) == []


def test_only_our_two_fonts_are_downloaded() -> None:
    assert re.findall(r"url\(([^)]*woff2)\)", css("bussola.css")) == [
        built("titillium-web-400.woff2").name,
        built("titillium-web-600.woff2").name,
    ]


def test_styles_and_fonts_leave_room_for_the_page_in_forty_kilobytes() -> None:
    styles = built("bussola.css").with_suffix(".css.br").stat().st_size
    fonts = sum(built(f"titillium-web-{weight}.woff2").stat().st_size for weight in (400, 600))
    assert styles <= 12 * KB
    assert fonts <= 16.5 * KB


def test_the_fonts_of_papers_are_there() -> None:
    names = {file.name for file in (STATIC / "pdf-fonts").iterdir()}
    assert names >= {"titillium-web-regular.ttf", "titillium-web-700.ttf", "lora-italic.ttf", "roboto-mono-regular.ttf"}


@pytest.mark.parametrize("lock", ["package-lock.json", "requirements.lock", "requirements-node.lock"])
def test_locks_hold_no_addresses(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text()
