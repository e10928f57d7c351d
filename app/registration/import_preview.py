"""What an import has done, as plain words: they outlive its transaction, which may be rolled back."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from app.db import db
from app.programme import catalogue
from app.programme.change import Change
from app.programme.clash import Clash
from app.programme.clashes import clashes_of
from app.programme.half_year import HalfYear
from app.programme.models import Programme
from app.registration.import_programme import Imported, counts


@dataclass(frozen=True)
class Preview:
    """``errors`` and ``clashes`` are sentences on what was in nobody's way before; ``fingerprint`` is of the changes.

    ``changes`` are by kind; those of editions by code, in the sheet's order.
    """

    slug: str
    title: str
    status: str
    counts: str
    changes: dict[str, dict[str, list[Change]]]
    told: int
    warnings: list[str]
    errors: list[str]
    clashes: list[str]
    fingerprint: str

    @property
    def is_same(self) -> bool:
        """Whether the half-year is already what the sheet says."""
        return not self.changes

    def of(self, kind: str) -> dict[str, list[Change]]:
        return self.changes.get(kind, {})


def clashes_before(half_year: HalfYear) -> frozenset[str]:
    """The clashes that the half-year has already, as sentences; to be asked before the import."""
    programme = db.session.scalars(select(Programme).where(Programme.slug == half_year.slug)).one_or_none()
    return frozenset(clash.sentence for clash in _clashes(programme)) if programme else frozenset()


def look_over(done: Imported, known_clashes: Collection[str] = ()) -> Preview:
    """What ``done`` brings; clashes that were there already are left out."""
    programme = done.programme
    changes: dict[str, dict[str, list[Change]]] = {}
    for change in done.changes:
        changes.setdefault(change.kind, {}).setdefault(change.called, []).append(change)
    new = [clash for clash in _clashes(programme) if clash.sentence not in known_clashes]
    return Preview(
        slug=programme.slug,
        title=programme.title,
        status=programme.status,
        counts=counts(done),
        changes=changes,
        told=done.told,
        warnings=done.warnings,
        errors=[clash.sentence for clash in new if clash.is_error],
        clashes=[clash.sentence for clash in new if not clash.is_error],
        fingerprint=fingerprint(done),
    )


def fingerprint(done: Imported) -> str:
    """The same for the same changes."""
    lines = [f"{change.kind} {change.called} {change.words}" for change in done.changes]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _clashes(programme: Programme) -> list[Clash]:
    db.session.expire_all()
    return clashes_of(programme, catalogue.editions_of(programme))
