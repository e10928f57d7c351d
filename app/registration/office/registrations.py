"""One registration, in the office: look at it, promote, cancel."""

from typing import Any

from flask import Response, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app.attendance.record import present_minutes
from app.db import db
from app.journal.models import Entry
from app.lib.clock import now, rome
from app.outbox.bounces import is_unusable
from app.outbox.models import OutboxMessage
from app.registration import links, search, ticket_paper, waiting_list
from app.registration.cancel import cancel
from app.registration.models import Registration
from app.registration.move import open_to_staff
from app.registration.office.blueprint import blueprint, registration_or_404
from app.web.attempt import attempt
from app.web.downloads import PDF, file_answer


@blueprint.get("/iscrizioni/<int:registration>")
def show(registration: int) -> ResponseReturnValue:
    found = registration_or_404(registration)
    about = found.about
    messages = select(OutboxMessage).where(OutboxMessage.about == about).order_by(OutboxMessage.id.desc())
    history = select(Entry).where(Entry.about == about).order_by(Entry.id.desc())
    return render_template(
        "registration/office/show.html",
        registration=found,
        edition=found.edition,
        position=waiting_list.position(found),
        came=any(present_minutes(found, meeting) for meeting in found.edition.held_meetings),
        manage_url=links.manage_url(found),
        email_is_unusable=found.email is not None and is_unusable(found.email),
        messages=db.session.scalars(messages).all(),
        history=db.session.scalars(history).all(),
        signer=search.signers_of([found]).get(found.id),
        offer_day=rome(found.offer_until).date() if found.offer_until else None,
        now=now(),
        other_dates=open_to_staff(found),
    )


@blueprint.get("/iscrizioni/<int:registration>/biglietto.pdf")
def ticket_pdf(registration: int) -> Response:
    found = registration_or_404(registration)
    if not found.is_confirmed:
        abort(404)
    return file_answer(ticket_paper.ticket_pdf(found), PDF, ticket_paper.FILE_NAME, shown=True)


@blueprint.post("/iscrizioni/<int:registration>/promozione")
def create_promotion(registration: int) -> ResponseReturnValue:
    found = registration_or_404(registration)
    name = found.participant.name
    if found.email:
        done = _("%(name)s ha il posto: parte la mail che lo dice.", name=name)
    else:
        done = _("%(name)s ha il posto, ed è fra le persone da chiamare per dirglielo.", name=name)
    return attempt(lambda: waiting_list.promote(found, by=g.staff.email), done, _back(found))


@blueprint.post("/iscrizioni/<int:registration>/annullamento")
def create_cancellation(registration: int) -> ResponseReturnValue:
    found = registration_or_404(registration)
    done = _("L'iscrizione di %(name)s è annullata.", name=found.participant.name)
    return attempt(lambda: cancel(found, by=g.staff.email), done, _back(found))


def _back(registration: Registration) -> str:
    """Where the button was pressed: the list, or the person's own page."""
    if request.form.get("da") == "elenco":
        edition = registration.edition
        asked: dict[str, Any] = {
            name: request.form.get(name) or None for name in ("cerca", "stato", "ordine", "inviate")
        }
        return url_for("office.editions.show", programme=edition.programme.slug, edition=edition.slug, **asked)
    return url_for("office.registration.show", registration=registration.id)
