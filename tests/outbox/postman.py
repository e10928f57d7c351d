"""A real SMTP server for the tests, which misbehaves when told to."""

import contextlib
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

DROP = "drop the line without a word"


class Postman(socketserver.ThreadingTCPServer):
    """Takes mail on a port of its own. ``answers["RCPT"] = [...]``: what to say at that stage, first come first served;
    ``pauses["TEXT"]``: seconds before each answer there. Stages are EHLO, MAIL, RCPT, DATA and TEXT (the final dot)."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.answers: dict[str, list[str]] = {}
        self.pauses: dict[str, float] = {}
        self.extensions: list[str] = ["8BITMIME"]
        self.taken: list[EmailMessage] = []
        self.said: list[str] = []

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def copies(self) -> Counter[str]:
        """How many copies of each message (by Message-ID) have been taken."""
        return Counter(mail["Message-ID"] for mail in self.taken)

    def answer(self, stage: str, usual: str, to: str) -> str:
        """What to say at ``stage`` of the conversation about a mail ``to`` somebody."""
        time.sleep(self.pauses.get(stage, 0))
        scripted = self.answers.get(stage)
        return scripted.pop(0) if scripted else usual


class Conversation(socketserver.StreamRequestHandler):
    server: Postman
    to = ""

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):
            self.say("220 postman")
            while line := self.rfile.readline().decode("utf-8").rstrip("\r\n"):
                self.server.said.append(line)
                if not self.obey(line.upper()):
                    return

    def obey(self, line: str) -> bool:
        verb = line.split(" ")[0].split(":")[0]
        if verb == "EHLO":
            return self.say(
                "\r\n".join([*(f"250-{name}" for name in ["postman", *self.server.extensions]), "250 HELP"])
            )
        if verb == "RCPT":
            self.to = line.partition("<")[2].partition(">")[0].lower()
        if verb in ("MAIL", "RCPT"):
            return self.say(self.server.answer(verb, "250 good", self.to))
        if verb == "DATA":
            answer = self.server.answer("DATA", "354 go on", self.to)
            return self.say(answer) and (not answer.startswith("354") or self.take())
        return self.say("221 bye") and verb != "QUIT"

    def take(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line[1:] if line.startswith(b"..") else line)
        answer = self.server.answer("TEXT", "250 taken", self.to)
        if answer.startswith("250") or answer == DROP:
            self.server.taken.append(message_from_bytes(b"".join(lines), policy=default))
        return self.say(answer)

    def say(self, answer: str) -> bool:
        if answer == DROP:
            return False
        self.wfile.write(answer.encode() + b"\r\n")
        return True


@contextmanager
def at_work(postman: Postman | None = None) -> Iterator[Postman]:
    with postman or Postman() as postman:
        thread = threading.Thread(target=postman.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield postman
        finally:
            postman.shutdown()
            thread.join()
