"""One meeting elsewhere or at another time: what that would bring, and doing it."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.db import db
from app.errors import Refused
from app.programme.clashes import Clash, clashes_with
from app.programme.models import Edition, Meeting, Programme
from app.registration.apply_changes import move_meetings
from app.registration.consequences import Consequences, consequences_of_moving
from app.registration.planned_meetings import PlannedMeeting


class WouldClash(Refused):
    """``reasons`` are the sentences of the errors that the move would make."""

    message = _l("%(reasons)s")


class ProgrammeOver(Refused):
    message = _l("Il programma %(slug)s è archiviato: le sue date non si spostano più.")


@dataclass(frozen=True)
class Proposal:
    """What a move would bring: ``new`` clashes, those ``solved``, and whom it touches (None: nobody)."""

    plan: PlannedMeeting
    new: list[Clash]
    solved: list[Clash]
    told: Consequences | None
    is_public: bool

    @property
    def errors(self) -> list[Clash]:
        return [clash for clash in self.new if clash.is_error]

    @property
    def is_refused(self) -> bool:
        """What everybody sees must be without errors; a draft may have them for a while."""
        return self.is_public and bool(self.errors)

    @property
    def needs_a_look(self) -> bool:
        """Whether to show it to whoever asks, before doing it."""
        return bool(self.new or self.told)


def propose(meeting: Meeting, plan: PlannedMeeting) -> Proposal:
    """Reads only."""
    edition = meeting.edition
    before, after = clashes_with(edition), clashes_with(edition, {meeting.id: plan})
    told = consequences_of_moving(edition, wanted(meeting, plan)) if edition.is_public else None
    return Proposal(
        plan=plan,
        new=[clash for clash in after if clash.key not in {known.key for known in before}],
        solved=[clash for clash in before if clash.key not in {left.key for left in after}],
        told=told if told and told.is_material and told.people else None,
        is_public=edition.is_public,
    )


def move(meeting: Meeting, plan: PlannedMeeting, *, by: str) -> list[str]:
    """Move the meeting and tell its people; returns what changed, in sentences.

    Raises ProgrammeOver, WouldClash, and what ``move_meetings`` raises.
    """
    programme_id = meeting.edition.programme_id  # two moves of a half-year wait for each other: both want the free room
    db.session.execute(select(Programme.id).where(Programme.id == programme_id).with_for_update(key_share=True))
    edition = Edition.locked(meeting.edition_id)
    if edition.programme.is_archived:
        raise ProgrammeOver(slug=edition.programme.slug)
    proposal = propose(meeting, plan)
    if proposal.is_refused:
        raise WouldClash(reasons="\n".join(clash.sentence for clash in proposal.errors))
    return move_meetings(edition, wanted(meeting, plan), by=by)


def wanted(meeting: Meeting, plan: PlannedMeeting) -> list[PlannedMeeting]:
    """All the meetings of the edition as they would be, this one moved."""
    return [
        plan if held.id == meeting.id else PlannedMeeting(held.starts_at, held.ends_at, held.venue, held.room, held.id)
        for held in meeting.edition.held_meetings
    ]
