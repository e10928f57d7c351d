"""What an address of the office's pages of a networking day names, or the page that says there is no such thing."""

from flask import abort

from app.db import db
from app.networking.models import Invitation
from app.web.found import edition_or_404


def invitation_or_404(programme: str, edition: str, number: int) -> Invitation:
    """The invitation of this number, if it is to this day."""
    day, found = edition_or_404(programme, edition), db.session.get(Invitation, number) or abort(404)
    return found if found.edition_id == day.id else abort(404)
