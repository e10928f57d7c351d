"""A mail as bytes, read with care: whoever wrote it may have meant harm, or a program may have written it badly."""

import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from functools import cached_property

from app.lib.names import tidy

LONGEST = 256 * 1024  # bytes; longer mails are for people to read where they are
MOST_PARTS = 30
LONGEST_LINE = 255  # characters of a subject or a sender kept here
LONGEST_TEXT = 20_000  # characters shown
CALENDARS = ("text/calendar", "application/ics")
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
        return _payload(part) if part is not None else None

    @property
    def text(self) -> str:
        """What it says, as plain text."""
        part = next((part for part in self.parts if part.get_content_type() == "text/plain"), None)
        return _decoded(part)[:LONGEST_TEXT] if part is not None else ""

    def header(self, name: str) -> str:
        """The first header of this name in readable letters; empty when there is none."""
        value = self.message.get(name)
        if value is None:
            return ""
        try:
            return str(make_header(decode_header(str(value))))
        except (LookupError, ValueError):
            return str(value).encode("ascii", "replace").decode()

    def _addresses(self, name: str) -> list[str]:
        values = [str(value) for value in self.message.get_all(name, [])]
        return [address.strip().lower() for _name, address in getaddresses(values) if "@" in address]

    def _one_address(self, name: str) -> str:
        found = self._addresses(name)
        return found[0][:LONGEST_LINE] if len(found) == 1 and len(self.message.get_all(name, [])) == 1 else ""


def read(raw: bytes) -> Mail:
    """Take ``raw`` apart. Raises Unreadable."""
    if len(raw) > LONGEST:
        raise Unreadable("too long")
    mail = Mail(raw, message_from_bytes(raw))
    if not mail.parts:
        raise Unreadable("empty")
    return mail


def _payload(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _decoded(part: Message) -> str:
    raw = _payload(part)
    try:
        return raw.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return raw.decode("utf-8", "replace")
