"""Text messages, for who has only a mobile telephone: the seam that a gateway is plugged into.

A gateway is a class with the one method of ``Sender``, made from the address in SMS_URL; its scheme goes into SCHEMES.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from flask import Flask, current_app
from jinja2 import TemplateNotFound

from config import WrongSetting

LONGEST_TEXT = 300  # characters: two messages on most telephones


class NotTaken(Exception):
    """The gateway refused a text message, ``for_good`` or for now; it has surely not gone. The words are its own."""

    def __init__(self, words: str, *, for_good: bool) -> None:
        super().__init__(words)
        self.for_good = for_good


class Sender(Protocol):
    def send(self, to: str, text: str, reference: str) -> None:
        """Hand ``text`` over for the number ``to`` (+39333…); ``reference`` is the same on every try of one message.

        Raises NotTaken, or OSError when nobody knows whether it has gone.
        """


class Folder:
    """SMS_URL=file: — each text message is a file of its own, for trials and for reading along."""

    def __init__(self, url: str) -> None:
        self.url = url

    def send(self, to: str, text: str, reference: str) -> None:
        folder = sms_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{reference}.txt"
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_text(f"{to}\n\n{text}\n", encoding="utf-8")
        unfinished.replace(path)


SCHEMES: dict[str, Callable[[str], Sender]] = {"file": Folder}


def sms_folder() -> Path:
    """Where SMS_URL=file: puts the text messages."""
    return Path(current_app.config["INSTANCE_PATH"]) / "sms"


def is_on() -> bool:
    return bool(current_app.config["SMS_URL"])


def sender() -> Sender | None:
    """The gateway that SMS_URL names; None when text messages are off."""
    url = current_app.config["SMS_URL"]
    return SCHEMES[_scheme(url)](url) if url else None


def says(kind: str) -> bool:
    """Whether messages of this kind have words short enough for a telephone."""
    try:
        current_app.jinja_env.get_template(f"emails/{kind}/sms.txt")
    except TemplateNotFound:
        return False
    return True


def init_app(app: Flask) -> None:
    """Refuse to start with a gateway that nobody has written. Raises WrongSetting."""
    url = app.config["SMS_URL"]
    if url and _scheme(url) not in SCHEMES:
        raise WrongSetting(f"SMS_URL={url!r} non si può usare: comincia con {', '.join(sorted(SCHEMES))}.")


def _scheme(url: str) -> str:
    return url.partition(":")[0]
