"""Folding of people's names and of headings, so that «Nicolò  D’Angelo» and «d'angelo nicolo» are the same words."""

import re
import unicodedata

LONGEST_NAME = 60  # letters, for a first or a last name
LONGEST_KEY = 255  # letters
# Letters that Unicode does not take apart into a base and a mark.
_BASE = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"})
_LINE_END = re.compile(r"\r\n|\r|\n")
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_WITHIN_NAMES = " '’‘ʼ`´-‐‑.·"
_LIKE_AN_ADDRESS = re.compile(r"www\.|\w\.\w\w", re.IGNORECASE)


def folded(text: str) -> str:
    """``text`` without case, Latin accents, punctuation and double spaces; other scripts keep their vowel signs."""
    plain = _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(_BASE)
    return " ".join("".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in plain).split())


def name_key(*parts: str) -> str:
    """What makes two names the same name: the folded words of all ``parts``, whatever their order.

    Cut to what a column holds: a single letter of some scripts folds to eighteen.
    """
    return " ".join(sorted(folded(" ".join(parts)).split()))[:LONGEST_KEY]


def tidy(text: str) -> str:
    """``text`` on one line: control and invisible formatting characters removed, runs of spaces made one."""
    visible = "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", visible).split())


def tidy_lines(text: str) -> str:
    """``text`` tidied line by line: its line breaks stay, empty lines at either end go."""
    return "\n".join(tidy(line) for line in _LINE_END.split(text)).strip("\n")


def is_harmless(name: str) -> bool:
    """Whether a message may greet by ``name``, whoever typed it: short, letters alone, nothing to make a link of.

    Whoever types a name into a form must not make the office send figures, addresses, or text that runs backwards.
    """
    letters = all(c in _WITHIN_NAMES or unicodedata.category(c)[0] in "LM" for c in name)
    spelled = any(c.isalpha() for c in name)
    return letters and spelled and len(name) <= LONGEST_NAME and not _LIKE_AN_ADDRESS.search(name)


def slug(text: str) -> str:
    """``text`` as a part of an address: lower-case ASCII words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")
