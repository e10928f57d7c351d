"""Delivery: one claimed message out through SMTP, or into a folder of .eml files."""

import logging
import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import current_app

from app.outbox import claims, render, sms
from app.outbox.compose import Unsendable, compose, recipient
from app.outbox.enqueue import REMINDERS
from app.outbox.models import Channel, Delivery, OutboxMessage
from app.outbox.verp import returns_to

SOON = (10, 30, 60, 300, 900, 3600)  # seconds: the server is busy, or out of reach
LATER = (60, 300, 900, 1800, 3600)  # seconds: this recipient cannot be served just now (greylisting, full mailbox)
PATIENCE = 30  # seconds for each answer of the server; the three after the hand-over fit in a lease
STANDARD_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
SMS_ARE_OFF = "Gli SMS sono spenti."
SENT_FROM_ASCII_ALONE = "il server di posta non accetta indirizzi con lettere accentate prima della chiocciola"

log = logging.getLogger(__name__)


class Outcome(StrEnum):
    SENT = "sent"
    LATER = "later"
    FAILED = "failed"
    NOT_OURS = "not ours"


class LeaseLost(Exception):
    """Another worker has the message by now."""


def deliver(message_id: int, in_haste: bool = False) -> Outcome:
    """Deliver the message unless it is not due, another's, or overtaken; note what became of it.

    ``in_haste``: do not wait for others to join it.
    Whenever this process dies, nothing is lost, and a message goes out at most twice, with the same Message-ID.
    """
    message = claims.claim(message_id, in_haste)
    if message is None:
        return Outcome.NOT_OURS
    return _send(message)


def deliver_due(keep_on: Callable[[], bool] = lambda: True, in_haste: bool = False) -> dict[Outcome, int]:
    """Deliver everything that is due, one by one while ``keep_on()``; how many had which outcome.

    ``in_haste``: also what waits for other changes to join it.
    """
    claims.park_the_doubtful()
    outcomes = dict.fromkeys(Outcome, 0)
    for message_id in claims.due(in_haste):
        if not keep_on():
            break
        outcomes[deliver(message_id, in_haste)] += 1
    return outcomes


def _send(message: OutboxMessage) -> Outcome:
    handed_over = False

    def hand_over() -> None:
        nonlocal handed_over
        if not claims.hand_over(message):
            raise LeaseLost()
        handed_over = True

    try:
        _travel(message, hand_over)
    except LeaseLost:
        return Outcome.NOT_OURS
    except sms.NotTaken as refusal:
        return _not_taken(message, refusal)
    except Unsendable as refusal:
        claims.give_up(message, str(refusal))
        return Outcome.FAILED
    except smtplib.SMTPRecipientsRefused as refusal:
        code, words = next(iter(refusal.recipients.values()))
        return _refused(message, code, _words(code, words), LATER)
    except smtplib.SMTPDataError as refusal:
        return _refused(message, refusal.smtp_code, _words(refusal.smtp_code, refusal.smtp_error), SOON)
    except smtplib.SMTPResponseException as answer:  # the server does not want us: not this message's fault
        return _later(message, SOON, _words(answer.smtp_code, answer.smtp_error), in_doubt=False)
    except (OSError, smtplib.SMTPException) as error:
        return _later(message, SOON, f"{type(error).__name__}: {error}", in_doubt=handed_over)
    except Exception as error:
        log.exception("message %s could not be written", message.id)
        return _later(message, LATER, f"{type(error).__name__}: {error}", in_doubt=handed_over)
    claims.sent(message)
    return Outcome.SENT


def _travel(message: OutboxMessage, hand_over: Callable[[], None]) -> None:
    """By whichever way it goes; ``hand_over`` is called just before it may have gone."""
    if message.channel == Channel.SMS:
        _text(message, hand_over)
        return
    mail = compose(message)
    if current_app.config["MAIL_URL"].startswith("file:"):
        _file(mail, message)
    else:
        _post(mail, message, hand_over)


