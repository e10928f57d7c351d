"""The QR is read by two readers that know nothing of each other, ZXing and ZBar, from what a person would see."""

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from weasyprint import HTML

from app.lib import qr

TICKET = "HTTPS://BUSSOLA.EXAMPLE.ORG/T/K7QM3F2P9XAB4C5D"
LONG = "https://bussola.example.org/verifica/k7qm3f2p9xab4c5d?lang=en"
SMALL = 2  # pixels a module: a phone that looks from afar


def read_by_zxing(image: Image.Image) -> str:
    return zxingcpp.read_barcodes(image.convert("L"))[0].text


def read_by_zbar(image: Image.Image, folder: Path) -> str:
    image.convert("L").save(folder / "seen.png")
    seen = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", folder / "seen.png"],
        capture_output=True,
        text=True,
        check=True,
    )
    return seen.stdout.strip()


def printed(text: str, millimetres: int, folder: Path, dpi: int = 150) -> Image.Image:
    """The SVG on paper, as a raster."""
    page = f"<style>@page{{size:60mm 60mm;margin:5mm}}svg{{width:{millimetres}mm}}</style>{qr.svg(text, 'Biglietto')}"
    (folder / "page.pdf").write_bytes(HTML(string=page).write_pdf())
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-png", "-singlefile", folder / "page.pdf", folder / "page"], check=True
    )
    with Image.open(folder / "page.png") as image:
        return image.copy()


@pytest.mark.parametrize("text", [TICKET, LONG])
@pytest.mark.parametrize("module_px", [8, SMALL])
def test_both_readers_read_the_png_large_and_small(text: str, module_px: int, tmp_path: Path) -> None:
    with Image.open(BytesIO(qr.png(text, module_px))) as image:
        assert image.mode == "1"
        assert read_by_zxing(image) == text
        assert read_by_zbar(image, tmp_path) == text


@pytest.mark.parametrize("millimetres", [40, 18])
def test_both_readers_read_the_svg_on_paper_large_and_small(millimetres: int, tmp_path: Path) -> None:
    image = printed(TICKET, millimetres, tmp_path)

    assert read_by_zxing(image) == TICKET
    assert read_by_zbar(image, tmp_path) == TICKET


def test_a_ticket_of_a_short_host_is_a_version_three_code_at_level_q() -> None:
    with Image.open(BytesIO(qr.png(TICKET))) as image:
        read = zxingcpp.read_barcodes(image.convert("L"))[0]

    assert len(qr.matrix(TICKET)) == 29 + 2 * qr.QUIET_ZONE
    assert read.ec_level == "Q"


def test_the_quiet_zone_is_four_modules_of_opaque_white() -> None:
    rows = qr.matrix(TICKET)
    border = [*rows[:4], *rows[-4:], *(row[:4] for row in rows), *(row[-4:] for row in rows)]

    assert not any(dark for row in border for dark in row)
    assert '<path fill="#fff" d="M0 0h37v37H0z"/>' in qr.svg(TICKET, "Biglietto")


def test_the_label_is_text_and_nothing_else() -> None:
    drawn = qr.svg(TICKET, '"><script>alert(1)</script>')

    assert 'role="img"' in drawn
    assert "<script>" not in drawn
    assert "style=" not in drawn
