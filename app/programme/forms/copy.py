"""Which half-year a past one is copied into, and which of its editions go along."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.db import db
from app.lib.clock import today
from app.programme.forms.half_year import by_slug, half_years, name_of
from app.programme.half_year import HalfYear
from app.programme.models import Programme


def targets(source: Programme) -> list[tuple[str, str]]:
    """The half-years that ``source`` may be copied into, the soonest first."""
    there = {programme.slug: programme for programme in db.session.scalars(select(Programme))}
    found = []
    for half in half_years():
        known = there.get(half.slug)
        if half.last_on < today() or half.slug == source.slug or (known and known.is_public):
            continue
        words = _("%(name)s (la bozza che c'è già)", name=name_of(half)) if known else name_of(half)
        found.append((half.slug, words))
    return found


def chosen(source: Programme, slug: str | None) -> HalfYear | None:
    """The half-year of this slug if it may be copied into, else the first that may; None when there is none."""
    slugs = [value for value, _words in targets(source)]
    if slug in slugs:
        return by_slug(slug)
    return by_slug(slugs[0]) if slugs else None
