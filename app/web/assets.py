"""The front end as built by frontend/build.mjs: hashed addresses, icons printed inside the page, compressed answers."""

import json
from functools import lru_cache
from pathlib import Path
from typing import cast
from wsgiref.headers import Headers

from flask import Flask, Response, current_app, g
from flask_compress import Compress
from markupsafe import Markup
from whitenoise import WhiteNoise

FOLDER = "dist"
HASHED = r"\.[0-9a-f]{10}\.\w+$"
BROTLI_LEVEL = 5  # of 11: HTML is compressed at each request


class NotBuilt(RuntimeError):
    """The built front end is missing, or older than the templates."""


def init_app(app: Flask) -> None:
    """Give templates `asset`, `icon` and `icon_sprite`; serve built files for ever and everything compressed."""
    app.jinja_env.globals.update(asset=asset, icon=icon, icon_sprite=icon_sprite)
    app.config.setdefault("COMPRESS_ALGORITHM", ["br", "gzip"])
    app.config.setdefault("COMPRESS_BR_LEVEL", BROTLI_LEVEL)
    Compression(app)
    _serve_built_files(app)


class Compression(Compress):
    """Compresses refusals too: a form with its mistakes is a whole page, and answers 422."""

    def after_request(self, response: Response | None) -> Response:
        if response is None or response.status_code < 400:
            return super().after_request(response)
        status, response.status_code = response.status, 200
        response = super().after_request(response)
        response.status = status
        return response


def asset(name: str) -> str:
    """The address of a built file: `bussola.css` → `/static/dist/bussola.d93079a99f.css`. Raises NotBuilt."""
    try:
        file = _built(_folder(current_app), "manifest.json")[name]
    except KeyError:
        raise NotBuilt(f"{name} is not in the built front end: run bin/setup") from None
    return f"{current_app.static_url_path}/{FOLDER}/{file}"


def icon(name: str, classes: str = "", label: str = "") -> Markup:
    """An icon of Bootstrap Italia (`it-…`) or ours; a `label` makes it speak, without one it is decoration.

    Its drawing goes to the page once, by `icon_sprite()`. Raises NotBuilt for an icon that was not built in.
    """
    if name not in _built(_folder(current_app), "icons.json"):
        raise NotBuilt(f"The icon {name} is not in the built front end: run bin/setup")
    _icons_of_this_page()[name] = None
    voice = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    css = " ".join(filter(None, ["icon", classes]))
    return Markup('<svg class="{}" {} focusable="false"><use href="#{}"></use></svg>').format(css, voice, name)


def icon_sprite() -> Markup:
    """The drawings of the icons this page has used so far; call it once, at the end of the page."""
    drawings = _built(_folder(current_app), "icons.json")
    symbols = Markup("").join(Markup(drawings[name]) for name in _icons_of_this_page())
    return Markup('<svg class="icon-sprite" width="0" height="0" aria-hidden="true">{}</svg>').format(symbols)


def _icons_of_this_page() -> dict[str, None]:
    if "icons" not in g:
        g.icons = {}
    return cast(dict[str, None], g.icons)


def _folder(app: Flask) -> Path:
    return Path(cast(str, app.static_folder)) / FOLDER


def _built(folder: Path, name: str) -> dict[str, str]:
    try:
        changed_at = (folder / name).stat().st_mtime_ns
    except FileNotFoundError:
        raise NotBuilt(f"The front end is not built ({FOLDER}/{name} is missing): run bin/setup") from None
    return _read(folder / name, changed_at)


@lru_cache(maxsize=8)
def _read(file: Path, changed_at: int) -> dict[str, str]:
    return cast(dict[str, str], json.loads(file.read_text(encoding="utf-8")))


def _serve_built_files(app: Flask) -> None:
    """Put the files of the front end before Flask: precompressed, and cached for ever because their names change."""
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=_folder(app) if _folder(app).is_dir() else None,
        prefix=f"{app.static_url_path}/{FOLDER}/",
        allow_all_origins=False,
        immutable_file_test=HASHED,
        add_headers_function=_harden,
    )


def _harden(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