def _text(message: OutboxMessage, hand_over: Callable[[], None]) -> None:
    gateway = sms.sender()
    if gateway is None:
        raise sms.NotTaken(SMS_ARE_OFF, for_good=True)
    text = render.text_message(message.kind, message.facts, message.language)
    hand_over()
    gateway.send(message.to_phone or "", text, _name_of(message))


def _not_taken(message: OutboxMessage, refusal: sms.NotTaken) -> Outcome:
    """What no text message can say is said on the telephone, except a reminder: nobody calls to remind."""
    if not refusal.for_good:
        return _later(message, LATER, str(refusal), in_doubt=False)
    if message.kind in REMINDERS:
        claims.give_up(message, str(refusal))
    else:
        claims.call_instead(message, str(refusal))
    return Outcome.FAILED


def _refused(message: OutboxMessage, code: int, words: str, waits: tuple[int, ...]) -> Outcome:
    """The server answered no: 5xx is for good, anything else for now. Either way the mail has surely not gone."""
    if 500 <= code < 600:
        claims.give_up(message, words)
        return Outcome.FAILED
    return _later(message, waits, words, in_doubt=False)


def _later(message: OutboxMessage, waits: tuple[int, ...], error: str, in_doubt: bool) -> Outcome:
    status = claims.try_again(message, waits, error, in_doubt)
    return Outcome.LATER if status == Delivery.QUEUED else Outcome.FAILED


def _post(mail: EmailMessage, message: OutboxMessage, hand_over: Callable[[], None]) -> None:
    """Speak SMTP up to the recipient, call ``hand_over``, then give the text. Raises as smtplib does."""
    to = recipient(message.to_email or "").addr_spec
    server = _connected(current_app.config["MAIL_URL"])
    try:
        server.ehlo_or_helo_if_needed()
        options = []
        if not to.isascii():
            if not server.has_extn("smtputf8"):
                raise Unsendable(SENT_FROM_ASCII_ALONE)
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        _expect(server.mail(returns_to(message.id), options), {250}, smtplib.SMTPResponseException)
        code, words = server.rcpt(to)
        if code not in (250, 251):
            raise smtplib.SMTPRecipientsRefused({to: (code, words)})
        text = mail.as_bytes()
        hand_over()
        _expect(server.data(text), {250}, smtplib.SMTPDataError)
    finally:
        _leave(server)


def _connected(url: str) -> smtplib.SMTP:
    """A conversation with the server of MAIL_URL: ``smtp[+starttls|s]://user:password@host:port``."""
    parts = urlsplit(url)
    host, port = parts.hostname or "localhost", parts.port or STANDARD_PORTS[parts.scheme]
    secure = ssl.create_default_context()
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=secure)
    else:
        server = smtplib.SMTP(host, port, timeout=PATIENCE)
    try:
        if parts.scheme == "smtp+starttls":
            server.starttls(context=secure)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except BaseException:
        server.close()
        raise
    return server


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye; nothing that goes wrong here changes what has become of the message."""
    try:
        if server.sock:
            server.docmd("QUIT")
    except (OSError, smtplib.SMTPException):
        pass
    finally:
        server.close()


def _expect(answer: tuple[int, bytes], codes: set[int], complaint: type[smtplib.SMTPResponseException]) -> None:
    code, words = answer
    if code not in codes:
        raise complaint(code, words)


def _words(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {' '.join(text.split())}"[:250]


def mail_folder() -> Path:
    """Where MAIL_URL=file: puts the mails."""
    return Path(current_app.config["INSTANCE_PATH"]) / "mail"


def _file(mail: EmailMessage, message: OutboxMessage) -> None:
    """One .eml per message; the name is the message's own, so that a second try replaces the first."""
    folder = mail_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{_name_of(message)}.eml"
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(mail.as_bytes())
    unfinished.replace(path)


def _name_of(message: OutboxMessage) -> str:
    """The same at every try: «20270111-080000-000042»."""
    return f"{message.created_at:%Y%m%d-%H%M%S}-{message.id:06}"
