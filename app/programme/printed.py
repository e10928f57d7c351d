"""The half-year on paper: what is on it, in which order, who pays; the same facts always print the same bytes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import current_app, render_template
from markupsafe import Markup

from app.lib import pdf, qr
from app.lib.made_once import made_once
from app.programme import funding_logos, pictures
from app.programme.catalogue import Filters
from app.programme.models import Edition, Programme

KEPT_PAPERS = 600  # printed papers that are kept for whoever asks next: as many as filters can ask for, or 40 MB


@dataclass(frozen=True)
class Paper:
    """What a paper about a half-year says: ``asked`` are the filters in words, and ``editions`` all that it lists."""

    programme: Programme
    editions: Sequence[Edition]
    filters: Filters
    asked: Sequence[str]

    @property
    def subject(self) -> str:
        """«Primo semestre 2027 · Imola»."""
        return " · ".join([self.programme.title, *self.asked])

    @property
    def months(self) -> dict[date, list[Edition]]:
        """The editions under the month of their first meeting."""
        months: dict[date, list[Edition]] = {}
        for edition in self.editions:
            if edition.first_meeting:
                months.setdefault(edition.first_meeting.day.replace(day=1), []).append(edition)
        return months

    @property
    def payers(self) -> list[dict[str, Any]]:
        """Who pays, as papers say it, when somebody pays for every edition; their logos stand on no other paper."""
        if not all(edition.funding for edition in self.editions):
            return []
        found = {edition.funding_id: funding_logos.on_papers(edition) for edition in self.editions}
        return [payer for payer in found.values() if payer]

    @property
    def address(self) -> str:
        """The page that lists the same."""
        query = urlencode({name: value for name, value in self.filters.asked().items() if name != "passati"})
        page = f"{current_app.config['PUBLIC_URL']}/programmi/{self.programme.slug}/"
        return f"{page}?{query}" if query else page


def fit_for_paper(editions: Iterable[Edition]) -> list[Edition]:
    """The editions with a date that holds: a paper cannot be taken back from a wall."""
    return [one for one in editions if one.first_meeting and not one.is_cancelled]


def printed(paper: Paper, name: str, logo_strip: tuple[float, float, float], **more: object) -> bytes:
    """The PDF of ``templates/pdf/<name>.html`` for ``paper``: from the shelf, when the very same was printed before.

    ``logo_strip``: how wide the logos of one who pays may be together, how tall each, and the gap between two, in mm.
    """
    payers = [payer | {"logos": funding_logos.sized(payer["logos"], *logo_strip)} for payer in paper.payers]
    html = render_template(f"pdf/{name}.html", paper=paper, payers=payers, qr=spoken_qr, address_of=address_of, **more)
    sheet = f"{name}.css"
    recipe = html + (Path(str(current_app.template_folder)) / "pdf" / sheet).read_text(encoding="utf-8")
    changed_at = max([paper.programme.updated_at, *(edition.updated_at for edition in paper.editions)])

    def press() -> bytes:
        lent = pictures.lent(logo["sha256"] for payer in payers for logo in payer["logos"])
        return pdf.render(html, sheet, changed_at, lent)

    return made_once(Path(current_app.config["INSTANCE_PATH"]) / "papers", f"{changed_at} {recipe}", press, KEPT_PAPERS)


def spoken_qr(address: str) -> Markup:
    return pdf.spoken(qr.svg(address, label=address), address)


def address_of(edition: Edition) -> str:
    return f"{current_app.config['PUBLIC_URL']}/programmi/{edition.programme.slug}/{edition.slug}"
