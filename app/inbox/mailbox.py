"""The office's mailbox, read over IMAP: what is new is taken, then put where people find it.

Dying between the two does no harm: a mail that is read twice acts once.
"""

import imaplib
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import unquote, urlsplit

from flask import current_app
from imap_tools import AND, BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxFolderCreateError
from sqlalchemy.exc import OperationalError

from app.db import transaction
from app.inbox.ingest import ingest, left_for_people, proven_by
from app.inbox.outcomes import FOR_PEOPLE
from app.inbox.reading import LONGEST

DONE, TO_READ = "Elaborati", "DaLeggere"  # folders
MOST_AT_ONCE = 200
PATIENCE = 30  # seconds for each answer of the server
STANDARD_PORTS = {"imap": 143, "imap+starttls": 143, "imaps": 993}

log = logging.getLogger(__name__)


def read_new(keep_on: Callable[[], bool] = lambda: True) -> Counter[str]:
    """Take what is new in the mailbox of INBOX_URL, one by one while ``keep_on()``; how many had which outcome.

    A mailbox that cannot be reached now is tried again the next time.
    """
    outcomes: Counter[str] = Counter()
    if not current_app.config["INBOX_URL"]:
        return outcomes
    try:
        with _opened(current_app.config["INBOX_URL"]) as mailbox:
            done, to_read = (_folder(mailbox, name) for name in (DONE, TO_READ))
            for uid in mailbox.uids(AND(seen=False))[:MOST_AT_ONCE]:
                if not keep_on():
                    break
                outcome = _take(mailbox, uid)
                if outcome is None:
                    continue
                mailbox.move([uid], to_read if outcome in FOR_PEOPLE else done)
                outcomes[outcome] += 1
    except (OSError, ImapToolsError, imaplib.IMAP4.error) as error:
        log.warning("the mailbox could not be read, it will be tried again: %s: %s", type(error).__name__, error)
    return outcomes


def _take(mailbox: BaseMailBox, uid: str) -> str | None:
    """Act on one mail; None when somebody else took it away meanwhile."""
    answer = mailbox.client.uid("fetch", uid, f"(BODY.PEEK[]<0.{LONGEST + 1}>)")  # no more is taken than is read
    raw = next((part[1] for part in answer[1] if isinstance(part, tuple)), None)
    return _act_on(raw) if raw is not None else None


def _act_on(raw: bytes) -> str:
    """What became of a mail. One that makes us stumble must not stop those behind it."""
    try:
        proven = proven_by(raw)
        with transaction():
            return ingest(raw, proven).outcome
    except OperationalError:  # the database is busy, or gone: not the mail's fault
        raise
    except Exception as error:
        log.exception("a mail could not be dealt with, it is left for people to read")
        with transaction():
            return left_for_people(raw, f"stumbled: {type(error).__name__}").outcome


def _folder(mailbox: BaseMailBox, name: str) -> str:
    """The folder of this name, made if it is missing. Some servers keep every folder under the inbox."""
    known = {folder.name: folder.delim for folder in mailbox.folder.list()}
    under_the_inbox = f"INBOX{known.get('INBOX', '/')}{name}"
    for candidate in (name, under_the_inbox):
        if candidate in known:
            return candidate
    try:
        mailbox.folder.create(name)
    except MailboxFolderCreateError:
        mailbox.folder.create(under_the_inbox)
        return under_the_inbox
    return name


@contextmanager
def _opened(url: str) -> Iterator[BaseMailBox]:
    """A signed-in conversation with the server of INBOX_URL: ``imap[s|+starttls]://user:password@host:port/FOLDER``."""
    parts = urlsplit(url)
    kind = {"imaps": MailBox, "imap": MailBoxUnencrypted, "imap+starttls": MailBoxStartTls}[parts.scheme]
    mailbox = kind(parts.hostname or "localhost", parts.port or STANDARD_PORTS[parts.scheme], timeout=PATIENCE)
    folder = unquote(parts.path.strip("/")) or "INBOX"
    try:
        mailbox.login(unquote(parts.username or ""), unquote(parts.password or ""), folder)
        yield mailbox
    finally:
        _leave(mailbox)


def _leave(mailbox: BaseMailBox) -> None:
    """Say goodbye, if anybody still listens."""
    with suppress(OSError, ImapToolsError, imaplib.IMAP4.error):
        mailbox.logout()
    with suppress(OSError):  # it is closed already
        mailbox.client.shutdown()
