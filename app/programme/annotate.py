from flask_babel import gettext as _

from app.journal.note import note
from app.programme.models import Edition


def annotate(edition: Edition, notes: str | None, *, by: str) -> None:
    """Keep the office's own notes on the edition: nobody else reads them, nobody is told."""
    if notes != edition.notes:
        edition.notes = notes
        note(edition.about, "edition.changed", by, change=_("note"))
