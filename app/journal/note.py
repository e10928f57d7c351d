from app.db import db
from app.journal.models import Entry
from app.lib.clock import now


def note(about: str, what: str, by: str, **facts: object) -> None:
    """Write a line of history in the transaction at hand.

    ``about`` names the thing (``registration/42``), ``what`` is a key of ``journal/words.py``, ``by`` says who acted (a
    member of staff's e-mail, «pubblico», «sistema»…), ``facts`` are plain JSON values that fill the sentence's gaps;
    a participant's name is never among them, so that a person can be forgotten: the page looks it up.
    """
    db.session.add(Entry(about=about, what=what, by=by, at=now(), facts=facts))
