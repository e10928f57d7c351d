"""The language of a page: the address's ``lang``, else the browser's wish, else Italian. No cookie is needed.

The public chooses among the languages that are switched on; the office's pages and the door's speak the two that
everybody at work reads. Who is signed in to the office may open a public page in a language that is still a draft.
"""

from collections.abc import Collection
from typing import Any

from flask import Flask, g, has_request_context, request, url_for
from flask_babel import Babel
from sqlalchemy.exc import SQLAlchemyError

from app.languages.offered import offered
from app.lib.languages import ALL, ALWAYS, OWN_NAMES, SOURCE, direction
from app.web.roles import OFFICE

AT_WORK = ("/ufficio", "/accoglienza")


def init_app(app: Flask) -> None:
    Babel(app, locale_selector=current_language, default_translation_directories="translations")
    app.before_request(choose_language)
    app.url_defaults(carry_language)
    app.jinja_env.globals.update(
        lang_url=lang_url, page_languages=page_languages, language_names=OWN_NAMES, direction=direction
    )


def choose_language() -> None:
    """A page in Italian or English asks nothing of the database."""
    g.lang, g.lang_asked, g.dir = SOURCE, None, direction(SOURCE)
    asked = request.args.get("lang")
    wished = _wished_of(ALWAYS if _at_work() else ALL)
    g.lang_asked = asked if asked in ALL and _may_read(asked) else None
    if wished and wished not in ALWAYS and not g.lang_asked:
        wished = _wished_of(offered())
    g.lang = g.lang_asked or wished or SOURCE
    g.dir = direction(g.lang)


def _wished_of(codes: Collection[str]) -> str | None:
    """The first of the browser's wishes that is among ``codes``: «es-AR» wishes Spanish."""
    wishes = (wish.partition("-")[0].lower() for wish, quality in request.accept_languages if quality)
    return next((wish for wish in wishes if wish in codes), None)


def _at_work() -> bool:
    return request.path.startswith(AT_WORK)


def _may_read(language: str) -> bool:
    if language in ALWAYS:
        return True
    if _at_work():
        return False
    return language in offered() or bool(g.get("staff") and g.staff.role in OFFICE)


def page_languages() -> tuple[str, ...]:
    """In which languages this page can be had; when the database does not answer, those that need no asking."""
    if _at_work():
        return ALWAYS
    try:
        return offered()
    except SQLAlchemyError:
        return ALWAYS


def current_language() -> str:
    return g.get("lang", SOURCE)


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
