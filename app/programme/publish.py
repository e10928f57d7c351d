"""Draft, published, archived: what the public sees of a half-year, and when it stops changing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy import select

from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.programme import catalogue
from app.programme.change_half_year import meetings_within
from app.programme.clashes import Clash, clashes_of
from app.programme.models import Edition, Meeting, Programme, ProgrammeStatus
from app.programme.refusals import (
    NothingChosen,
    NotPublished,
    NotReady,
    ProgrammeArchived,
    SomebodySignedUp,
    StillPutOff,
    StillToCome,
)


@dataclass
class Difference:
    """What publishing would show that is not public yet, and what stands in its way.

    ``errors`` block, ``warnings`` do not; ``elsewhere`` are errors among what is public already, which nothing here
    makes better or worse.
    """

    editions: list[Edition] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)  # that concern the half-year as a whole
    errors: list[Clash] = field(default_factory=list)
    warnings: list[Clash] = field(default_factory=list)
    elsewhere: list[Clash] = field(default_factory=list)

    @property
    def meetings(self) -> list[Meeting]:
        return sorted(
            (meeting for edition in self.editions for meeting in edition.held_meetings),
            key=lambda meeting: meeting.starts_at,
        )

    @property
    def seats(self) -> int:
        return sum(edition.seats for edition in self.editions)

    @property
    def is_ready(self) -> bool:
        return bool(self.editions) and not self.errors and not self.reasons


def difference(programme: Programme, only: Collection[int] | None = None) -> Difference:
    """What publishing now would change for the public; ``only`` are the ids of the editions that are to be shown."""
    editions = [edition for edition in catalogue.editions_of(programme) if not edition.is_cancelled]
    new = [edition for edition in editions if edition.is_draft or not programme.is_public]
    if only is not None:
        new = [edition for edition in new if edition.id in only]
    left_out = {edition.id for edition in editions if edition.is_draft} - {edition.id for edition in new}
    found = Difference(new)
    if not programme.is_public and not editions:
        found.reasons = [
            _("%(slug)s non ha nessuna edizione: aggiungine una, o importa il foglio.", slug=programme.slug)
        ]
    shown = {edition.id for edition in new}
    for clash in clashes_of(programme, [edition for edition in editions if edition.id not in left_out]):
        if not {clash.edition.id, clash.other.id if clash.other else clash.edition.id} & shown:
            if clash.is_error:
                found.elsewhere.append(clash)
        elif clash.is_error:
            found.errors.append(clash)
        else:
            found.warnings.append(clash)
    return found


def publish(programme: Programme, *, by: str, only: Collection[int] | None = None) -> list[Edition]:
    """Show the half-year to everybody, once its checks pass; later, the editions that are not shown yet.

    ``only`` are the ids of the editions that were looked over: none else of a public half-year is shown. Publishing
    twice is publishing once. Returns what was not public before. Raises NotReady, with a sentence for every reason,
    ProgrammeArchived, NothingChosen.
    """
    db.session.refresh(programme, with_for_update=True)
    if programme.is_archived:
        raise ProgrammeArchived(slug=programme.slug)
    if only is not None and not only and programme.is_published:
        raise NothingChosen()
    found = difference(programme, only if programme.is_published else None)
    if programme.is_published and not found.editions:
        return []
    if reasons := [*found.reasons, *(clash.sentence for clash in found.errors)]:
        raise NotReady(reasons="\n".join(reasons))
    if programme.is_published:
        codes = ", ".join(edition.code for edition in found.editions)
        note(programme.about, "programme.editions_published", by, codes=codes)
    else:
        programme.status = ProgrammeStatus.PUBLISHED
        programme.published_at = now()
        note(programme.about, "programme.published", by)
    programme.updated_at = now()
    _show(found.editions)
    return found.editions


def _show(editions: Sequence[Edition]) -> None:
    for edition in editions:
        edition.is_draft = False
        edition.updated_at = now()


def withdraw(programme: Programme, *, by: str) -> None:
    """Make a published half-year a draft again, as long as nobody has signed up; every edition is locked to look.

    Raises NotPublished, SomebodySignedUp.
    """
    db.session.refresh(programme, with_for_update=True)
    if not programme.is_published:
        raise NotPublished(slug=programme.slug)
    ids = db.session.scalars(select(Edition.id).where(Edition.programme_id == programme.id).order_by(Edition.id)).all()
    for edition in map(Edition.locked, ids):
        if has_had_people(edition):
            raise SomebodySignedUp(code=edition.code)
    programme.status = ProgrammeStatus.DRAFT
    programme.published_at = None
    programme.updated_at = now()
    note(programme.about, "programme.withdrawn", by)


def has_had_people(edition: Edition) -> bool:
    """Whether anybody ever signed up: everybody has taken a number of the queue, if only for a moment."""
    return edition.last_queue_number > 0


def archive(programme: Programme, *, by: str) -> None:
    """Put a half-year that is over away: it can be read, by everybody as before, and not changed any more.

    Raises NotPublished, StillToCome, StillPutOff.
    """
    db.session.refresh(programme, with_for_update=True)
    if programme.is_archived:
        return
    if not programme.is_published:
        raise NotPublished(slug=programme.slug)
    if to_come := meetings_within(programme, Meeting.ends_at > now()):
        raise StillToCome(code=to_come[0].edition.code, day=f"{to_come[0].day:%d/%m/%Y}")
    put_off = next((one for one in programme.editions if one.is_postponed and not one.is_cancelled), None)
    if put_off:
        raise StillPutOff(code=put_off.code)
    programme.status = ProgrammeStatus.ARCHIVED
    programme.archived_at = programme.updated_at = now()
    note(programme.about, "programme.archived", by)


def unarchive(programme: Programme, *, by: str) -> None:
    """Let an archived half-year be changed again; it was public all along."""
    db.session.refresh(programme, with_for_update=True)
    if not programme.is_archived:
        return
    programme.status = ProgrammeStatus.PUBLISHED
    programme.archived_at, programme.updated_at = None, now()
    note(programme.about, "programme.unarchived", by)
