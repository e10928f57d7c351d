"""The servers that a mailbox may be on: strict ones, ones that hang up, and ones that keep folders their own way."""

import contextlib
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from app.db import db
from app.inbox.mailbox import DONE, TO_READ, read_new
from app.inbox.models import Inbound
from tests.inbox.answers import mail
from tests.inbox.dovecot import UNDER_THE_INBOX, running_dovecot

pytestmark = pytest.mark.one_database


@pytest.fixture(autouse=True)
def nothing_is_connected(app: Flask) -> Iterator[None]:
    yield
    app.config["INBOX_URL"] = ""


def test_a_server_that_keeps_folders_under_the_inbox_is_understood_twice(app: Flask) -> None:
    with running_dovecot(UNDER_THE_INBOX) as mailbox:
        app.config["INBOX_URL"] = mailbox.url
        for text in ("una domanda", "un'altra"):
            mailbox.deliver(mail(text=text))
            assert read_new() == {"to_read": 1}
        counts = mailbox.counts()

    assert (counts["INBOX"], counts[f"INBOX.{TO_READ}"], counts[f"INBOX.{DONE}"]) == (0, 2, 0)


def test_the_command_reads_now_and_says_what_it_did(app: Flask) -> None:
    runner = app.test_cli_runner()
    nowhere = runner.invoke(args=["inbox", "read"])
    assert nowhere.exit_code == 1 and "INBOX_URL" in nowhere.output

    with running_dovecot() as mailbox:
        app.config["INBOX_URL"] = mailbox.url
        mailbox.deliver(mail(text="una domanda"))
        assert "1 mail" in runner.invoke(args=["inbox", "read"]).output
        assert "0 mail" in runner.invoke(args=["inbox", "read"]).output


class HangsUp(socketserver.StreamRequestHandler):
    """A server that speaks as far as it is told to, and then drops the line."""

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):
            self.wfile.write(b"* OK [CAPABILITY IMAP4rev1] hello\r\n")
            for answer in self.server.answers:  # type: ignore[attr-defined]
                tag = self.rfile.readline().split(b" ")[0]
                self.wfile.write(answer.replace(b"TAG", tag))


@contextmanager
def server_that_says(*answers: bytes) -> Iterator[str]:
    with socketserver.TCPServer(("127.0.0.1", 0), HangsUp) as server:
        server.answers = answers  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"imap://a:b@127.0.0.1:{server.server_address[1]}/INBOX"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    "answers",
    [
        [],
        [b"TAG NO [AUTHENTICATIONFAILED] wrong password\r\n"],
        [b"TAG OK in\r\n", b"TAG NO no such folder\r\n"],
        [b"TAG OK in\r\n", b"* 1 EXISTS\r\nTAG OK [READ-WRITE] selected\r\n"],
        [b"TAG OK in\r\n", b"* 1 EXISTS\r\nTAG OK [READ-WRITE] selected\r\n", b"nonsense\r\n"],
    ],
)
def test_a_server_that_refuses_or_hangs_up_is_asked_again_the_next_time(app: Flask, answers: list[bytes]) -> None:
    with server_that_says(b"* CAPABILITY IMAP4rev1\r\nTAG OK\r\n", *answers) as url:
        app.config["INBOX_URL"] = url

        assert read_new() == {}
    assert db.session.query(Inbound).count() == 0
