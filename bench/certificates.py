"""How many certificates a second come off the press, against one plain WeasyPrint call each, in the same run.

    .venv/bin/python bench/certificates.py [how many]

CPU time of this process; both print the same pages, with the same fonts and drawings, and write nothing to disk.
"""

import logging
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from weasyprint import CSS, HTML  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

from app import create_app  # noqa: E402
from app.certificates import render  # noqa: E402
from app.certificates.models import Certificate  # noqa: E402
from app.lib import codes, pdf  # noqa: E402

HOW_MANY = 100
ISSUED_AT = datetime(2027, 2, 3, 8, 0, tzinfo=UTC)
NAMES = ["Ada Lovelace", "Łukasz Núñez Ibáñez", "Nicolò D’Angelo", "Maria Massimiliana De Angelis", "Олена Коваленко"]


def certificate(number: int) -> Certificate:
    """A certificate of three meetings, each with another name, number and code."""
    days = ["2027-01-26", "2027-01-28", "2027-02-02"]
    facts = {
        "language": "it",
        "number": f"2027-1/{number:04}",
        "name": f"{NAMES[number % len(NAMES)]} {number}",
        "kind": "lab",
        "title": "Cercare lavoro online",
        "theme": "Competenze digitali",
        "summary": "Portali, LinkedIn, candidature via e-mail: tre incontri pratici al computer.",
        "meetings": [{"starts_at": f"{day}T08:30:00+00:00"} for day in days],
        "minutes_held": 540,
        "minutes_attended": 360,
        "places": ["Biblioteca Salaborsa, Bologna"],
        "issuer": "Insieme per il lavoro",
        "bodies": "Città metropolitana di Bologna · Comune di Bologna",
        "issued_in": "Bologna",
        "signatory": "La responsabile del programma",
        "issued_on": "2027-02-03",
        "funding": {"name": "PN Metro Plus 2021-2027", "code": "BO4.4.11"},
    }
    return Certificate(facts=facts, code=codes.random_code(), issued_at=ISSUED_AT)


def plainly(page: str) -> bytes:
    """What one would write first: everything anew for each certificate."""
    papers, fonts = ROOT / "templates" / "pdf", ROOT / "app" / "static" / "pdf-fonts"
    faces = pdf.FONT_FACES.replace("url(fonts/", f"url({fonts.as_uri()}/")
    config = FontConfiguration()
    sheets = [
        CSS(string=faces, font_config=config),
        CSS(filename=str(papers / "certificate.css"), font_config=config),
    ]
    html = HTML(string=page, base_url=f"{papers.as_uri()}/")
    content: bytes = html.write_pdf(stylesheets=sheets, font_config=config, pdf_variant=pdf.VARIANT)
    return content


def milliseconds_each(job: Callable[[Certificate], bytes], batch: list[Certificate]) -> float:
    """CPU milliseconds per certificate, after one that warms up."""
    job(batch[0])
    started = time.process_time()
    for one in batch:
        job(one)
    return (time.process_time() - started) * 1000 / len(batch)


def main() -> None:
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else HOW_MANY
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(
            environ={"INSTANCE_PATH": folder, "PUBLIC_URL": "https://bussola.example.org", "SECRET_KEY": "b" * 32}
        )
        with app.app_context():
            batch = [certificate(number) for number in range(1, how_many + 1)]
            ours = milliseconds_each(render.printed, batch)
            plain = milliseconds_each(lambda one: plainly(render.page(one)), batch)
    print(f"{how_many} attestati, millisecondi di CPU ciascuno")
    print(f"  una chiamata semplice a WeasyPrint  {plain:7.1f} ms  {1000 / plain:6.1f} al secondo")
    print(f"  la stampa di bussola                {ours:7.1f} ms  {1000 / ours:6.1f} al secondo")
    print(f"  rapporto                            {plain / ours:7.2f} volte")


if __name__ == "__main__":
    main()
