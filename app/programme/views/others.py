"""What other sites may show: the list in a frame, and how they put it there."""

from dataclasses import dataclass
from typing import Any

from flask import abort, current_app, g, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from app.lib.clock import now
from app.programme import catalogue, open_graph
from app.programme.models import Edition, Programme
from app.programme.views.blueprint import blueprint
from app.programme.views.calendars import unless_known
from app.web.headers import may_be_framed, may_frame_our_own

EMBED_MAX_AGE = 300  # seconds
MOST = 100  # editions in a frame
ROW_HEIGHT, REST_HEIGHT = 125, 170  # pixels that an edition takes at 400 px, and all the rest of the frame
LOWEST, HIGHEST = 320, 900  # pixels: a frame that is higher than a screen is hard to scroll past


@blueprint.get("/programmi/<programme>/incorpora")
def embed(programme: str) -> ResponseReturnValue:
    """The list as a plain page for a frame: no cookie, no menu, its links open in the window around it."""
    found = catalogue.public_programme(programme) or abort(404)
    filters = catalogue.Filters.of(request.args)
    editions, hidden = shown_in_frame(found, filters)
    content = render_template(
        "programme/embed.html",
        programme=found,
        editions=editions,
        hidden=hidden,
        filters=filters,
        now=now(),
        public_url=current_app.config["PUBLIC_URL"],
    )
    response = may_be_framed(make_response(content))
    response.headers["Cache-Control"] = f"public, max-age={EMBED_MAX_AGE}"
    response.headers["X-Robots-Tag"] = "noindex"
    return unless_known(response, response.get_data())


def shown_in_frame(programme: Programme, filters: catalogue.Filters) -> tuple[list[Edition], int]:
    """The editions that the frame shows, and how many more there are: cut where the address says with ``quanti``."""
    found = [
        edition for edition in catalogue.public_editions(programme) if filters.keep(edition) and edition.first_meeting
    ]
    asked = request.args.get("quanti", "")[:3]
    most = min(int(asked), MOST) if asked.isdecimal() and int(asked) else MOST
    return found[:most], len(found[most:])


@blueprint.get("/programmi/<programme>/per-il-tuo-sito")
def share(programme: str) -> ResponseReturnValue:
    """How a partner puts the list on its own site: a snippet to copy, and where programs read the same."""
    found = catalogue.public_programme(programme) or abort(404)
    filters = catalogue.Filters.of(request.args)
    editions, _hidden = shown_in_frame(found, filters)
    page = render_template(
        "programme/share.html",
        programme=found,
        filters=filters,
        choices=catalogue.Choices.of(catalogue.public_editions(found)),
        how_many=request.args.get("quanti", ""),
        frame=frame_of(found, filters, len(editions)),
        public_url=current_app.config["PUBLIC_URL"],
        preview=open_graph.of_programme(found),
    )
    return may_frame_our_own(make_response(page))


@dataclass(frozen=True)
class Frame:
    """The address of the list in a frame, and the height in pixels that shows it without a bar of its own."""

    url: str
    path: str
    height: int

    @property
    def snippet(self) -> str:
        """What a partner pastes into a page of its own."""
        written = Markup(
            '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" style="border:0"></iframe>'
        ).format(self.url, _("Bussola del lavoro: laboratori gratuiti per cercare lavoro"), self.height)
        return str(written)


def frame_of(programme: Programme, filters: catalogue.Filters, editions: int) -> Frame:
    asked: dict[str, Any] = filters.asked()
    how_many = request.args.get("quanti", "")[:3]
    if how_many.isdecimal():
        asked["quanti"] = how_many
    asked["lang"] = g.lang  # that of the partner's page, whatever its readers' browsers speak
    path = url_for("programme.embed", programme=programme.slug, **asked)
    height = min(max(REST_HEIGHT + editions * ROW_HEIGHT, LOWEST), HIGHEST)
    return Frame(f"{current_app.config['PUBLIC_URL']}{path}", path, height)
