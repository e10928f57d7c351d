"""A real IMAP server for the tests: Debian's dovecot, on a port and in a folder of its own."""

import imaplib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.postgres import free_port

OWNER = "mail"  # whose the mailbox is when the tests run as root: dovecot gives no mail to root
USER, PASSWORD = "bussola", "password-da-prove"
PATIENCE = 15  # seconds
SETTINGS = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail
first_valid_uid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={owner} gid={group} home={folder}/home
}}
service imap-login {{
  {chroot}
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
{users}
{more}
"""
UNDER_THE_INBOX = """
namespace inbox {
  inbox = yes
  prefix = INBOX.
  separator = .
}
"""
ALONE = """
default_internal_user = {owner}
default_internal_group = {group}
default_login_user = {owner}
service anvil {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Mailbox:
    """A mailbox of that server, looked at from outside."""

    port: int

    @property
    def url(self) -> str:
        return f"imap://{USER}:{PASSWORD}@127.0.0.1:{self.port}/INBOX"

    def deliver(self, *mails: bytes) -> None:
        """Put mails into the inbox, unread, as the post would."""
        with self._opened() as imap:
            for mail in mails:
                imap.append("INBOX", "", imaplib.Time2Internaldate(time.time()), mail)

    def counts(self) -> dict[str, int]:
        """How many mails are in each folder."""
        with self._opened() as imap:
            names = [line.decode().rpartition(" ")[2].strip('"') for line in imap.list()[1] if line]
            return {name: int((imap.select(name, readonly=True)[1][0] or b"0").decode()) for name in names}

    @contextmanager
    def _opened(self) -> Iterator[imaplib.IMAP4]:
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=PATIENCE) as imap:
            imap.login(USER, PASSWORD)
            yield imap


@contextmanager
def running_dovecot(more: str = "") -> Iterator[Mailbox]:
    """An empty mailbox, of a server with ``more`` settings; the server ends with the block."""
    folder, port = Path(tempfile.mkdtemp(prefix="bussola-imap-")), free_port()
    folder.chmod(0o755)
    as_root = os.geteuid() == 0
    owner = pwd.getpwnam(OWNER) if as_root else pwd.getpwuid(os.geteuid())
    names = {"owner": owner.pw_name, "group": owner.pw_gid}
    for name in ("mail", "home", "run", "state"):
        (folder / name).mkdir()
    if as_root:
        for name in ("mail", "home"):
            shutil.chown(folder / name, owner.pw_uid, owner.pw_gid)
    settings = folder / "dovecot.conf"
    settings.write_text(
        SETTINGS.format(
            folder=folder,
            port=port,
            password=PASSWORD,
            chroot="" if as_root else "chroot =",
            users="" if as_root else ALONE.format(**names),
            more=more,
            **names,
        )
    )
    dovecot = shutil.which("dovecot") or "/usr/sbin/dovecot"
    server = subprocess.Popen([dovecot, "-F", "-c", str(settings)], stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, folder / "log")
        yield Mailbox(port)
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with imaplib.IMAP4("127.0.0.1", port, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(log.read_text() if log.exists() else "dovecot does not answer")
