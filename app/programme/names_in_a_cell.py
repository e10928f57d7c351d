"""Several names in one cell: separated by semicolons, or on lines of their own; one that has a semicolon, in quotes."""

import re

from app.lib.names import tidy

_QUOTED = re.compile(r'\s*"((?:[^"]|"")+)"\s*(?:[;\n]|$)')
_PLAIN = re.compile(r"([^;\n]*)(?:[;\n]|$)")


def split_names(text: str) -> list[str]:
    """The names that ``text`` lists, tidied, without the empty ones."""
    names, at = [], 0
    while at < len(text):
        quoted = _QUOTED.match(text, at)
        found = quoted or _PLAIN.match(text, at)
        if found is None:
            break
        names.append(tidy(found[1].replace('""', '"') if quoted else found[1]))
        at = found.end()
    return [name for name in names if name]


def joined_names(names: list[str]) -> str:
    """A cell's text that ``split_names`` reads as ``names``."""
    return "; ".join(_quoted(tidy(name)) for name in names)


def _quoted(name: str) -> str:
    if ";" not in name and not name.startswith('"'):
        return name
    return '"' + name.replace('"', '""') + '"'
