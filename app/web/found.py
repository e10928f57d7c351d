"""What an address names, or the page that says there is no such thing."""

from flask import abort
from sqlalchemy import select

from app.db import db
from app.programme import catalogue
from app.programme.models import Edition, Programme


def programme_or_404(slug: str) -> Programme:
    """The half-year of this slug, whatever its state."""
    return db.session.scalars(select(Programme).where(Programme.slug == slug)).one_or_none() or abort(404)


def edition_or_404(programme: str, edition: str) -> Edition:
    """The edition of this code in this half-year, whatever its state."""
    return catalogue.edition_of(programme, edition) or abort(404)
