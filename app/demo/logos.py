"""Logos that nobody has: a few plain shapes, drawn as a PNG, to be taken in like any file that the office uploads."""

import struct
import zlib
from collections.abc import Callable

Colour = tuple[int, int, int]
WHITE, INK, GOLD, GREEN, RED = (255, 255, 255), (23, 50, 77), (224, 145, 47), (0, 105, 92), (178, 34, 52)
UNIT = 600  # pixels; what takes the file in shrinks it, and so rounds what is jagged


class Drawing:
    """A white ground of so many units; places and sizes are in units, from the top left."""

    def __init__(self, wide: float, high: float) -> None:
        self.wide, self.high = round(wide * UNIT), round(high * UNIT)
        self.rows = [bytearray(WHITE * self.wide) for _row in range(self.high)]

    def fill(self, top: float, bottom: float, span: Callable[[float], tuple[float, float]], colour: Colour) -> None:
        """Colour from ``top`` to ``bottom`` what lies between the two places that ``span`` says for each height."""
        for number in range(max(round(top * UNIT), 0), min(round(bottom * UNIT), self.high)):
            left, right = (min(max(round(place * UNIT), 0), self.wide) for place in span((number + 0.5) / UNIT))
            if right > left:
                self.rows[number][left * 3 : right * 3] = bytes(colour) * (right - left)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        def span(height: float) -> tuple[float, float]:
            half = max(radius**2 - (height - y) ** 2, 0) ** 0.5
            return x - half, x + half

        self.fill(y - radius, y + radius, span, colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        self.fill(top, bottom, lambda _height: (left, right), colour)

    def lozenge(self, x: float, y: float, across: float, along: float, colour: Colour) -> None:
        """``across`` and ``along`` are from the middle to a corner."""

        def span(height: float) -> tuple[float, float]:
            half = across * (1 - abs(height - y) / along)
            return x - half, x + half

        self.fill(y - along, y + along, span, colour)

    def png(self) -> bytes:
        header = struct.pack(">IIBBBBB", self.wide, self.high, 8, 2, 0, 0, 0)
        pixels = zlib.compress(b"".join(b"\0" + row for row in self.rows), 1)
        chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, chunks))


def _chunk(named: tuple[bytes, bytes]) -> bytes:
    name, content = named
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def compass() -> bytes:
    """A ring and a needle: the desk's."""
    drawing = Drawing(2, 2)
    drawing.disc(1, 1, 0.92, INK)
    drawing.disc(1, 1, 0.78, WHITE)
    drawing.lozenge(1, 1, 0.2, 0.62, INK)
    drawing.fill(0.38, 1, lambda height: (1 - (height - 0.38) * 0.2 / 0.62, 1 + (height - 0.38) * 0.2 / 0.62), GOLD)
    drawing.disc(1, 1, 0.08, WHITE)
    return drawing.png()


def steps() -> bytes:
    """Four steps going up: who pays."""
    drawing = Drawing(3, 2)
    for number, colour in enumerate((GREEN, GREEN, GREEN, GOLD)):
        drawing.box(0.2 + number * 0.68, 1.4 - number * 0.4, 0.76 + number * 0.68, 1.85, colour)
    return drawing.png()


def towers() -> bytes:
    """Two towers and a sun: the city."""
    drawing = Drawing(2.4, 2)
    drawing.disc(1.75, 0.62, 0.4, GOLD)
    drawing.box(0.5, 0.15, 0.85, 1.85, RED)
    drawing.box(1.1, 0.8, 1.45, 1.85, INK)
    drawing.box(0.2, 1.75, 2.2, 1.85, INK)
    return drawing.png()
