"""What a workbook would cost to read, reckoned while keeping none of it: a small file may describe a huge sheet."""

from typing import IO, NoReturn
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from openpyxl.utils.cell import range_boundaries

MOST_CELLS = 500_000  # of a workbook; each costs memory, also when it is only coloured, or merged with others
MOST_ELEMENTS = 4 * MOST_CELLS  # of its XML; a cell with a value takes three


class TooHeavy(ValueError):
    """Reading it would take more memory, or more time, than there is."""


class DeclaresEntities(ValueError):
    """It says how to make much of little, as no program that makes sheets does."""


def refuse_heavy(archive: ZipFile) -> None:
    """Look at every part of a workbook. Raises TooHeavy, DeclaresEntities, and ValueError for ranges that are none."""
    scale = _Scale()
    for name in archive.namelist():
        with archive.open(name) as part:
            scale.weigh(part)


class _Scale:
    def __init__(self) -> None:
        self.elements = self.cells = 0

    def weigh(self, part: IO[bytes]) -> None:
        """What is not XML weighs nothing, and what is broken no more than what comes before the break."""
        parser = ParserCreate()
        parser.StartElementHandler = self._element
        parser.EntityDeclHandler = _refuse_entities
        try:
            parser.ParseFile(part)
        except ExpatError:
            return

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        kind = name.rpartition(":")[2]
        if kind == "c":
            self.cells += 1
        elif kind == "mergeCell":
            self.cells += _cells_in(attributes.get("ref", ""))
        if self.cells > MOST_CELLS or self.elements > MOST_ELEMENTS:
            raise TooHeavy


def _cells_in(merged: str) -> int:
    """How many cells a range such as «A1:C4» has."""
    first_column, first_row, last_column, last_row = (bound or 1 for bound in range_boundaries(merged))
    return (last_column - first_column + 1) * (last_row - first_row + 1)


def _refuse_entities(*_declared: object) -> NoReturn:
    raise DeclaresEntities
