"""The language of a page: the address's ``lang``, else the browser's wish, else Italian. No cookie is needed."""

from typing import Any

from flask import Flask, current_app, g, has_request_context, request, url_for
from flask_babel import Babel

from app.lib.languages import direction


def init_app(app: Flask) -> None:
    Babel(app, locale_selector=current_language, default_translation_directories="translations")
    app.before_request(choose_language)
    app.url_defaults(carry_language)
    app.jinja_env.globals["lang_url"] = lang_url


def choose_language() -> None:
    offered = current_app.config["LANGUAGES"]
    asked = request.args.get("lang")
    g.lang_asked = asked if asked in offered else None
    g.lang = g.lang_asked or request.accept_languages.best_match(offered) or offered[0]
    g.dir = direction(g.lang)


def current_language() -> str:
    return g.get("lang", current_app.config["LANGUAGES"][0])


def carry_language(endpoint: str, values: dict[str, Any]) -> None:
    """Keep a language once asked for on every link of the page."""
    if has_request_context() and g.get("lang_asked") and endpoint != "static":
        values.setdefault("lang", g.lang_asked)


def lang_url(language: str) -> str:
    """This page in another language; after a POST, its GET."""
    return same_page(lang=language)


def same_page(**changes: str) -> str:
    """The address of this page with its query changed; what ``url_for`` would take as its own is left out of it."""
    path = request.view_args or {}
    query: dict[str, Any] = {
        name: values
        for name, values in request.args.to_dict(flat=False).items()
        if name not in path and name != "endpoint" and not name.startswith("_")
    }
    return url_for(request.endpoint or "home.index", **path, **{**query, **changes})
