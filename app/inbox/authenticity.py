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
PASSED = re.compile(r"\b(dmarc|dkim)\s*=\s*pass\b", re.IGNORECASE)
DOMAIN = re.compile(r"\bheader\.(?:from|d|i)\s*=\s*(?:[^@\s;]*@)?([a-z0-9.-]+)", re.IGNORECASE)


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
    """The domains that our own server's verdicts let pass."""
    for header in mail.message.get_all("Authentication-Results", []):
        verdict = re.sub(r"\([^()]*\)|\"[^\"]*\"", " ", str(header))  # comments, and what a stranger may have quoted
        name, *results = verdict.split(";")
        if name.lower().split()[:1] != [server]:
            continue
        for result in results:
            if PASSED.search(result):
                yield from (found.lower() for found in DOMAIN.findall(result))


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
