"""The page that a person keeps: their place, their ticket, their calendar entry."""

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from app.certificates.issue import certificate_of
from app.lib.clock import now
from app.programme import catalogue, proposals
from app.programme.models import Edition
from app.registration import invite, links, ticket_paper, waiting_list
from app.registration.models import Registration
from app.registration.overlaps import overlapping
from app.registration.second_look import second_look
from app.registration.units import together_with
from app.registration.views.blueprint import blueprint, managed, ticket
from app.web.downloads import CALENDAR, PDF, file_answer


@blueprint.get("/iscrizioni/<token>")
def show(token: str) -> ResponseReturnValue:
    registration = managed(token)
    edition = registration.edition
    return render_template(
        "registration/show.html",
        registration=registration,
        edition=edition,
        token=token,
        position=waiting_list.position(registration),
        together=together_with(registration).size,
        overlaps=_overlaps(registration),
        other_dates=_elsewhere(registration),
        ticket_url=links.ticket_url(registration.ticket_code),
        certificate=certificate_of(registration),
        now=now(),
        **second_look(registration),
    )


@blueprint.get("/iscrizioni/<token>/biglietto.pdf")
def ticket_pdf(token: str) -> Response:
    registration = _confirmed(token)
    return file_answer(ticket_paper.ticket_pdf(registration), PDF, ticket_paper.FILE_NAME)


@blueprint.get("/iscrizioni/<token>/invito.ics", endpoint="invite")
def download_invite(token: str) -> Response:
    registration = _dated(token)
    return file_answer(invite.download(registration), CALENDAR, "bussola.ics")


@ticket.get("/t/<code>", endpoint="show")
@ticket.get("/T/<code>", endpoint="show_capitals")
def show_ticket(code: str) -> ResponseReturnValue:
    """A ticket as its QR says it: read-only, for whoever holds it."""
    registration = links.registration_of_ticket(code) or abort(404)
    return render_template(
        "registration/ticket.html",
        registration=registration,
        edition=registration.edition,
        ticket_url=links.ticket_url(registration.ticket_code),
    )


def _overlaps(registration: Registration) -> list[Registration]:
    """The person's others at the same hour.

    Whoever typed a name and a contact is shown this page at once, unless its lab is reserved: so it says nothing of
    those in reserved labs, and only the mail does.
    """
    others = overlapping(registration)
    return [other for other in others if registration.edition.is_reserved or not other.edition.is_reserved]


def _elsewhere(registration: Registration) -> list[Edition]:
    """Where else this person could go: nobody who has a place on a date needs to know."""
    edition = registration.edition
    if edition.is_cancelled or edition.is_postponed or registration.is_cancelled:
        return proposals.instead_of(edition)
    return [] if registration.is_confirmed or edition.is_reserved else catalogue.other_dates(edition)


def _confirmed(token: str) -> Registration:
    registration = managed(token)
    if not registration.is_confirmed:
        abort(404)
    return registration


def _dated(token: str) -> Registration:
    registration = _confirmed(token)
    if not registration.edition.held_meetings:
        abort(404)
    return registration
