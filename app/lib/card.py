"""The drawing that goes with a shared link: 1200 × 630 pixels, a few words on a colour, with the compass."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
MARGIN = 80
CREAM, LIGHT, GOLD = "#fff8ea", "#d7e6e4", "#f2b87a"
TITLE_SIZES = (84, 72, 60, 50)  # pixels, the largest in which the title takes at most its lines
MOST_LINES = 3
COLOURS = 64  # a drawing of flat colours needs no more, and weighs a third
SMOOTH = 4  # the compass is drawn so many times larger and shrunk: round things come out smooth


@lru_cache(maxsize=64)
def drawn(fonts: Path, brand: str, title: str, lines: tuple[str, ...], colour: str) -> bytes:
    """A PNG with ``brand`` on top, ``title`` large and ``lines`` below it, on ``colour``; fonts are in ``fonts``."""
    image = Image.new("RGB", SIZE, colour)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, SIZE[1] - 18, SIZE[0], SIZE[1]), fill=GOLD)
    image.paste(_compass(colour), (MARGIN, 64))
    pen.text((MARGIN + 110, 112), brand, font=_font(fonts, 600, 42), fill=CREAM, anchor="lm")
    font, written = _fitted(fonts, title)
    top = 196
    for line in written:
        pen.text((MARGIN, top), line, font=font, fill="#ffffff")
        top += round(font.size * 1.16)
    top += 38
    for line in lines:
        small = _font(fonts, 600, 36)
        pen.text((MARGIN, top), _wrapped(small, line)[0], font=small, fill=LIGHT)
        top += 50
    kept = BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _fitted(fonts: Path, title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    for size in TITLE_SIZES:
        font = _font(fonts, 700, size)
        lines = _wrapped(font, title)
        if len(lines) <= MOST_LINES:
            return font, lines
    lines = lines[:MOST_LINES]
    return font, [*lines[:-1], _cut(font, lines[-1] + "…")]


def _wrapped(font: ImageFont.FreeTypeFont, text: str) -> list[str]:
    """``text`` in lines that fit between the margins; a word that does not is cut."""
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= SIZE[0] - 2 * MARGIN or not lines[-1]:
            lines[-1] = _cut(font, longer)
        else:
            lines.append(_cut(font, word))
    return lines


def _cut(font: ImageFont.FreeTypeFont, text: str) -> str:
    while font.getlength(text) > SIZE[0] - 2 * MARGIN:
        text = text.rstrip("…")[:-1] + "…"
    return text


@lru_cache(maxsize=16)
def _font(fonts: Path, weight: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fonts / f"titillium-web-{weight}.ttf"), size)


def _compass(ground: str, side: int = 96) -> Image.Image:
    """The office's mark: a ring, four strokes, a needle."""
    unit = side * SMOOTH / 48
    image = Image.new("RGB", (side * SMOOTH, side * SMOOTH), ground)
    pen = ImageDraw.Draw(image)

    def at(*points: float) -> list[float]:
        return [point * unit for point in points]

    pen.ellipse(at(1, 1, 47, 47), outline=CREAM, width=round(1.6 * unit))
    for stroke in ((24, 4.5, 24, 8.5), (24, 39.5, 24, 43.5), (4.5, 24, 8.5, 24), (39.5, 24, 43.5, 24)):
        pen.line(at(*stroke), fill=CREAM, width=round(1.4 * unit))
    pen.polygon(at(35.5, 12.5, 28.3, 28.3, 19.7, 19.7), fill=GOLD)
    pen.polygon(at(12.5, 35.5, 19.7, 19.7, 28.3, 28.3), fill=CREAM)
    pen.ellipse(at(21.7, 21.7, 26.3, 26.3), fill=ground)
    return image.resize((side, side), Image.Resampling.LANCZOS)
