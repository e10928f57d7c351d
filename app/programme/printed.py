"""The half-year on paper: what is on it, in which order, who pays; the same facts always print the same bytes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from flask import current_app, render_template
from markupsafe import Markup

from app.lib import pdf, qr
from app.lib.made_once import made_once
from app.programme import pictures
from app.programme.catalogue import Filters
from app.programme.models import Edition, Funding, Programme

KEPT_PAPERS = 60  # printed papers that are kept for whoever asks next


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
    def fundings(self) -> list[Funding]:
        """Who pays, when somebody pays for every edition on the paper; their logos stand on no other paper."""
        found = {edition.funding_id: edition.funding for edition in self.editions if edition.funding}
        return list(found.values()) if all(edition.funding for edition in self.editions) else []

    @property
    def address(self) -> str:
        """The page that lists the same."""
        query = urlencode({name: value for name, value in self.filters.asked().items() if name != "passati"})
        page = f"{current_app.config['PUBLIC_URL']}/programmi/{self.programme.slug}/"
        return f"{page}?{query}" if query else page


def fit_for_paper(editions: Iterable[Edition]) -> list[Edition]:
    """The editions with a date that holds: a paper cannot be taken back from a wall."""
    return [one for one in editions if one.first_meeting and not one.is_cancelled and not one.is_postponed]


def printed(paper: Paper, name: str, **more: object) -> bytes:
    """The PDF of ``templates/pdf/<name>.html`` for ``paper``: from the shelf, when the very same was printed before."""
    html = render_template(f"pdf/{name}.html", paper=paper, qr=spoken_qr, address_of=address_of, **more)
    sheet = f"{name}.css"
    recipe = html + (Path(str(current_app.template_folder)) / "pdf" / sheet).read_text(encoding="utf-8")
    changed_at = max([paper.programme.updated_at, *(edition.updated_at for edition in paper.editions)])

    def press() -> bytes:
        digests = [logo.picture.sha256 for funding in paper.fundings for logo in funding.logos]
        return pdf.render(html, sheet, changed_at, pictures.lent(digests))

    return made_once(Path(current_app.config["INSTANCE_PATH"]) / "papers", f"{changed_at} {recipe}", press, KEPT_PAPERS)


def spoken_qr(address: str) -> Markup:
    return pdf.spoken(qr.svg(address, label=address), address)


def address_of(edition: Edition) -> str:
    return f"{current_app.config['PUBLIC_URL']}/programmi/{edition.programme.slug}/{edition.slug}"
