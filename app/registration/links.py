"""The addresses that lead to one registration.

The managing link can be made again for every later message: it is derived from a key, the registration and a version,
and a new version kills the old links. A ticket's code, which others may photograph, never leads to it.
"""

import hmac

from flask import current_app
from sqlalchemy import select

from app.db import db
from app.lib.codes import CODE_LETTERS, mac_letters, normalised
from app.lib.signing import derived_key
from app.registration.models import Registration


def token_of(registration: Registration) -> str:
    """The token of the managing link: 32 letters, of which 16 name the registration and 16 (80 bits) prove it."""
    return (registration.public_id + _proof(registration)).lower()


def registration_of(token: str) -> Registration | None:
    """The registration that ``token`` manages, or None when it is wrong or out of date."""
    code = normalised(token)
    named = select(Registration).where(Registration.public_id == code[:CODE_LETTERS])
    registration = db.session.scalars(named).one_or_none()
    if registration is None or not hmac.compare_digest(_proof(registration).encode(), code[CODE_LETTERS:].encode()):
        return None
    return registration


def registration_of_ticket(code: str) -> Registration | None:
    """The registration whose ticket says ``code``, however it was typed."""
    return db.session.scalars(select(Registration).where(Registration.ticket_code == normalised(code))).one_or_none()


def manage_url(registration: Registration) -> str:
    return f"{current_app.config['PUBLIC_URL']}/iscrizioni/{token_of(registration)}"


def ticket_url(code: str) -> str:
    """What the ticket's QR holds, in capitals so that the QR stays small: ``HTTPS://HOST/T/<CODE>``."""
    return f"{current_app.config['PUBLIC_URL']}/t/{code}".upper()


def _proof(registration: Registration) -> str:
    key = derived_key(current_app.config["SECRET_KEY"], "registration link")
    return mac_letters(key, f"{registration.public_id}/{registration.link_version}", CODE_LETTERS)
