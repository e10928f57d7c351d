"""The address at which a body answers its invitation."""

import hmac

from flask import current_app
from sqlalchemy import select

from app.db import db
from app.lib.codes import CODE_LETTERS, mac_letters, normalised
from app.lib.signing import derived_key
from app.networking.models import Invitation


def answer_url(invitation: Invitation) -> str:
    return f"{current_app.config['PUBLIC_URL']}/inviti/{token_of(invitation)}"


def token_of(invitation: Invitation) -> str:
    """32 letters, of which 16 name the invitation and 16 (80 bits) prove it."""
    return (invitation.public_id + _proof(invitation.public_id)).lower()


def invitation_of(token: str) -> Invitation | None:
    """The invitation that ``token`` answers, or None when it is wrong."""
    code = normalised(token)
    name, proof = code[:CODE_LETTERS], code[CODE_LETTERS:]
    if not hmac.compare_digest(_proof(name).encode(), proof.encode()):
        return None
    return db.session.scalars(select(Invitation).where(Invitation.public_id == name)).one_or_none()


def _proof(public_id: str) -> str:
    return mac_letters(derived_key(current_app.config["SECRET_KEY"], "invitation link"), public_id, CODE_LETTERS)
