"""A film for Chromium's false camera: somebody holds a ticket in front of it. Frames are JPEGs, one after the other."""

from io import BytesIO
from itertools import chain
from pathlib import Path

from PIL import Image, ImageFilter

SIZE = (640, 480)  # pixels
WALL = (92, 86, 74)
TICKET_SIDE = 260  # pixels
TILTS = (-9, -6, -3, 0, 3, 6, 9, 6, 3, 0, -3, -6)  # degrees, a hand that is not quite still
FRAMES_OF_WALL = 4  # before each ticket, as when one person goes and the next comes
ROUNDS = 3  # Chromium starts again from the first frame when the film ends


def film(path: Path, *qr_pngs: bytes) -> Path:
    """Write to ``path`` (ending in .mjpeg) a film in which the QR codes of ``qr_pngs`` are shown in turn."""
    scenes = [chain(_wall(), _showing(png)) for _ in range(ROUNDS) for png in qr_pngs]
    path.write_bytes(b"".join(_jpeg(frame) for frame in chain(*scenes)))
    return path


def _wall() -> list[Image.Image]:
    return [Image.new("RGB", SIZE, WALL)] * FRAMES_OF_WALL


def _showing(png: bytes) -> list[Image.Image]:
    qr = Image.open(BytesIO(png)).convert("RGB").resize((TICKET_SIDE, TICKET_SIDE))
    paper = Image.new("RGBA", (TICKET_SIDE + 40, TICKET_SIDE + 90), (245, 245, 240, 255))
    paper.paste(qr, (20, 20))
    return [_held(paper, tilt) for tilt in TILTS]


def _held(paper: Image.Image, tilt: int) -> Image.Image:
    frame = Image.new("RGB", SIZE, WALL)
    turned = paper.rotate(tilt, expand=True, resample=Image.Resampling.BICUBIC)
    at = ((SIZE[0] - turned.width) // 2 + tilt, (SIZE[1] - turned.height) // 2)
    frame.paste(turned, at, turned)
    return frame.filter(ImageFilter.GaussianBlur(0.8))


def _jpeg(frame: Image.Image) -> bytes:
    drawn = BytesIO()
    frame.save(drawn, "JPEG", quality=85)
    return drawn.getvalue()
