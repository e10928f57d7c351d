"""Answers to our invitations as calendars send them, and the keys with which other servers sign."""

import os
import subprocess
import sys
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import dkim

from app.lib.clock import now
from app.registration.invite import uid_of
from app.registration.models import Registration

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
OURS = "mx.bussola.example"  # the server whose verdicts are believed
PASSED = f"{OURS}; dmarc=pass header.from=example.org"


def reply(registration: Registration, status: str = "DECLINED", **other: object) -> bytes:
    """A REPLY to the invitation of ``registration``; ``other`` facts take the place of the right ones."""
    facts = {
        "uid": uid_of(registration),
        "sequence": registration.calendar_sequence,
        "stamp": now() + timedelta(minutes=5),
        "attendee": registration.email,
        "method": "REPLY",
        "organizer": "ORGANIZER:mailto:bussola@example.org\r\n",
        "more": "",
    } | other
    stamp = facts["stamp"]
    assert isinstance(stamp, datetime)
    return (
        "BEGIN:VCALENDAR\r\nPRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\r\nVERSION:2.0\r\n"
        f"METHOD:{facts['method']}\r\nBEGIN:VEVENT\r\nUID:{facts['uid']}\r\nSEQUENCE:{facts['sequence']}\r\n"
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}\r\n{facts['organizer']}"
        f"ATTENDEE;PARTSTAT={status}:mailto:{facts['attendee']}\r\n{facts['more']}END:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


def mail(
    calendar: bytes | None = None,
    sender: str = "ada@example.org",
    verdict: str | None = PASSED,
    method: str = "REPLY",
    text: str = "",
    **headers: str,
) -> bytes:
    """A mail to the office, with a calendar part if there is one and our server's ``verdict`` on top."""
    message = EmailMessage(policy=SMTP)
    if verdict:
        message["Authentication-Results"] = verdict
    message["From"], message["To"] = sender, "bussola@example.org"
    message["Subject"] = headers.pop("Subject", "Rifiutato: Incontro")
    message["Message-ID"] = headers.pop("Message_ID", f"<{abs(hash((calendar, sender, text)))}@example.org>")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text or "Ada ha rifiutato l'invito.")
    if calendar is not None:
        message.add_alternative(calendar, maintype="text", subtype="calendar", params={"method": method})
    return message.as_bytes()


def answered_by_ical_js(invitation: bytes, status: str, stamp: datetime) -> bytes:
    """The REPLY that Thunderbird's library makes of an invitation; ``stamp`` in UTC."""
    environ = os.environ | {"PATH": f"{os.environ.get('PATH', '')}:{BIN}"}
    script = [str(HERE / "ical_js_answerer.mjs"), status, f"{stamp:%Y-%m-%dT%H:%M:%S}Z"]
    made = subprocess.run(["node", *script], input=invitation, env=environ, capture_output=True, check=True)
    return made.stdout.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def signed(raw: bytes, domain: str = "example.org") -> bytes:
    """``raw`` with the DKIM signature of ``domain`` on it, made with a key that is good for nothing else."""
    pem = (HERE / "signing_key.pem").read_bytes()
    return dkim.sign(raw, b"prove", domain.encode(), pem, include_headers=[b"from", b"to", b"subject"]) + raw


def keys_in_the_dns(name: bytes, timeout: int = 5) -> bytes:
    """What the DNS would say: the key of every domain that the tests sign for."""
    public = (HERE / "signing_key.pub").read_bytes().strip()
    return b"v=DKIM1; k=rsa; p=" + public if name.startswith(b"prove._domainkey.") else b""
