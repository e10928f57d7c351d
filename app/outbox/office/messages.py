"""What was sent and what was not, and whom to telephone."""

from flask import Blueprint, Response, abort, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, or_, select

from app.db import db, transaction
from app.journal.note import note
from app.outbox import preview, render
from app.outbox.bounces import is_unusable, returned
from app.outbox.call import call_again, call_made
from app.outbox.models import Channel, Delivery, OutboxMessage
from app.outbox.resend import STOPPED, TO_SEND_AGAIN, resend
from app.registration.search import registrations_about
from app.web.attempt import attempt
from app.web.headers import POLICY
from app.web.paging import page_of
from app.web.words import delivery

blueprint = Blueprint("outbox", __name__)

MAILS = [status for status in Delivery if status not in (Delivery.TO_CALL, Delivery.CALLED)]


@blueprint.get("/posta/")
def index() -> ResponseReturnValue:
    status, words = request.args.get("stato", ""), request.args.get("cerca", "").strip()
    found = select(OutboxMessage).where(OutboxMessage.status.in_(MAILS)).order_by(OutboxMessage.id.desc())
    if status in MAILS:
        found = found.where(OutboxMessage.status == status)
    if words:
        columns = (OutboxMessage.to_email, OutboxMessage.to_phone, OutboxMessage.to_name, OutboxMessage.subject)
        found = found.where(or_(*(column.icontains(words, autoescape=True) for column in columns)))
    counts = _counts()
    return render_template(
        "outbox/office/index.html",
        page=page_of(found),
        statuses=[("", _("Tutti")), *((status, delivery(status)) for status in MAILS)],
        status=status,
        words=words,
        stopped=sum(counts.get(status, 0) for status in STOPPED),
        came_back=counts.get(Delivery.BOUNCED, 0),
    )


def _counts() -> dict[str, int]:
    counts = select(OutboxMessage.status, func.count()).group_by(OutboxMessage.status)
    return {row[0]: row[1] for row in db.session.execute(counts)}


@blueprint.get("/posta/<int:message>")
def show(message: int) -> ResponseReturnValue:
    found = _mail(message)
    page = render_template(
        "outbox/office/show.html",
        message=found,
        text=_text(found),
        is_sms=found.channel == Channel.SMS,
        bounces=returned([found.to_email]) if found.to_email else [],
        is_unusable=bool(found.to_email) and is_unusable(found.to_email or ""),
        entries=preview.entries(found.calendar) if found.calendar else [],
        registration=registrations_about([found.about]).get(found.about),
        can_resend=found.status in TO_SEND_AGAIN,
    )
    return preview.framing(make_response(page), POLICY)


def _text(message: OutboxMessage) -> str:
    if not message.facts:
        return ""
    if message.channel == Channel.SMS:
        return render.text_message(message.kind, message.facts, message.language)
    return render.letter(message.kind, message.facts, message.language).text


@blueprint.get("/posta/<int:message>/corpo")
def body(message: int) -> Response:
    """The mail's HTML, for the frame of its page alone."""
    found = _mail(message)
    if not found.facts:
        abort(404)
    letter = render.letter(found.kind, found.facts, found.language)
    return preview.framed(letter.html, letter.picture)


@blueprint.post("/posta/<int:message>/reinvio")
def create_resend(message: int) -> ResponseReturnValue:
    with transaction():
        found = _mail(message)
        registration = registrations_about([found.about]).get(found.about)
        resend(found, to_email=registration.email if registration else None)
        note(found.about, "message.resent", g.staff.email)
    flash(_("Il messaggio è di nuovo in partenza."), "success")
    return redirect(url_for("office.outbox.show", message=message), 303)


@blueprint.get("/da-chiamare")
def calls() -> ResponseReturnValue:
    waiting = select(OutboxMessage).where(OutboxMessage.status == Delivery.TO_CALL).order_by(OutboxMessage.id)
    to_call = sorted(db.session.scalars(waiting).all(), key=_first_meeting)
    done = page_of(
        select(OutboxMessage)
        .where(OutboxMessage.status == Delivery.CALLED, OutboxMessage.to_name != "")  # emptied: nothing left to say
        .order_by(OutboxMessage.sent_at.desc(), OutboxMessage.id.desc())
    )
    return render_template(
        "outbox/office/calls.html",
        to_call=to_call,
        done=done,
        say={message.id: render.call(message.kind, message.facts) for message in (*to_call, *done.items)},
        registrations=registrations_about(message.about for message in (*to_call, *done.items)),
    )


@blueprint.post("/da-chiamare/<int:message>")
def create_call(message: int) -> ResponseReturnValue:
    with transaction() as session:
        found = session.get(OutboxMessage, message) or abort(404)
        if call_made(found):
            note(found.about, "message.called", g.staff.email)
    flash(_("Segnato: chiamata fatta."), "success")
    return redirect(url_for("office.outbox.calls"), 303)


@blueprint.post("/da-chiamare/<int:message>/di-nuovo")
def create_call_again(message: int) -> ResponseReturnValue:
    found = db.session.get(OutboxMessage, message) or abort(404)
    done = _("%(name)s è di nuovo fra le persone da chiamare.", name=found.to_name)
    return attempt(lambda: _call_again(found), done, url_for("office.outbox.calls"))


def _call_again(message: OutboxMessage) -> None:
    if call_again(message):
        note(message.about, "message.call_again", g.staff.email)


def _mail(number: int) -> OutboxMessage:
    found = db.session.get(OutboxMessage, number)
    if found is None or found.status not in MAILS:
        abort(404)
    return found


def _first_meeting(message: OutboxMessage) -> tuple[str, int]:
    """Who has an appointment soonest is called first."""
    meetings = message.facts.get("meetings") or [{"starts_at": ""}]
    return meetings[0]["starts_at"], message.id
