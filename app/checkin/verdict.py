"""What the door says about a scan: the facts behind the words, which are in the template."""

from dataclasses import dataclass
from datetime import datetime

from app.checkin import roster
from app.checkin.models import Outcome, Scan
from app.checkin.scan import can_undo, code_in
from app.checkin.walk_in import has_unclaimed_seats
from app.db import db
from app.lib.codes import ALPHABET, CODE_LETTERS, VOICE_LETTERS, is_genuine
from app.programme.models import Edition, Meeting
from app.registration import waiting_list
from app.registration.delegates import name_on_lists
from app.registration.models import Registration

GOOD = {Outcome.ADMITTED}
TO_LOOK_AT = {Outcome.ALREADY_IN, Outcome.WAITING, Outcome.UNDONE}


@dataclass(frozen=True)
class Verdict:
    scan: Scan
    edition: Edition
    name: str | None  # of the person, when they belong to this edition
    admitted_at: datetime | None  # when the person came in
    position: int | None  # in the queue
    is_offered: bool  # a place is held for them, if they want it
    has_unclaimed_seats: bool  # it began ten minutes ago, and not all seats are taken
    other: Edition | None  # the ticket's edition, when it is another of the same half-year
    when: Meeting | None  # of the other edition, or of this one when there is none today
    why_unknown: str  # not_in_list, forged, no_such_start, no_ticket
    can_undo: bool

    @property
    def tone(self) -> str:
        """``good``, ``warn`` or ``bad``: the colour, the sound and the tremble."""
        if self.scan.outcome in GOOD:
            return "good"
        return "warn" if self.scan.outcome in TO_LOOK_AT else "bad"


def verdict(scan: Scan) -> Verdict:
    """Everything the door needs to say about ``scan``."""
    edition = db.session.get_one(Edition, scan.edition_id)
    registration = scan.registration
    ours = registration if registration and registration.edition_id == edition.id else None
    admitted = roster.admission(ours, scan.meeting) if ours and scan.meeting else None
    other = registration.edition if registration and not ours else None
    if other and other.programme_id != edition.programme_id:
        other = None
    dated = other if other else edition
    return Verdict(
        scan=scan,
        edition=edition,
        name=_name(ours) if ours else None,
        admitted_at=admitted.scanned_at if admitted else None,
        position=waiting_list.position(ours) if ours else None,
        is_offered=bool(ours and ours.is_offered),
        has_unclaimed_seats=bool(scan.meeting and has_unclaimed_seats(scan.meeting)),
        other=other,
        when=roster.next_meeting(dated, scan.scanned_at) or (other.first_meeting if other else None),
        why_unknown=why_unknown(edition, scan.read),
        can_undo=can_undo(scan),
    )


def _name(registration: Registration) -> str:
    return name_on_lists(registration) if registration.is_unnamed else registration.participant.name


def why_unknown(edition: Edition, read: str) -> str:
    """Why nobody was found: a code we minted, one that we did not, a start of a code, or no ticket at all."""
    code = code_in(read)
    if not set(code) <= set(ALPHABET) or not VOICE_LETTERS <= len(code) <= CODE_LETTERS:
        return "no_ticket"
    if len(code) < CODE_LETTERS:
        return "no_such_start"
    return "not_in_list" if is_genuine(code, edition.ticket_key) else "forged"
