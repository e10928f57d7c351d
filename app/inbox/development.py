"""On the mails of MAIL_URL=file: answer an invitation as a calendar would, without any mail server."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import make_msgid

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.db import transaction
from app.inbox.ingest import ingest
from app.inbox.outcomes import Outcome
from app.inbox.words import DONE
from app.lib.clock import now
from app.lib.ics_reply import NotAnAnswer, write_answer
from app.outbox.deliver import mail_folder

blueprint = Blueprint("development_answers", __name__, url_prefix="/posta-di-prova")

STATUSES = ("ACCEPTED", "TENTATIVE", "DECLINED")
LOOPBACK = {"127.0.0.1", "::1"}


@blueprint.before_request
def only_from_this_machine() -> None:
    if request.remote_addr not in LOOPBACK:
        abort(404)


@blueprint.post("/<name>/risposta")
def create(name: str) -> ResponseReturnValue:
    """What a calendar would send back is taken as if it came from the mailbox, proven."""
    path = mail_folder() / f"{name}.eml"
    status = request.form.get("risposta", "")
    if status not in STATUSES or not name.replace("-", "").isdigit() or not path.is_file():
        abort(404)
    invitation = message_from_bytes(path.read_bytes(), policy=default)
    try:
        answer = _answer(invitation, status)
    except NotAnAnswer:
        abort(404)
    with transaction():
        outcome = ingest(answer.as_bytes(), proven={str(answer["From"]).rpartition("@")[2]}).outcome
    flash(str(DONE[Outcome(outcome)]), "info")
    return redirect(url_for("development.index"), 303)


def _answer(invitation: EmailMessage, status: str) -> EmailMessage:
    """Raises NotAnAnswer when there is nothing to answer in it."""
    part = next((part for part in invitation.walk() if part.get_content_type() == "text/calendar"), None)
    if part is None:
        raise NotAnAnswer("no invitation")
    content = part.get_payload(decode=True)
    calendar = write_answer(content if isinstance(content, bytes) else b"", status, now())
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = str(invitation["To"]), str(invitation["From"])
    mail["Subject"], mail["Message-ID"] = f"{status}: {invitation['Subject']}", make_msgid(domain="example.org")
    mail.set_content(status)
    mail.add_alternative(calendar, maintype="text", subtype="calendar", params={"method": "REPLY"})
    return mail
