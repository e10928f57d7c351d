"""What a part of a mail says, as text to show: no markup, nothing invisible, nothing that runs backwards."""

import codecs
import re
import unicodedata
from email.message import Message
from html.parser import HTMLParser

ODD_CODECS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}  # Python's own, in no mail
LONGEST_PAGE = 100_000  # characters that are read
UNSEEN = {"script", "style", "title"}  # elements whose words nobody sees
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


class _Words(HTMLParser):
    """Collects the words of a page, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in UNSEEN
        if tag in BLOCKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in UNSEEN))

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.found.append(" ".join(data.split()) + " " if data.strip() else "")


def words_of_html(page: str) -> str:
    """The words alone of the beginning of an HTML page, a line for each block."""
    words = _Words()
    try:
        words.feed(page[:LONGEST_PAGE])
        words.close()
    except (AssertionError, ValueError, RecursionError):  # markup that is none
        return ""
    return legible(re.sub(r"\s*\n\s*", "\n", "".join(words.found)))
