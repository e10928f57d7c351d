"""Whether a mail is truly from whom it says: nobody may give up another's place by writing their address on top.

The verdict of our own mail server is believed when INBOX_AUTHSERV names it (RFC 8601; the server must take out what
strangers write in its name). Without it the mail's own DKIM signature (RFC 6376) is verified here.
"""

import re
from collections.abc import Collection, Iterator

import dkim
from flask import current_app

from app.inbox.reading import Mail

# Google answers for accounts of other domains from here, with the person in Reply-To.
RELAYS = {"calendar-notification@google.com"}
MOST_SIGNATURES = 5
VERDICT = re.compile(r"(dmarc|dkim)(?:/\d+)?=([a-z]+)", re.IGNORECASE)
DOMAINS = {"dmarc": ("header.from",), "dkim": ("header.d", "header.i")}  # the properties that each speaks of


def proven_domains(mail: Mail) -> frozenset[str]:
    """The domains that this mail is proven to come from. It may ask the DNS: not while anything is locked."""
    believed = current_app.config["INBOX_AUTHSERV"].lower()
    return frozenset(_said_by(mail, believed) if believed else _signed_by(mail))


def is_truly_from(mail: Mail, address: str, proven: Collection[str]) -> bool:
    """Whether ``mail``, proven to come from those domains, was written by the owner of ``address``, or for them."""
    sender = mail.sender
    if sender != address and not (sender in RELAYS and mail.reply_to == address):
        return False
    return any(_is_aligned(shown, sender.rpartition("@")[2]) for shown in proven)


def _said_by(mail: Mail, server: str) -> Iterator[str]:
    """The domains that our own server's verdicts let pass; none when any of them says that DMARC failed."""
    verdicts = [
        result
        for header in mail.message.get_all("Authentication-Results", [])
        if (said := _without_asides(str(header)).split(";"))[0].lower().split()[:1] == [server]
        for result in said[1:]
    ]
    passed: set[str] = set()
    for result in verdicts:
        words = re.sub(r"\s*=\s*", "=", result).split()
        verdict = VERDICT.fullmatch(words[0]) if words else None
        if verdict is None:
            continue
        check, outcome = verdict[1].lower(), verdict[2].lower()
        if check == "dmarc" and outcome == "fail":
            return
        if outcome == "pass":
            named = (word.partition("=") for word in words[1:])
            passed |= {value.rpartition("@")[2].lower() for name, _is, value in named if name.lower() in DOMAINS[check]}
    yield from passed


def _without_asides(header: str) -> str:
    """``header`` with nothing in its comments, which may hold others, nor in its quotes: strangers write there."""
    kept, depth, quoted, escaped = "", 0, False, False
    for letter in header:
        if escaped:
            escaped = False
        elif letter == "\\" and (quoted or depth):
            escaped = True
        elif letter == '"' and not depth:
            quoted = not quoted
            kept += letter
        elif quoted:
            continue
        elif letter in "()":
            depth = max(0, depth + (1 if letter == "(" else -1))
            kept += " "
        elif not depth:
            kept += letter
    return kept


def _signed_by(mail: Mail) -> Iterator[str]:
    """The domains whose signatures on the whole mail, its sender included, are good."""
    lookup = current_app.config["DKIM_LOOKUP"]
    for index in range(min(len(mail.message.get_all("DKIM-Signature", [])), MOST_SIGNATURES)):
        try:
            verifier = dkim.DKIM(mail.raw, timeout=5)
            good = verifier.verify(index, **({"dnsfunc": lookup} if lookup else {}))
        except Exception:  # a signature that cannot be read proves nothing, whatever is wrong with it
            continue
        fields = verifier.signature_fields
        covered = {name.strip() for name in fields.get(b"h", b"").lower().split(b":")}
        if good and b"from" in covered and b"l" not in fields:
            yield verifier.domain.decode("ascii", "replace").lower()


def _is_aligned(shown: str, domain: str) -> bool:
    """The same domain, or one above it that is more than a suffix (relaxed alignment, RFC 7489 §3.1)."""
    return shown == domain or (shown.count(".") >= 1 and domain.endswith("." + shown))
