"""Pictures made on the spot, as offices send them."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 120), mode: str = "RGB", **options: Any) -> bytes:
    """A file of this kind: an ellipse of one colour on another."""
    colours = {
        "L": (200, 40),
        "P": (1, 2),
        "CMYK": ((0, 90, 90, 10), (0, 0, 0, 0)),
        "RGBA": ((0, 0, 0, 0), (138, 37, 34, 255)),
    }
    ground, ink = colours.get(mode, ((250, 240, 220), (138, 37, 34)))
    image = Image.new(mode, size, ground)  # type: ignore[arg-type]
    ImageDraw.Draw(image).ellipse((4, 4, size[0] - 5, size[1] - 5), fill=ink)  # type: ignore[arg-type]
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def upload(name: str = "logo.png", content: bytes | None = None) -> tuple[BytesIO, str]:
    """A file as the test client sends it."""
    return BytesIO(picture() if content is None else content), name


def body(**fields: Any) -> dict[str, Any]:
    """The same for files that the client would put on the disk, and forget there: one stream of bytes."""
    files = {name: FileStorage(*value) for name, value in fields.items() if isinstance(value, tuple)}
    boundary, content = encode_multipart(fields | files)
    return {"data": content, "content_type": f"multipart/form-data; boundary={boundary}"}
