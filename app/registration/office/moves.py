"""Taking a person to another date of the same lab, at their request."""

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.registration.move import move_to, open_to_staff
from app.registration.office.blueprint import blueprint, registration_or_404
from app.web.attempt import attempt


@blueprint.post("/iscrizioni/<int:registration>/spostamento")
def create_move(registration: int) -> ResponseReturnValue:
    found = registration_or_404(registration)
    chosen = request.form.get("edizione", "")
    edition = next((other for other in open_to_staff(found) if str(other.id) == chosen), None) or abort(404)
    done = _(
        "%(name)s passa a %(code)s: se c'è posto subito, altrimenti appena c'è.",
        name=found.participant.name,
        code=edition.code,
    )
    back = url_for("office.registration.show", registration=registration)
    return attempt(lambda: move_to(found, edition, by=g.staff.email), done, back)
