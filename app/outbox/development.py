"""The mails that MAIL_URL=file: has put into a folder, as their readers would see them. Never in production."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.outbox import preview
from app.outbox.deliver import mail_folder
from app.outbox.sms import sms_folder
from app.web.headers import POLICY

blueprint = Blueprint("development", __name__, url_prefix="/posta-di-prova")

LOOPBACK = {"127.0.0.1", "::1"}
NAME = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9]{6,}")
SHOWN = 50  # mails in the list, newest first


@blueprint.before_request
def only_from_this_machine() -> None:
    """The folder holds everybody's mail: whoever comes over the network finds nothing here."""
    if request.remote_addr not in LOOPBACK:
        abort(404)


@dataclass(frozen=True)
class Mail:
    name: str
    mail: EmailMessage

    @property
    def sent_at(self) -> datetime:
        return self.mail["Date"].datetime

    def part(self, kind: str) -> str | None:
        found = self.mail.get_body((kind,))
        return found.get_content() if found else None

    @property
    def calendar(self) -> EmailMessage | None:
        return next((part for part in self.mail.walk() if part.get_content_type() == "text/calendar"), None)

    @property
    def picture(self) -> bytes | None:
        found = next((part for part in self.mail.walk() if part.get_content_type() == "image/png"), None)
        return found.get_content() if found else None

    @property
    def links(self) -> list[str]:
        return list(dict.fromkeys(re.findall(r"https?://\S+", self.part("plain") or "")))


def is_open(app: Flask) -> bool:
    """Whether these pages exist at all."""
    return not app.config["IS_PRODUCTION"] and app.config["MAIL_URL"].startswith("file:")


@blueprint.get("/")
def index() -> ResponseReturnValue:
    names = sorted((path.stem for path in mail_folder().glob("*.eml")), reverse=True)
    return render_template(
        "outbox/development/index.html", mails=[_mail(n) for n in names[:SHOWN]], total=len(names), texts=_texts()
    )


@blueprint.get("/<name>")
def show(name: str) -> ResponseReturnValue:
    found = _mail(name)
    entries = preview.entries(found.calendar.get_content().encode()) if found.calendar else []
    method = found.calendar.get_param("method") if found.calendar else None
    page = render_template("outbox/development/show.html", found=found, entries=entries, method=method)
    return preview.framing(make_response(page), POLICY)


@blueprint.get("/<name>/corpo")
def body(name: str) -> Response:
    found = _mail(name)
    return preview.framed(found.part("html") or "", found.picture)


@blueprint.get("/<name>.eml")
def download(name: str) -> Response:
    answer = make_response(_path(name).read_bytes())
    answer.headers["Content-Type"] = "message/rfc822"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.eml"'
    return answer


def _texts() -> list[tuple[str, str]]:
    """Text messages, newest first: the number, and what was sent to it."""
    files = sorted(sms_folder().glob("*.txt"), reverse=True)[:SHOWN]
    parted = [file.read_text(encoding="utf-8").partition("\n\n") for file in files]
    return [(to, text) for to, _gap, text in parted]


def _mail(name: str) -> Mail:
    return Mail(name, message_from_bytes(_path(name).read_bytes(), policy=default))


def _path(name: str) -> Path:
    path = mail_folder() / f"{name}.eml"
    if not NAME.fullmatch(name) or not path.is_file():
        abort(404)
    return path
