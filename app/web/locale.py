"""The language of a page: the address's ``lang``, else the browser's wish, else Italian. No cookie is needed."""

from typing import Any

from flask import Flask, current_app, g, has_request_context, request, url_for
from flask_babel import Babel

RIGHT_TO_LEFT = {"ar", "ur"}


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
    g.dir = "rtl" if g.lang in RIGHT_TO_LEFT else "ltr"


def current_language() -> str:
    return g.get("lang", current_app.config["LANGUAGES"][0])


def carry_language(endpoint: str, values: dict[str, Any]) -> None:
    """Keep a language once asked for on every link of the page."""
    if has_request_context() and g.get("lang_asked") and endpoint != "static":
        values.setdefault("lang", g.lang_asked)


def lang_url(language: str) -> str:
    """This page in another language; after a POST, its GET."""
    arguments = request.args.to_dict(flat=False) | {"lang": [language]}
    if request.endpoint is None:
        return url_for("home.index", lang=language)
    return url_for(request.endpoint, **{**(request.view_args or {}), **arguments})
