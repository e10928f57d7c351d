"""The one press on which every paper is printed: HTML in, an accessible PDF (PDF/UA-1) out, with no network at all.

Fonts and style sheets are read once per process: laying out a paper with them costs about half of a first time.
"""

import atexit
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import current_app
from markupsafe import Markup

HOST = "assets.invalid"  # a name that the network can never resolve (RFC 2606)
BASE_URL = f"https://{HOST}/"
VARIANT = "pdf/ua-1"
FONT_FACES = """
@font-face { font-family: "Titillium Web"; font-weight: 400; src: url(fonts/titillium-web-regular.ttf) }
@font-face { font-family: "Titillium Web"; font-weight: 600; src: url(fonts/titillium-web-600.ttf) }
@font-face { font-family: "Titillium Web"; font-weight: 700; src: url(fonts/titillium-web-700.ttf) }
@font-face { font-family: "Lora"; font-weight: 700; src: url(fonts/lora-700.ttf) }
@font-face { font-family: "Lora"; font-style: italic; src: url(fonts/lora-italic.ttf) }
@font-face { font-family: "Roboto Mono"; src: url(fonts/roboto-mono-regular.ttf) }
"""


class PaperUnprintable(RuntimeError):
    """A paper asked for something that is not among the press's own files."""


@dataclass(frozen=True)
class Lent:
    """A picture that the press has for one paper alone."""

    content: bytes
    media_type: str


NOTHING: Mapping[str, Lent] = {}


def render(html: str, stylesheet: str, created_at: datetime, lent: Mapping[str, Lent] = NOTHING) -> bytes:
    """The PDF of ``html``, dressed by ``templates/pdf/<stylesheet>``; the same input gives the same bytes.

    Relative addresses are files of ``templates/pdf/``, or the names of ``lent``. Raises PaperUnprintable for any other.
    """
    papers, fonts = Path(str(current_app.template_folder)) / "pdf", Path(str(current_app.static_folder)) / "pdf-fonts"
    return press(papers, fonts).print(html, stylesheet, created_at, lent)


def spoken(drawing: str, words: str) -> Markup:
    """An inline SVG with the ``<title>`` that becomes its alternative text in the PDF."""
    opening, end, rest = drawing.partition(">")
    return Markup(opening + end) + Markup("<title>{}</title>").format(words) + Markup(rest)


@lru_cache(maxsize=4)
def press(papers: Path, fonts: Path) -> "Press":
    """The press whose drawings and style sheets are in ``papers`` and whose fonts are in ``fonts``; one per process."""
    return Press(papers, fonts)


atexit.register(press.cache_clear)  # WeasyPrint's fonts complain when the interpreter goes before they do


class Press:
    """Shares one font configuration, the parsed style sheets and the fetched files; one paper at a time."""

    def __init__(self, papers: Path, fonts: Path) -> None:
        # WeasyPrint takes a second to import and loads Pango: only who prints pays for it.
        from weasyprint.text.fonts import FontConfiguration

        self._fetcher = _closed_fetcher({"": papers.resolve(), "fonts": fonts.resolve()})
        self._fonts = FontConfiguration()
        self._sheets: dict[str, Any] = {}
        self._one_at_a_time = Lock()
        self._faces = self._parsed(FONT_FACES)

    def print(self, html: str, stylesheet: str, created_at: datetime, lent: Mapping[str, Lent] = NOTHING) -> bytes:
        """See ``render``."""
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError

        stamp = created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        dated = (
            f'<meta name="dcterms.created" content="{stamp}"><meta name="dcterms.modified" content="{stamp}"></head>'
        )
        with self._one_at_a_time:
            self._fetcher.lent = lent
            try:
                paper = HTML(
                    string=html.replace("</head>", dated, 1), base_url=BASE_URL, url_fetcher=self._fetcher
                ).render(font_config=self._fonts, stylesheets=[self._faces, self._sheet(stylesheet)])
                content: bytes = paper.write_pdf(pdf_variant=VARIANT)
            except FatalURLFetchingError as error:  # not an Exception: it would pass every handler on its way up
                raise PaperUnprintable(str(error)) from error
        return content

    def _sheet(self, name: str) -> Any:
        if name not in self._sheets:
            self._sheets[name] = self._parsed(self._fetcher.fetch(BASE_URL + name).read().decode())
        return self._sheets[name]

    def _parsed(self, css: str) -> Any:
        from weasyprint import CSS
        from weasyprint.urls import FatalURLFetchingError

        try:
            return CSS(string=css, base_url=BASE_URL, url_fetcher=self._fetcher, font_config=self._fonts)
        except FatalURLFetchingError as error:
            raise PaperUnprintable(f"{error}: run bin/setup, which puts the papers' fonts in place") from error


def _closed_fetcher(folders: dict[str, Path]) -> Any:
    """What fetches for WeasyPrint: only ``https://assets.invalid/`` names, from ``folders``, each read once."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class ClosedFetcher(URLFetcher):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(allowed_protocols={"https"}, allow_redirects=False, fail_on_errors=True)
            self.read: dict[Path, bytes] = {}
            self.lent: Mapping[str, Lent] = NOTHING

        def fetch(self, url: str, headers: Any = None) -> Any:
            if one := self.lent.get(url.removeprefix(BASE_URL)):
                return URLFetcherResponse(url, one.content, {"Content-Type": one.media_type})
            path = self._path(url)
            if path not in self.read:
                try:
                    self.read[path] = path.read_bytes()
                except OSError as error:
                    raise FatalURLFetchingError(f"there is no {url} to print") from error
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, self.read[path], {"Content-Type": kind})

        def _path(self, url: str) -> Path:
            address = urlsplit(url)
            if address.scheme != "https" or address.netloc != HOST:
                raise FatalURLFetchingError(f"{url[:200]} is not one of the papers' own files")
            first, _slash, rest = unquote(address.path).lstrip("/").partition("/")
            folder, name = (folders[first], rest) if first and first in folders else (folders[""], f"{first}/{rest}")
            path = (folder / name.strip("/")).resolve()
            if not path.is_relative_to(folder):
                raise FatalURLFetchingError(f"{url[:200]} is not one of the papers' own files")
            return path

    return ClosedFetcher()
