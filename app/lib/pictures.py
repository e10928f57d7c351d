"""The one door through which pictures come in: each is drawn anew, so that nothing else hides in what is kept."""

from dataclasses import dataclass
from io import BytesIO
from struct import error as StructError
from zlib import error as ZlibError

from flask_babel import gettext as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

LARGEST_FILE = 2 * 1024 * 1024  # bytes
MOST_PIXELS = 20_000_000  # a small file may unpack to gigabytes: its size is read before it is drawn
LONGEST_SIDE = 800  # pixels of what is kept: sharp on a paper at twice the size a logo has there
ACCEPTED = ("PNG", "JPEG", "WEBP")
QUALITY = 90  # of JPEG, in hundredths

_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError, MemoryError)
_MALFORMED = (*_BROKEN, StructError, ZlibError)
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class UnusablePicture(ValueError):
    """The file is no picture that we take; the message says why and what to do."""


@dataclass(frozen=True)
class Redrawn:
    """A picture of ours; sizes in pixels."""

    content: bytes
    media_type: str
    width: int
    height: int


def redrawn(raw: bytes) -> Redrawn:
    """The picture that ``raw`` (a PNG, JPEG or WebP) shows, at most 800 pixels a side and with nothing else in it.

    A JPEG stays one, the others become PNG. Only the first frame of a moving one is kept. Raises UnusablePicture.
    """
    if not raw:
        raise UnusablePicture(_("Il file è vuoto: scegline un altro."))
    if len(raw) > LARGEST_FILE:
        raise UnusablePicture(_("Il file supera 2 MB: salvalo più piccolo e riprova."))
    try:
        return _drawn(raw)
    except _BOMBS as error:
        raise _too_many_pixels() from error
    except UnusablePicture:
        raise
    except UnidentifiedImageError as error:
        raise UnusablePicture(
            _("Serve un'immagine PNG, JPEG o WebP: altri tipi, come SVG, GIF o PDF, salvali prima come PNG.")
        ) from error
    except _MALFORMED as error:
        raise UnusablePicture(_("Il file è rovinato: salva di nuovo l'immagine, come PNG, e riprova.")) from error


def _drawn(raw: bytes) -> Redrawn:
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint lets half a picture pass for the whole program
    with Image.open(BytesIO(raw), formats=ACCEPTED) as sent:
        if sent.width * sent.height > MOST_PIXELS:
            raise _too_many_pixels()
        was_jpeg = sent.format == "JPEG"
        upright = ImageOps.exif_transpose(sent)
        clear = upright.has_transparency_data
        drawing = upright.convert("RGBA" if clear else "RGB")
    drawing.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    clean = Image.new(drawing.mode, drawing.size)  # what travelled beside the pixels stays behind
    clean.paste(drawing)
    written = BytesIO()
    if was_jpeg:
        clean.save(written, "JPEG", quality=QUALITY, optimize=True)
    else:
        clean.save(written, "PNG", optimize=True)
    return Redrawn(written.getvalue(), "image/jpeg" if was_jpeg else "image/png", clean.width, clean.height)


def _too_many_pixels() -> UnusablePicture:
    return UnusablePicture(_("L'immagine ha troppi punti: riducila a 4000 per lato, o meno, e riprova."))
