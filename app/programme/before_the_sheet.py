"""What a sheet leaves as it is: a sheet is not blamed for what was so before it."""

from app.lib.names import folded
from app.programme.draft import DraftEdition, DraftMeeting
from app.programme.half_year import HalfYear
from app.programme.known import Known
from app.programme.states import State


class BeforeTheSheet:
    """The half-year at hand, if it is there already, beside what a sheet says of it."""

    def __init__(self, known: Known, half_year: HalfYear | None) -> None:
        self._editions = known.editions.get(half_year.slug, {}) if half_year else {}

    def held(self, edition: DraftEdition) -> list[DraftMeeting]:
        """The meetings that take a room and a person: none of an edition called off, or of one that waits for dates."""
        was = self._editions.get(edition.slug)
        if was is None:
            return [] if State.CANCELLED in edition.states else edition.meetings
        if was.is_cancelled:
            return []
        return [meeting for meeting in edition.meetings if not (was.is_postponed and self._was(edition, meeting))]

    def has_meeting(self, edition: DraftEdition, meeting: DraftMeeting) -> bool:
        """Whether the edition has this very meeting already, and is led by the same people."""
        was = self._editions.get(edition.slug)
        leads = None if edition.facilitators is None else frozenset(map(folded, edition.facilitators))
        return was is not None and self._was(edition, meeting) and leads in (None, was.leaders)

    def has_seats(self, edition: DraftEdition) -> bool:
        """Whether it has as many seats already, in these rooms."""
        was = self._editions.get(edition.slug)
        return was is not None and was.seats == edition.seats and all(self._was(edition, m) for m in edition.meetings)

    def _was(self, edition: DraftEdition, meeting: DraftMeeting) -> bool:
        place = (meeting.starts_at, meeting.ends_at, meeting.venue, meeting.room)
        return place in self._editions[edition.slug].places
