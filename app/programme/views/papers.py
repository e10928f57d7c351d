"""What is drawn or printed from the programme: posters, leaflets, the pictures of shared links."""

from flask import abort, g, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from app.programme import catalogue, preview_drawing
from app.programme import leaflet as leaflets
from app.programme import poster as posters
from app.programme.filter_words import in_words, known_among
from app.programme.printed import Paper, fit_for_paper
from app.programme.views.blueprint import blueprint
from app.programme.views.calendars import unless_known
from app.web.downloads import PDF, file_answer

PAPER_FILTERS = ("tema", "comune", "passati")  # few, because each answer is a paper to print
PAPER_MAX_AGE, DRAWING_MAX_AGE = 300, 3600  # seconds
PNG = "image/png"


@blueprint.get("/programmi/<programme>/manifesto.pdf")
def poster(programme: str) -> ResponseReturnValue:
    paper = paper_of(programme)
    return paper_answer(posters.poster(paper), f"manifesto-{paper.programme.slug}.pdf")


@blueprint.get("/programmi/<programme>/volantino.pdf")
def leaflet(programme: str) -> ResponseReturnValue:
    paper = paper_of(programme)
    return paper_answer(leaflets.leaflet(paper), f"volantino-{paper.programme.slug}.pdf")


def paper_of(programme: str) -> Paper:
    found = catalogue.public_programme(programme) or abort(404)
    filters = catalogue.Filters.of({name: request.args.get(name, "") for name in PAPER_FILTERS})
    editions = catalogue.public_editions(found, in_full=True)
    shown = fit_for_paper(edition for edition in editions if filters.keep(edition))
    return Paper(found, shown, known_among(filters, editions), in_words(filters, editions))


def paper_answer(content: bytes, name: str) -> ResponseReturnValue:
    response = file_answer(content, PDF, name, shown=True)
    response.headers["Cache-Control"] = f"public, max-age={PAPER_MAX_AGE}"
    response.headers["X-Robots-Tag"] = "noindex"
    return unless_known(response, content)


@blueprint.get("/anteprima.png")
@blueprint.get("/programmi/<programme>/anteprima.png")
@blueprint.get("/programmi/<programme>/<edition>/anteprima.png")
def preview(programme: str = "", edition: str = "") -> ResponseReturnValue:
    """The drawing that goes with a shared link."""
    with force_locale(preview_drawing.written_in(g.lang)):
        content = drawing_of(programme, edition) if programme else preview_drawing.of_site()
    response = file_answer(content, PNG, "anteprima.png", shown=True)
    response.headers["Cache-Control"] = f"public, max-age={DRAWING_MAX_AGE}"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return unless_known(response, content)


def drawing_of(programme: str, edition: str) -> bytes:
    if not edition:
        return preview_drawing.of_programme(catalogue.public_programme(programme) or abort(404))
    found = catalogue.edition_of(programme, edition)
    if found is None or not found.is_public:
        abort(404)
    return preview_drawing.of_edition(found)
