"""QR codes drawn from their matrix: black on opaque white, error correction Q, a quiet zone of four modules.

An address in capitals stays in QR's alphanumeric mode, so that a ticket's fits in version 3 (29 modules a side).
"""

from functools import lru_cache
from io import BytesIO
from itertools import groupby

from markupsafe import Markup
from PIL import Image
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.main import QRCode

QUIET_ZONE = 4  # modules, on every side
MASK = 2  # any of the eight is legal; trying them all would cost eight times as much


def svg(text: str, label: str) -> Markup:
    """The QR of ``text`` as an inline SVG that a screen reader calls ``label``; its size is for the style sheet."""
    side = len(matrix(text))
    return Markup(
        '<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {} {}" shape-rendering="crispEdges" '
        'xmlns="http://www.w3.org/2000/svg"><path fill="#fff" d="M0 0h{}v{}H0z"/><path fill="#000" d="{}"/></svg>'
    ).format(label, side, side, side, side, _dark_runs(matrix(text)))


def png(text: str, module_px: int = 8) -> bytes:
    """The QR of ``text`` as a black-and-white PNG, ``module_px`` pixels a module."""
    rows = matrix(text)
    side = len(rows)
    image = Image.new("1", (side, side), 1)
    image.putdata([0 if dark else 1 for row in rows for dark in row])
    drawn = BytesIO()
    image.resize((side * module_px, side * module_px), Image.Resampling.NEAREST).save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


@lru_cache(maxsize=64)
def matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of the QR of ``text``, row by row, quiet zone included; True is dark."""
    code = QRCode(error_correction=ERROR_CORRECT_Q, border=QUIET_ZONE, mask_pattern=MASK)
    code.add_data(text, optimize=0)
    code.make(fit=True)
    return tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix())


def _dark_runs(rows: tuple[tuple[bool, ...], ...]) -> str:
    """A path of one rectangle per horizontal run of dark modules."""
    path = []
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            width = len(list(run))
            if dark:
                path.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    return "".join(path)
