"""The line under the title of a sheet that this program wrote: of which half-year it is, and since when.

In such a sheet a cell that was emptied is to be empty: in one that the office made, a blank says nothing.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from app.lib.clock import rome
from app.programme import half_year
from app.programme.half_year import HalfYear

_STAMP = re.compile(r"Semestre (20\d\d-[12]), scaricato ")


def stamp(slug: str, at: datetime) -> str:
    """«Semestre 2027-1, scaricato il 11/01/2027 alle 9.00»."""
    return f"Semestre {slug}, scaricato il {rome(at):%d/%m/%Y} alle {rome(at):%-H.%M}"


def stamped(texts: Iterable[str]) -> HalfYear | None:
    """The half-year of the stamp among ``texts``, if there is one."""
    found = next(filter(None, map(_STAMP.match, texts)), None)
    return half_year.named(found[1]) if found else None
