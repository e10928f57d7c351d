"""What to go to instead, when an edition is called off, put off, or finds too few people."""

from sqlalchemy import select

from app.db import db
from app.lib.clock import now
from app.programme import catalogue
from app.programme.models import Activity, Edition

MOST = 3  # more would not be read


def instead_of(edition: Edition) -> list[Edition]:
    """The same lab on other dates with free seats, else other labs of the same theme, soonest first.

    Of a reserved lab nothing: to name what is like it would say what it is.
    """
    if edition.is_reserved:
        return []
    same_lab = [other for other in catalogue.other_dates(edition) if not other.is_full]
    return same_lab[:MOST] or _same_theme(edition)[:MOST]


def _same_theme(edition: Edition) -> list[Edition]:
    of_theme = (
        select(Edition)
        .join(Edition.activity)
        .where(
            Edition.programme_id == edition.programme_id,
            Edition.id != edition.id,
            Activity.theme_id == edition.activity.theme_id,
            Activity.is_reserved.is_(False),
        )
    )
    open_ones = [other for other in db.session.scalars(of_theme) if other.accepts_sign_ups(now()) and not other.is_full]
    return sorted(open_ones, key=lambda other: (other.held_meetings[0].starts_at, other.code))
