"""The logos that the office has uploaded."""

from flask import abort, request
from flask.typing import ResponseReturnValue

from app.programme import pictures
from app.programme.views.blueprint import blueprint
from app.web.downloads import file_answer

FOR_EVER = "public, max-age=31536000, immutable"  # another picture has another address
ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}


@blueprint.get("/immagini/<sha256>")
def picture(sha256: str) -> ResponseReturnValue:
    found = pictures.shown(sha256) or abort(404)
    response = file_answer(found.content, found.media_type, f"{sha256[:12]}.{ENDINGS[found.media_type]}", shown=True)
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.set_etag(sha256)
    return response.make_conditional(request)
