"""Text as people type it, with a little order in it: paragraphs, headings (#) and lists (-). No markup of theirs."""

import re
from dataclasses import dataclass

_HEADING = re.compile(r"#+\s*(.+)")
_ITEM = re.compile(r"[-•*]\s+(.+)")


@dataclass(frozen=True)
class Block:
    """``kind`` is heading, list or paragraph; ``lines`` are its words, one line, one item or one line each."""

    kind: str
    lines: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """The blocks of ``text``: an empty line ends a paragraph, and so does a heading or a list."""
    found: list[Block] = []
    begins = True
    for line in text.splitlines():
        kind, words = _read(line.strip())
        if kind is None:
            begins = True
            continue
        if begins or kind == "heading" or found[-1].kind != kind:
            found.append(Block(kind, (words,)))
        else:
            found[-1] = Block(kind, (*found[-1].lines, words))
        begins = kind == "heading"
    return found


def _read(line: str) -> tuple[str | None, str]:
    if not line:
        return None, ""
    if heading := _HEADING.fullmatch(line):
        return "heading", heading[1]
    if item := _ITEM.fullmatch(line):
        return "list", item[1]
    return "paragraph", line
