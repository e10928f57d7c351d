from sqlalchemy import select

from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.programme.list_entries import THEMES
from app.programme.models import Activity, Theme
from app.programme.refusals import MergedIntoItself


def merge_themes(one: Theme, into: Theme, *, by: str) -> int:
    """Give the labs of ``one`` the theme ``into``, and delete ``one``; returns how many. Raises MergedIntoItself."""
    if one is into:
        raise MergedIntoItself()
    activities = db.session.scalars(select(Activity).where(Activity.theme_id == one.id)).all()
    for activity in activities:
        activity.theme = into
        for edition in activity.editions:
            edition.updated_at = now()  # calendars that people subscribe to show it
    note(THEMES.about(into), "list.merged", by, name=one.name, into=into.name)
    db.session.flush()
    db.session.delete(one)
    db.session.flush()
    return len(activities)
