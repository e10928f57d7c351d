"""The two blueprints of what people do with their registrations, and what their pages ask first."""

from flask import Blueprint, abort

from app.programme import catalogue
from app.programme.models import Edition
from app.registration import links
from app.registration.models import Registration

blueprint = Blueprint("registration", __name__)
ticket = Blueprint("ticket", __name__)


def public_edition(programme: str, edition: str) -> Edition:
    """The edition that everybody may see; otherwise 404."""
    found = catalogue.edition_of(programme, edition)
    if found is None or not found.is_public:
        abort(404)
    return found


def managed(token: str) -> Registration:
    """The registration that this managing link leads to; otherwise 404."""
    return links.registration_of(token) or abort(404)
