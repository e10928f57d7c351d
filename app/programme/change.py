"""One thing that a sheet makes different, in words that the page, the command and the history share."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class ChangeKind(StrEnum):
    PROGRAMME = "programme"
    PLACES = "places"  # venues, rooms and labs, which half-years share
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    TOLD = "told"  # how many people hear of it


@dataclass(frozen=True)
class Change:
    """``called`` is the thing, «CV-1»; ``words`` what is different about it.

    When one fact becomes another, ``what``, ``before`` and ``after`` say it apart.
    """

    called: str
    words: str
    kind: ChangeKind = ChangeKind.CHANGED
    what: str = ""
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        return f"{self.called}: {self.words}"

    def of(self, kind: ChangeKind) -> "Change":
        return replace(self, kind=kind)

    def and_also(self, words: str) -> "Change":
        """The same change, and what comes of it."""
        more: dict[str, Any] = {"after": f"{self.after} {words}"} if self.what else {}
        return replace(self, words=f"{self.words} {words}", **more)
