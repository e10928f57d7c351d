"""/api/v1: what programs read. Everything here is public, changes nothing, and may be read from any site's pages."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, current_app, request
from flask.typing import ResponseReturnValue

PREFIX = "/api/v1"
MAX_AGE = 60  # seconds: seats change often
PREFLIGHT_MAX_AGE = 86400  # seconds
DESCRIPTION = Path(__file__).parent / "openapi.json"


def init_app(app: Flask) -> None:
    app.after_request(open_to_every_site)


def parent(*children: Blueprint) -> Blueprint:
    """The blueprint of /api/v1 with its ``children``, made anew for each application."""
    api = Blueprint("api", __name__, url_prefix=PREFIX)
    for child in children:
        api.register_blueprint(child)
    api.get("/openapi.json")(openapi)
    return api


def openapi() -> ResponseReturnValue:
    """The description of all this, for programs that write programs."""
    return answer(_description() | {"servers": [{"url": f"{current_app.config['PUBLIC_URL']}{PREFIX}"}]})


def answer(found: dict[str, Any]) -> ResponseReturnValue:
    """``found`` as JSON, or 304 for a reader who says that it has the same already."""
    content = json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"
    response = Response(content, mimetype="application/json")
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response.vary.add("Accept-Language")
    response.set_etag(hashlib.sha256(content).hexdigest())
    return response.make_conditional(request)


def open_to_every_site(response: Response) -> Response:
    """Let the pages of any site read what is under /api/, refusals too: it holds nothing that is not public."""
    if request.path.startswith(f"{PREFIX}/") and request.method in ("GET", "HEAD", "OPTIONS"):
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag"
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
            response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_MAX_AGE)
    return response


@lru_cache(maxsize=1)
def _description() -> dict[str, Any]:
    return dict(json.loads(DESCRIPTION.read_text(encoding="utf-8")))
