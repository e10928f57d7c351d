"""What people know of an edition, and whether it is still so. Plain JSON throughout: it travels in messages."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from app.programme.models import Edition
from app.registration.models import Registration

Line = dict[str, str]
Change = dict[str, Line | None]

SEVERAL = 2  # meetings, or more


@dataclass(frozen=True)
class Told:
    """When and where the meetings are, by which link one connects, and whether those dates hold at all."""

    meetings: list[Line]
    online_url: str | None = None  # only who has a place is told it
    is_postponed: bool = False

    @classmethod
    def by(cls, facts: dict[str, Any]) -> "Told":
        """What a message with these ``facts`` says."""
        return cls(facts["meetings"], facts.get("online_url"), facts.get("is_postponed", False))

    def as_facts(self) -> dict[str, Any]:
        return asdict(self)

    def soonest_after(self, moment: datetime) -> datetime | None:
        """When the first of the meetings still to come begins."""
        starts = [datetime.fromisoformat(line["starts_at"]) for line in self.meetings]
        return min((start for start in starts if start > moment), default=None)

    def is_over(self, moment: datetime) -> bool:
        return all(datetime.fromisoformat(line["ends_at"]) <= moment for line in self.meetings)


def state_of(edition: Edition) -> Told:
    """The edition as it is now, as who has a place should know it."""
    url = edition.online_url if edition.is_online else None
    return Told(places_and_times(edition), url, edition.is_postponed)


def known_to(registration: Registration, state: Told) -> Told:
    """As much of ``state`` as this person is told: who waits is given no link."""
    return state if registration.is_confirmed else replace(state, online_url=None)


def places_and_times(edition: Edition) -> list[Line]:
    """When and where the meetings are: ISO instants, places in words, «yes», «no» or «» for no steps.

    Of an edition without dates, the last ones that it had.
    """
    return [
        {
            "meeting": str(meeting.id),
            "starts_at": meeting.starts_at.isoformat(),
            "ends_at": meeting.ends_at.isoformat(),
            "place": meeting.place,
            "address": meeting.venue.full_address,
            "online": "yes" if meeting.venue.is_online else "",
            "step_free": {True: "yes", False: "no", None: ""}[meeting.venue.is_step_free],
        }
        for meeting in edition.held_meetings or edition.meetings
    ]


def differs(before: Told, after: Told) -> bool:
    """Whether who knows ``before`` has to be told ``after``."""
    if before.is_postponed or after.is_postponed:
        return before.is_postponed != after.is_postponed
    return before.online_url != after.online_url or is_elsewhere(before, after)


def is_elsewhere(before: Told, after: Told) -> bool:
    """Whether somebody could go to the wrong place, come at the wrong time, or find steps where none were said to be.

    Of several meetings each has a calendar entry of its own, so that one in the stead of another counts too.
    """
    if len(before.meetings) != len(after.meetings):
        return True
    pairs = list(zip(before.meetings, after.meetings, strict=True))
    several = len(pairs) >= SEVERAL
    return any(_line_differs(old, new) or (several and old["meeting"] != new["meeting"]) for old, new in pairs)


def changes(before: Told, after: Told) -> list[Change]:
    """Old and new of every meeting that is not as it was, None where there is none.

    A meeting is known by its number; one that was taken away and another at the same time and place are the same.
    """
    old, new = ({line["meeting"]: line for line in state.meetings} for state in (before, after))
    alone = [old[number] for number in old if number not in new], [new[number] for number in new if number not in old]
    for gone in list(alone[0]):
        same = next((come for come in alone[1] if not _line_differs(gone, come)), None)
        if same or (len(alone[0]) == len(alone[1]) == 1):
            come = same or alone[1][0]
            alone[0].remove(gone)
            alone[1].remove(come)
            new[gone["meeting"]] = new.pop(come["meeting"])
    return [
        {"before": old.get(number), "after": new.get(number)}
        for number in dict.fromkeys([*old, *new])
        if number not in old or number not in new or _line_differs(old[number], new[number])
    ]


def _line_differs(old: Line, new: Line) -> bool:
    elsewhere = any(old[name] != new[name] for name in ("starts_at", "ends_at", "place", "address", "online"))
    return elsewhere or old["step_free"] == "yes" != new["step_free"]
