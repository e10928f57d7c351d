"""Pictures as offices send them, and files that only say they are pictures."""

import struct
import zlib
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image, ImageFile, PngImagePlugin

from app.lib.pictures import LONGEST_SIDE, UnusablePicture, redrawn
from tests.programme.drawings import picture

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("app")]

SCRIPT = b"<script>alert('ciao')</script>"


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def refusal(raw: bytes) -> str:
    with pytest.raises(UnusablePicture) as refused:
        redrawn(raw)
    return str(refused.value)


def a_chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


@pytest.mark.parametrize(
    ("kind", "mode", "media_type"),
    [
        ("PNG", "RGB", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "P", "image/png"),
        ("PNG", "L", "image/png"),
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
        ("WEBP", "RGB", "image/png"),
        ("WEBP", "RGBA", "image/png"),
    ],
)
def test_what_offices_send_becomes_a_png_or_a_jpeg_of_the_same_shape(kind: str, mode: str, media_type: str) -> None:
    drawn = redrawn(picture(kind, mode=mode))

    assert (drawn.media_type, drawn.width, drawn.height) == (media_type, 300, 120)
    assert opened(drawn.content).size == (300, 120)
    assert opened(drawn.content).mode == ("RGBA" if mode == "RGBA" else "RGB")


def test_the_same_file_always_gives_the_same_bytes() -> None:
    assert redrawn(picture()).content == redrawn(picture()).content


def test_a_large_one_is_shrunk_in_proportion() -> None:
    drawn = redrawn(picture(size=(3000, 1500)))

    assert (drawn.width, drawn.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_what_is_clear_stays_clear() -> None:
    seen_through = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    written = BytesIO()
    seen_through.save(written, "PNG")

    assert opened(redrawn(written.getvalue()).content).getpixel((5, 5)) == (0, 0, 0, 0)


def test_a_photograph_taken_sideways_is_turned_and_forgets_where_it_was_taken() -> None:
    facts = Image.Exif()
    facts[0x0112], facts[0x010F] = 6, "Telefono di Marta"
    drawn = redrawn(picture("JPEG", size=(200, 100), exif=facts))

    assert (drawn.width, drawn.height) == (100, 200)
    assert b"Telefono" not in drawn.content and not opened(drawn.content).getexif()


def test_nothing_that_travels_with_the_pixels_is_kept() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SCRIPT.decode())
    facts = Image.Exif()
    facts[0x010E] = SCRIPT.decode()
    for raw in (
        picture(pnginfo=words),
        picture() + SCRIPT + b"PK\x03\x04",
        picture("JPEG", comment=SCRIPT),
        picture("JPEG") + b"<?php system($_GET[0]); ?>",
        picture("WEBP", exif=facts),
    ):
        kept = redrawn(raw).content
        assert SCRIPT not in kept and b"php" not in kept and b"PK\x03\x04" not in kept


@pytest.mark.parametrize(
    "raw",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        picture("GIF"),
        picture("BMP"),
        picture("TIFF"),
        b"%PDF-1.7",
        b"<html><img></html>",
        b"GIF89a" + picture(),
    ],
)
def test_other_kinds_are_refused_with_what_to_do(raw: bytes) -> None:
    assert "salvali prima come PNG" in refusal(raw)


def test_an_empty_file_and_too_large_a_one_are_refused() -> None:
    assert "vuoto" in refusal(b"")
    assert "2 MB" in refusal(picture() + bytes(2 * 1024 * 1024))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_file_cut_short_is_refused_whoever_has_let_such_files_pass(
    kind: str, part: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does
    whole = picture(kind, size=(600, 400))

    assert refusal(whole[: int(len(whole) * part)])


def test_a_small_file_of_many_pixels_is_refused_before_it_is_drawn() -> None:
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + a_chunk(b"IHDR", header)
        + a_chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000))
        + a_chunk(b"IEND", b"")
    )

    assert len(bomb) < 2_000
    assert "troppi punti" in refusal(bomb)
    assert "troppi punti" in refusal(picture(size=(5000, 4001), mode="L"))


def test_a_text_that_unpacks_to_gigabytes_is_refused() -> None:
    whole = picture()
    packed = a_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 200_000_000))

    assert refusal(whole[:33] + packed + whole[33:])


def test_of_a_moving_picture_the_first_frame_is_kept(app: Flask) -> None:
    red, blue = Image.new("RGB", (10, 10), "red"), Image.new("RGB", (10, 10), "blue")
    written = BytesIO()
    red.save(written, "PNG", save_all=True, append_images=[blue])
    drawn = opened(redrawn(written.getvalue()).content)

    assert drawn.getpixel((5, 5)) == (255, 0, 0) and getattr(drawn, "n_frames", 1) == 1
