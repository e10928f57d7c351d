from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from app.lib import pdf
from tests.papers import page_count, silent_press, text

AT = datetime(2027, 2, 3, 8, 0, tzinfo=UTC)
PAPER = '<!doctype html><html lang="it"><head><title>Prova</title></head><body><h1>Prova</h1>{}</body></html>'


@pytest.mark.one_database
def test_a_paper_is_printed_in_its_fonts_and_the_press_says_nothing(app: Flask, tmp_path: Path) -> None:
    with silent_press():
        content = pdf.render(PAPER.format("<p>Łukasz Núñez · محمد · 陈 · Олена</p>"), "ticket.css", AT)
    assert page_count(content) == 1
    assert all(name in text(content) for name in ("Łukasz Núñez", "محمد", "陈", "Олена"))


@pytest.mark.one_database
def test_the_same_input_gives_the_same_bytes(app: Flask) -> None:
    paper = PAPER.format("<p>uguale</p>")
    one_press = pdf.press(Path(str(app.template_folder)) / "pdf", Path(str(app.static_folder)) / "pdf-fonts")
    another = pdf.Press(Path(str(app.template_folder)) / "pdf", Path(str(app.static_folder)) / "pdf-fonts")
    assert one_press.print(paper, "ticket.css", AT) == another.print(paper, "ticket.css", AT)


@pytest.mark.one_database
@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/x.png",
        "https://example.org/x.png",
        "file:///etc/hostname",
        "https://assets.invalid/%2e%2e/layout.html",
        "https://assets.invalid/fonts/../../secret_key",
        "data:image/png;base64,AAAA",
        "there-is-none.svg",
    ],
)
def test_nothing_but_the_papers_own_files_is_ever_fetched(app: Flask, address: str) -> None:
    with pytest.raises(pdf.PaperUnprintable):
        pdf.render(PAPER.format(f'<img alt="x" src="{address}">'), "ticket.css", AT)


@pytest.mark.one_database
def test_missing_fonts_say_what_to_do(app: Flask, tmp_path: Path) -> None:
    with pytest.raises(pdf.PaperUnprintable, match="bin/setup"):
        pdf.Press(Path(str(app.template_folder)) / "pdf", tmp_path)
