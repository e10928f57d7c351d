"""The dates that a rule gave become meetings, or editions of their own."""

from collections.abc import Sequence

from app.programme.models import Edition
from app.programme.new_edition import another_like
from app.programme.refusals import ProgrammeArchived
from app.registration.apply_changes import move_meetings, rearrange
from app.registration.planned_meetings import PlannedMeeting


def add_meetings(edition: Edition, plans: Sequence[PlannedMeeting], *, by: str) -> list[str]:
    """Let the edition have these meetings too, and tell its people; returns what changed, as ``move_meetings`` does.

    Raises ProgrammeArchived, and what ``move_meetings`` raises.
    """
    if edition.programme.is_archived:
        raise ProgrammeArchived(slug=edition.programme.slug)
    return move_meetings(edition, with_those_there_are(edition, plans), by=by)


def with_those_there_are(edition: Edition, plans: Sequence[PlannedMeeting]) -> list[PlannedMeeting]:
    """The meetings of the edition that will be held, and these: the old dates of one that was put off hold no more."""
    standing = [
        PlannedMeeting(meeting.starts_at, meeting.ends_at, meeting.venue, meeting.room, meeting.id)
        for meeting in edition.held_meetings
    ]
    return [*standing, *plans]


def repeat(edition: Edition, series: Sequence[Sequence[PlannedMeeting]], codes: Sequence[str], *, by: str) -> list[str]:
    """Make an edition like this one for each of the ``series`` of meetings, with the ``codes`` in order.

    Doing it twice is refused the second time: the codes are taken. Returns the codes. Raises ProgrammeArchived,
    CodeTaken.
    """
    for code, plans in zip(codes, series, strict=True):
        rearrange(another_like(edition, code, by=by), plans)
    return list(codes)
