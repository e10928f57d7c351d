"""Drawings and papers."""

from flask.typing import ResponseReturnValue

from app.programme.views.blueprint import blueprint


@blueprint.get("/anteprima.png")
@blueprint.get("/programmi/<programme>/anteprima.png")
@blueprint.get("/programmi/<programme>/<edition>/anteprima.png")
def preview(programme: str = "", edition: str = "") -> ResponseReturnValue:
    return "", 404
