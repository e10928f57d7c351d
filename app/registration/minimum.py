"""Too few people: what the office has to decide, in time for everybody to be told."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.programme.models import Edition, Programme, ProgrammeStatus
from app.registration.refusals import EnoughPeople


def editions_under_minimum() -> list[Edition]:
    """The editions that begin within three days with too few people and about which nobody has decided, soonest first.

    The choices are ``run_anyway``, ``postpone`` and ``cancel_edition``.
    """
    candidates = (
        select(Edition)
        .join(Edition.programme)
        .where(
            Programme.status == ProgrammeStatus.PUBLISHED,
            Edition.is_draft.is_(False),
            Edition.cancelled_at.is_(None),
            Edition.postponed_at.is_(None),
            Edition.run_decided_at.is_(None),
        )
        .options(selectinload(Edition.meetings), joinedload(Edition.activity), joinedload(Edition.programme))
    )
    found = [edition for edition in db.session.scalars(candidates) if edition.awaits_decision(now())]
    return sorted(found, key=lambda edition: (edition.starts_at, edition.code))


def run_anyway(edition: Edition, *, by: str) -> None:
    """Hold the edition although few people come. Twice is once. Raises EnoughPeople."""
    edition = Edition.locked(edition.id)
    if edition.run_decided_at:
        return
    if not edition.awaits_decision(now()):
        raise EnoughPeople(code=edition.code)
    edition.run_decided_at = now()
    note(edition.about, "edition.run_decided", by, people=edition.confirmed_count, least=edition.least_people)
