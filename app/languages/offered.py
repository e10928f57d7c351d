"""Which languages the public may choose: Italian and English, then those that the office has read and switched on."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import g
from sqlalchemy import select

from app.db import db
from app.journal.note import note
from app.languages.models import Language
from app.languages.refusals import AlwaysSpoken, UnknownLanguage
from app.lib.clock import now
from app.lib.languages import ALL, ALWAYS, SOURCE, own_name

KEPT = "languages_offered"


def offered() -> tuple[str, ...]:
    """The codes that the public may choose, in the order in which they are shown; asked of the database once a page."""
    if KEPT not in g:
        switched_on = set(db.session.scalars(select(Language.code).where(Language.is_on)))
        setattr(g, KEPT, tuple(code for code in ALL if code in ALWAYS or code in switched_on))
    kept: tuple[str, ...] = g.get(KEPT)
    return kept


def language_choices() -> list[tuple[str, str]]:
    """The same for a form: each code with what the language calls itself."""
    return [(code, own_name(code)) for code in offered()]


def spoken(language: str) -> str:
    """The language to use with who speaks ``language``: that one if it is offered, else Italian."""
    return language if language in ALWAYS or language in offered() else SOURCE


@contextmanager
def everything_offered() -> Iterator[None]:
    """Inside the block drafts are spoken too: for the office, that reads them before it switches them on."""
    before = offered()
    setattr(g, KEPT, ALL)
    try:
        yield
    finally:
        setattr(g, KEPT, before)


def switch_on(code: str, by: str) -> bool:
    """Offer a language to the public; twice is once. Returns whether it was news.

    Raises UnknownLanguage, AlwaysSpoken.
    """
    return _switch(code, True, by)


def switch_off(code: str, by: str) -> bool:
    """Offer a language no more: pages and messages go in Italian to whoever chose it. Returns and raises the same."""
    return _switch(code, False, by)


def _switch(code: str, is_on: bool, by: str) -> bool:
    if code not in ALL:
        raise UnknownLanguage()
    if code in ALWAYS:
        raise AlwaysSpoken()
    found = db.session.get(Language, code, with_for_update=True)
    if is_on == (found is not None and found.is_on):
        return False
    if found is None:
        found = Language(code=code)
        db.session.add(found)
    found.is_on, found.switched_by, found.switched_at = is_on, by, now()
    note(f"language/{code}", "language.switched_on" if is_on else "language.switched_off", by, code=code)
    db.session.flush()
    g.pop(KEPT, None)
    return True
