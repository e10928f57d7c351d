"""The ticket on paper: one A4 page, for who has no phone at hand."""

from flask import current_app, render_template
from flask_babel import gettext as _

from app.lib import pdf, qr
from app.lib.codes import in_groups
from app.registration.links import ticket_url
from app.registration.models import Registration

FILE_NAME = "biglietto-bussola.pdf"


def ticket_pdf(registration: Registration) -> bytes:
    """The PDF of a confirmed registration's ticket, in the reader's language. A reserved lab is not named."""
    address = ticket_url(registration.ticket_code)
    label = _("Codice QR del biglietto %(code)s", code=in_groups(registration.ticket_code))
    html = render_template(
        "pdf/ticket.html",
        registration=registration,
        edition=registration.edition,
        qr=pdf.spoken(qr.svg(address, label=label), label),
        config=current_app.config,
    )
    return pdf.render(html, "ticket.css", registration.confirmed_at or registration.created_at)
