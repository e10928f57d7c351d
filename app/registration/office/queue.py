"""The queue of one edition, in order, with what the next freed place would do."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.db import db
from app.lib.clock import now
from app.registration.models import Registration, Status
from app.registration.queue_lines import queue_of
from app.web.found import edition_or_404

blueprint = Blueprint("queue", __name__)


@blueprint.get("/programmi/<programme>/<edition>/lista")
def index(programme: str, edition: str) -> ResponseReturnValue:
    found = edition_or_404(programme, edition)
    held = select(Registration).where(Registration.edition_id == found.id, Registration.status == Status.OFFERED)
    return render_template(
        "registration/office/queue/index.html",
        edition=found,
        queue=queue_of(found),
        offered=db.session.scalars(held.order_by(Registration.offer_until, Registration.id)).all(),
        now=now(),
    )
