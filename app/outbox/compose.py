"""A message as the bytes that travel: one mail that people read as text or HTML and calendars as an invitation."""

import unicodedata
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from flask import current_app

from app.languages.offered import spoken
from app.lib.addresses import ascii_domain
from app.lib.clock import now
from app.outbox import render
from app.outbox.models import OutboxMessage
from app.outbox.sender import sender

PICTURE = "qr"  # what the HTML calls the ticket's QR: cid:qr
ATTACHMENT = "invito.ics"
PUBLISH = "PUBLISH"  # the method of entries to keep, which nobody answers


class Unsendable(ValueError):
    """The address or a header could not travel as written."""


def compose(message: OutboxMessage) -> EmailMessage:
    """The mail for ``message``: mixed > alternative(plain, related(HTML, QR), calendar) + the same calendar attached.

    Some readers look for an invitation only among the alternatives, some only among the attachments. Raises Unsendable.
    """
    letter = render.letter(message.kind, message.facts, message.language)
    needs_utf8 = not (message.to_email or "").partition("@")[0].isascii()  # letters beyond ASCII before the @
    mail = EmailMessage(policy=SMTP.clone(utf8=needs_utf8))
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if letter.picture:
        html = mail.get_payload()[1]  # type: ignore[index]
        html.add_related(  # type: ignore[union-attr]
            letter.picture, "image", "png", cid=f"<{PICTURE}>", filename="qr.png", disposition="inline"
        )
    if message.calendar:
        _add_calendar(mail, message.calendar, message.calendar_method or PUBLISH)
    _address(mail, message)
    return mail


def _add_calendar(mail: EmailMessage, calendar: bytes, method: str) -> None:
    """An invitation stands among the alternatives and is attached too; entries to keep are only attached."""
    meaning = {"charset": "utf-8", "method": method}
    if method == PUBLISH:
        mail.add_attachment(
            calendar, maintype="text", subtype="calendar", params=meaning, filename=ATTACHMENT, cte="base64"
        )
    else:
        mail.add_alternative(calendar, maintype="text", subtype="calendar", params=meaning, cte="base64")
        mail.add_attachment(calendar, maintype="application", subtype="ics", filename=ATTACHMENT, cte="base64")


def recipient(text: str) -> Address:
    """The one address that ``text`` is, its domain in ASCII. Raises Unsendable for anything else, a list included."""
    if _has_control_characters(text):
        raise Unsendable("l'indirizzo contiene caratteri che non si possono spedire")
    username = text.rpartition("@")[0]
    try:
        domain = ascii_domain(text)
        shape = f"{username.encode('ascii', 'replace').decode()}@{domain}"
        if Address(addr_spec=shape).addr_spec != shape:
            raise ValueError("more than an address")
    except (ValueError, IndexError, MessageError) as error:
        raise Unsendable(f"«{text}» non è un indirizzo a cui si possa scrivere") from error
    return Address(username=username, domain=domain)


def _address(mail: EmailMessage, message: OutboxMessage) -> None:
    if _has_control_characters(message.subject):
        raise Unsendable("l'oggetto contiene caratteri che non si possono spedire")
    name, address = sender()
    mail["From"] = Address(display_name=name, addr_spec=address)
    mail["To"] = recipient(message.to_email or "")
    mail["Reply-To"] = Address(addr_spec=current_app.config["OFFICE_EMAIL"])
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(now())
    mail["Message-ID"] = message.message_id
    mail["Content-Language"] = spoken(message.language)
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"


def _has_control_characters(text: str) -> bool:
    return any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in text)
