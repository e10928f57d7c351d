"""The blueprint of an invited body's pages. The link is the right to them; looking changes nothing."""

from flask import Blueprint, abort
from sqlalchemy import select

from app.db import db
from app.networking import links
from app.networking.models import Invitation
from app.registration.models import Registration, Status

blueprint = Blueprint("invitations", __name__, url_prefix="/inviti")


def invitation_or_404(token: str) -> Invitation:
    found = links.invitation_of(token)
    return found if found and found.edition.is_public else abort(404)


def delegate_or_404(invitation: Invitation, name: str) -> Registration:
    """The body's own delegate of this public id, if still enrolled; anybody else's is not there."""
    theirs = select(Registration).where(
        Registration.public_id == name.upper(),
        Registration.edition_id == invitation.edition_id,
        Registration.organisation_id == invitation.organisation_id,
        Registration.status != Status.CANCELLED,
    )
    return db.session.scalars(theirs).one_or_none() or abort(404)
