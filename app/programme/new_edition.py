"""Editions made in the office, and taken away while they have no history."""

import re
import secrets
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.programme.edit_edition import refuse_taken
from app.programme.models import Edition, Programme
from app.programme.refusals import EditionHasHistory, ProgrammeArchived
from app.staff import accounts

KEY_BYTES = 32
_NUMBERED = re.compile(r"(.*?)(\d+)$")


def add_edition(programme: Programme, code: str, seats: int, facts: dict[str, Any], *, by: str) -> Edition:
    """A new edition, without meetings yet; in a half-year that is public nobody sees it until it is published too.

    ``facts`` are columns by name, ``activity`` among them. Raises ProgrammeArchived, CodeTaken.
    """
    if programme.is_archived:
        raise ProgrammeArchived(slug=programme.slug)
    refuse_taken(programme.id, code)
    with db.session.no_autoflush:
        edition = Edition(
            programme=programme,
            code=code,
            slug=code.lower(),
            seats=seats,
            is_draft=programme.is_public,
            ticket_key=secrets.token_bytes(KEY_BYTES),
            updated_at=now(),
            **facts,
        )
    db.session.add(edition)
    db.session.flush()
    note(edition.about, "edition.added", by, title=edition.title)
    return edition


COPIED = ("activity", "summary", "audience", "online_url", "minimum_people", "most_delegates", "funding")


def another_like(edition: Edition, code: str, *, by: str) -> Edition:
    """A new edition that says what ``edition`` says, without its meetings, its sign-up days, its notes, its people.

    Raises ProgrammeArchived, CodeTaken.
    """
    facts = {name: getattr(edition, name) for name in COPIED}
    facts |= {
        "partners": list(edition.partners),
        "facilitators": list(edition.facilitators),
        "translations": {language: dict(texts) for language, texts in edition.translations.items()},
    }
    return add_edition(edition.programme, code, edition.seats, facts, by=by)


def remove_edition(edition: Edition, *, by: str) -> None:
    """Delete an edition that never had anybody, with its meetings; the database has the last word.

    Raises EditionHasHistory.
    """
    code = edition.code
    try:
        with db.session.begin_nested():
            note(edition.about, "edition.deleted", by, title=edition.title)
            accounts.withdraw_all(edition.about)
            db.session.delete(edition)
            db.session.flush()
    except IntegrityError as error:
        raise EditionHasHistory(code=code) from error


def next_codes(programme: Programme, code: str, count: int) -> list[str]:
    """The next ``count`` free codes of a series."""
    codes: list[str] = []
    for _number in range(count):
        codes.append(next_code(programme, code, codes))
    return codes


def next_code(programme: Programme, code: str, taken: Iterable[str] = ()) -> str:
    """The next free code of a series in the half-year: after CV-1 and CV-3 comes CV-4, after «CV» comes CV-1."""
    numbered = _NUMBERED.fullmatch(code)
    stem = numbered[1] if numbered else f"{code}-"
    slugs = set(db.session.scalars(select(Edition.slug).where(Edition.programme_id == programme.id)))
    slugs |= {one.lower() for one in taken}
    numbers = [int(found[2]) for slug in slugs if (found := _NUMBERED.fullmatch(slug)) and found[1] == stem.lower()]
    return f"{stem}{max(numbers, default=0) + 1}"
