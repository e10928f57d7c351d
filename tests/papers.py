"""Reading papers as people and machines do: their text, their pages, and the QR in their raster."""

import logging
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import zxingcpp
from PIL import Image

from app.checkin import pair
from app.checkin.scan import scan
from app.db import transaction
from app.lib import clock
from app.programme.models import Meeting
from app.registration.models import Registration

AFTER_ALL = datetime(2027, 2, 3, 9, 0, tzinfo=clock.ROME)  # the morning after the last of the three meetings
RESOLUTION = 150  # dots per inch, as a cheap printer's or a screen's


def text(content: bytes) -> str:
    """What ``pdftotext`` reads, on one line."""
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())


def page_count(content: bytes) -> int:
    facts = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=True).stdout.decode()
    return int(facts.split("Pages:")[1].split()[0])


def qr_codes(content: bytes, folder: Path) -> tuple[str, str]:
    """What two independent readers, zxing-cpp and zbar, see on the first page."""
    picture = raster(content, folder)
    by_zxing = [found.text for found in zxingcpp.read_barcodes(Image.open(picture))]
    zbar = subprocess.run(["zbarimg", "--quiet", "--raw", str(picture)], capture_output=True, check=True)
    return ",".join(by_zxing), zbar.stdout.decode().strip()


def raster(content: bytes, folder: Path) -> Path:
    """The first page as a PNG."""
    subprocess.run(
        ["pdftoppm", "-r", str(RESOLUTION), "-png", "-singlefile", "-", str(folder / "page")], input=content, check=True
    )
    return folder / "page.png"


def came(registration: Registration, *meetings: Meeting) -> None:
    """The door read the person's ticket at the start of each of these meetings."""
    for meeting in meetings:
        with clock.at(meeting.starts_at), transaction():
            device, _token = pair.make_device(meeting.edition, "Telefono di Marta", "office@example.org")
            scan(device, str(uuid4()), registration.ticket_code)


@contextmanager
def silent_press() -> Iterator[None]:
    """Fails when WeasyPrint had anything to say: a missing alternative text, a rule it does not know."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger, listener = logging.getLogger("weasyprint"), Listener(logging.WARNING)
    logger.addHandler(listener)
    try:
        yield
    finally:
        logger.removeHandler(listener)
    assert said == []
