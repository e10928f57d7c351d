"""The address of a public page that is to be kept and shared: without filters, of this site wherever it was asked."""

from flask import Flask, current_app, g, request

from app.lib.languages import SOURCE
from app.programme import open_graph

SHARED = ("home.", "programme.")  # pages that anybody may pass on; no other page's address leaves it


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        canonical_url=canonical_url, site_preview=open_graph.of_site, open_graph_locales=open_graph.LOCALES
    )


def canonical_url(language: str | None = None) -> str:
    """This page's address, in ``language`` or the one it was asked in; empty for pages that are not to be shared."""
    if not (request.endpoint or "").startswith(SHARED):
        return ""
    address = f"{current_app.config['PUBLIC_URL']}{request.path}"
    language = language or g.get("lang_asked")
    return f"{address}?lang={language}" if language and language != SOURCE else address
