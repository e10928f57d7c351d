"""One page as an address that the sample makes real, and how to look at it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

HALF_YEAR = "/programmi/2027-1"
OFFICE = "/ufficio/programmi/2027-1"
DOOR = "/accoglienza"
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Visit:
    """An address, who opens it, and what is typed there before looking. ``press`` is the button that sends the form."""

    endpoint: str
    address: str
    who: str = "anyone"
    status: int = 200
    press: str | None = None
    typed: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.endpoint} {self.address}{' sent' if self.press else ''}".replace("[", "(").replace("]", ")")


def form(endpoint: str, address: str, who: str = "anyone", status: int = 422, press: str = "", **typed: str) -> Visit:
    """A form sent with what is ``typed``, by the name of each field, and nothing else."""
    return Visit(endpoint, address, who, status, press or "main form .btn-primary", typed)
