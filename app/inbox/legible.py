"""What a part of a mail says, as text to show: no markup, nothing invisible, nothing that runs backwards."""

import codecs
import re
import unicodedata
from email.message import Message
from html import unescape

ODD_CODECS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}  # Python's own, in no mail
UNSEEN = {"script", "style", "title"}  # elements whose words nobody sees
PIECE = re.compile(r"<[^<>]{0,500}>|[^<]+|<")
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
BLOCKS = {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "blockquote"}


def payload(part: Message) -> bytes:
    """The bytes of a part; empty for one that holds others."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def decoded(part: Message) -> str:
    """The words of a part; what its charset cannot be, or is not, is read as UTF-8."""
    raw = payload(part)
    try:
        codec = codecs.lookup(part.get_content_charset() or "utf-8")
        return raw.decode("utf-8" if codec.name.replace("-", "_") in ODD_CODECS else codec.name, "replace")
    except (LookupError, ValueError, TypeError):
        return raw.decode("utf-8", "replace")


def legible(text: str) -> str:
    """``text`` without the characters that are invisible, or that make others run backwards."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c)[0] != "C").strip()


def words_of_html(page: str) -> str:
    """The words alone of an HTML page, a line for each block. A page is read once, whatever its marks are."""
    found, hidden = [], ""
    for piece in PIECE.finditer(page):
        tag = TAG.match(piece[0])
        name = tag[2].lower() if tag else ""
        if hidden:
            hidden = "" if tag and tag[1] and name == hidden else hidden
        elif name in UNSEEN:
            hidden = name
        elif name in BLOCKS:
            found.append("\n")
        elif not piece[0].startswith("<") or piece[0] == "<":
            found.append(re.sub(r"\s+", " ", unescape(piece[0])))
    return legible(re.sub(r"\s*\n\s*", "\n", "".join(found)))
