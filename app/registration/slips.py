"""The slip: a ticket the size of a postcard for who has no phone at hand, alone or four on a sheet to cut."""

from collections.abc import Sequence

from flask import current_app, render_template
from flask_babel import gettext as _
from markupsafe import Markup

from app.lib import pdf, qr
from app.lib.clock import now
from app.lib.codes import in_groups
from app.lib.languages import direction
from app.outbox.render import speaking
from app.registration import waiting_list
from app.registration.links import ticket_url
from app.registration.models import Registration

FILE_NAME = "foglietto-bussola.pdf"
ON_A_SHEET = 4
MANY_MEETINGS = 3  # more do not fit in the usual letters
LONG_TITLE, LONG_NAME = 44, 26  # letters, beyond which they are printed smaller


def slip_pdf(registration: Registration) -> bytes:
    """One slip on a page of its own, A6."""
    return _printed([[_slip(registration)]], "single")


def sheets_pdf(registrations: Sequence[Registration]) -> bytes:
    """Slips four to an A4 page, with lines to cut along; each speaks its person's language."""
    slips = [_slip(registration) for registration in registrations]
    return _printed([slips[at : at + ON_A_SHEET] for at in range(0, len(slips), ON_A_SHEET)], "sheet")


def _printed(sheets: list[list[Markup]], kind: str) -> bytes:
    html = render_template("pdf/slips.html", sheets=sheets, kind=kind, config=current_app.config)
    return pdf.render(html, f"slips_{kind}.css", now())


def _slip(registration: Registration) -> Markup:
    """A reserved lab is not named, and who waits gets no QR: theirs is not yet a ticket."""
    edition = registration.edition
    with speaking(registration.language) as language:
        drawing = ""
        if registration.is_confirmed:
            label = _("Codice QR del biglietto %(code)s", code=in_groups(registration.ticket_code))
            drawing = pdf.spoken(qr.svg(ticket_url(registration.ticket_code), label=label), label)
        return Markup(
            render_template(
                "pdf/_slip.html",
                registration=registration,
                edition=edition,
                position=waiting_list.position(registration),
                language=language,
                direction=direction(language),
                qr=drawing,
                is_long=len(edition.discreet_title) > LONG_TITLE,
                has_long_name=len(registration.participant.name) > LONG_NAME,
                has_many=len(edition.held_meetings) > MANY_MEETINGS,
                now=now(),
                config=current_app.config,
            )
        )
