"""A mail as bytes, read with care: whoever wrote it may have meant harm, or a program may have written it badly."""

import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from functools import cached_property

from app.inbox.legible import decoded, legible, payload, words_of_html
from app.lib.names import tidy

LONGEST = 256 * 1024  # bytes; longer mails are for people to read where they are
MOST_PARTS = 30
LONGEST_LINE = 255  # characters of a subject or a sender kept here
LONGEST_HEADER = 4_000  # characters that are looked at: more is no header that a person wrote
LONGEST_TOP = 16 * 1024  # bytes of a mail that cannot be taken apart
LONGEST_TEXT = 20_000  # characters shown
CALENDARS = ("text/calendar", "application/ics")
ADDRESS = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\ufffd@]+@[^\s\x00-\x1f\x7f-\x9f\ufffd@]+")
OUT_OF_OFFICE = re.compile(
    r"^(auto(matic)?[ -]?(reply|response)|out of (the )?office|risposta automatica|fuori ufficio)", re.I
)


class Unreadable(ValueError):
    """The mail cannot be taken apart; the message says why."""


@dataclass(frozen=True)
class Mail:
    """A mail that came in."""

    raw: bytes
    message: Message

    @cached_property
    def parts(self) -> list[Message]:
        """All parts, the outermost first. Raises Unreadable when they are too many."""
        found: list[Message] = []
        for part in self.message.walk():
            found.append(part)
            if len(found) > MOST_PARTS:
                raise Unreadable("too many parts")
        return found

    @property
    def id(self) -> str:
        """Its Message-ID, else the digest of its bytes: what it is known by when it is read twice."""
        named = tidy(self.header("Message-ID"))
        if named and len(named) <= LONGEST_LINE:
            return named
        return "sha256:" + hashlib.sha256(self.raw).hexdigest()

    @property
    def subject(self) -> str:
        return tidy(self.header("Subject"))[:LONGEST_LINE]

    @property
    def written_by(self) -> str:
        """Whom it says it is from, as people should read it: an address when there is one, else what is there."""
        return self.sender or tidy(self.header("From"))[:LONGEST_LINE]

    @property
    def sender(self) -> str:
        """The one address it says it is from, lower case; empty when it names none or several."""
        return self._one_address("From")

    @property
    def reply_to(self) -> str:
        return self._one_address("Reply-To")

    @property
    def recipients(self) -> list[str]:
        """Every address it was sent to, the envelope's as far as the server wrote it down."""
        names = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
        return [address for name in names for address in self._addresses(name)]

    @property
    def has_no_way_back(self) -> bool:
        """Whether its envelope had no sender: servers write so, people do not."""
        return self.header("Return-Path").strip() == "<>"

    @property
    def is_automatic(self) -> bool:
        """Whether a program wrote it (RFC 3834): nobody waits for an answer."""
        declared = self.header("Auto-Submitted").split(";")[0].strip().lower()
        bulk = self.header("Precedence").strip().lower() in {"bulk", "junk", "list", "auto_reply"}
        away = bool(OUT_OF_OFFICE.match(self.subject)) or "X-Autoreply" in self.message
        return declared not in {"", "no"} or bulk or away or self.has_no_way_back

    @property
    def is_report(self) -> bool:
        return self.message.get_content_type() == "multipart/report"

    @property
    def calendar(self) -> bytes | None:
        """The first calendar in it."""
        part = next((part for part in self.parts if part.get_content_type() in CALENDARS), None)
        return payload(part) if part is not None else None

    @property
    def text(self) -> str:
        """What it says, as plain text and nothing else: the words alone of a mail that is all HTML."""
        for kind, words in (("text/plain", legible), ("text/html", words_of_html)):
            for part in self.parts:
                if part.get_content_type() == kind and (text := words(decoded(part))):
                    return text[:LONGEST_TEXT]
        return ""

    def header(self, name: str) -> str:
        """The first header of this name in readable letters; empty when there is none."""
        value = self.message.get(name)
        if value is None:
            return ""
        plain = str(value)[:LONGEST_HEADER]
        try:
            return str(make_header(decode_header(plain)))
        except (LookupError, ValueError, MessageError):
            return plain.encode("ascii", "replace").decode()

    def _addresses(self, name: str) -> list[str]:
        values = [str(value)[:LONGEST_HEADER] for value in self.message.get_all(name, [])]
        try:
            found = [address.strip().lower() for _name, address in getaddresses(values[:MOST_PARTS])]
        except RecursionError:  # brackets within brackets within brackets
            return []
        return [address for address in found if ADDRESS.fullmatch(address)]

    def _one_address(self, name: str) -> str:
        values = self.message.get_all(name, [])
        if len(values) != 1 or len(str(values[0])) > LONGEST_HEADER:
            return ""
        found = self._addresses(name)
        return found[0] if len(found) == 1 and len(found[0]) <= LONGEST_LINE else ""


def read(raw: bytes) -> Mail:
    """Take ``raw`` apart. Raises Unreadable."""
    if len(raw) > LONGEST:
        raise Unreadable("too long")
    if raw.lower().count(b"boundary") > 2 * MOST_PARTS:  # taking thousands of nested parts apart is slow
        raise Unreadable("too many parts")
    try:
        mail = Mail(raw, message_from_bytes(raw))
        mail.parts  # noqa: B018
        return mail
    except Unreadable:
        raise
    except Exception as error:  # a stranger wrote it: the parser may stumble in any way
        raise Unreadable(f"unreadable: {type(error).__name__}") from error


def read_top(raw: bytes) -> Mail:
    """The first headers alone of a mail that cannot be taken apart: enough to say whom it is from. Never raises."""
    top = re.split(rb"\r?\n\r?\n", raw[:LONGEST_TOP], maxsplit=1)[0]
    try:
        return Mail(raw, message_from_bytes(re.sub(rb"(?im)^content-", b"X-Was-", top) + b"\n\n"))
    except Exception:  # a stranger wrote it: the parser may stumble in any way
        return Mail(raw, Message())
