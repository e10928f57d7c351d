"""What people are told about their registration; every function promises one message.

The facts are frozen here, with the invitation, so that a mail sent late cannot contradict a newer one. Nothing that a
visitor typed is among them: the office must not be made to send a stranger's words to anyone. Names greet when staff
wrote them, or when the address has shown its owner. What has not gone yet is taken back first: one message says it
all, beside what the person knew before.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from flask import current_app

from app.lib.clock import now
from app.lib.codes import in_groups, voice
from app.lib.names import is_harmless
from app.outbox.enqueue import enqueue
from app.outbox.models import OutboxMessage
from app.outbox.render import speaking
from app.people.prove import is_proven
from app.programme.models import Edition
from app.registration import links, told
from app.registration.invite import invite, uid_of
from app.registration.models import Registration
from app.registration.moving import said_of_move
from app.registration.one_of_several import one_of_several
from app.registration.overlaps import overlapping_to_say
from app.registration.second_chance import same_lab_with_places
from app.registration.told import Told
from app.registration.undo_time import undo_until
from app.registration.units import together_with
from app.registration.unsaid import OF_PLACES_HELD, Unsaid, facts_again, take_back

GROUPING = timedelta(minutes=10)  # that a change waits for others to join it
TOO_SOON_TO_WAIT = timedelta(hours=24)  # before the meeting


def confirmed(registration: Registration) -> OutboxMessage:
    """The place is theirs: ticket, invitation, how to give it up."""
    facts = ticket_facts(registration) | clashes(registration)
    return send("confirmed", registration, facts, with_calendar=True)


def waiting(registration: Registration, position: int | None = None) -> OutboxMessage:
    """They have just joined the queue, and where; no calendar entry, which would look like a place.

    With the same lab on other dates that have places, of which a reserved lab says none.
    """
    edition = registration.edition
    place = {"position": position or edition.waiting_count, "together": together_with(registration).size}
    facts = place | clashes(registration)
    elsewhere = [] if edition.is_reserved else same_lab_with_places(edition)
    return send("waiting", registration, facts, other_dates=elsewhere)


def promoted(registration: Registration, kind: str = "promoted") -> OutboxMessage:
    """A place was freed and is theirs. Whoever does not know of the present dates yet is shown the old ones too."""
    unsaid, present = take_back(registration), told.state_of(registration.edition)
    before = unsaid.before and replace(unsaid.before, online_url=present.online_url)
    if before and told.differs(before, present):
        return _changed(registration, before, present, news="promoted")
    return send(kind, registration, ticket_facts(registration), with_calendar=True)


def cancelled(registration: Registration) -> OutboxMessage:
    """They gave up a place (with the withdrawal of the invitation) or their turn in the queue (without)."""
    undo = undo_until(registration)
    return _farewell("cancelled", registration, undo_until_at=undo.isoformat() if undo else None)


def edition_cancelled(registration: Registration, other_dates: Sequence[Edition] = ()) -> OutboxMessage:
    """The office called the edition off; ``other_dates`` are editions to go to in its stead."""
    return _farewell("edition_cancelled", registration, other_dates)


def changed(registration: Registration, before: Told) -> OutboxMessage | None:
    """Date, time, place or link changed; ``before`` is what ``told.state_of`` gave before the change.

    It carries all that a first mail did, which it may overtake. It waits a while, so that several changes become one
    message. None, when nothing is left that differs from what the person was last told.
    """
    return _whatever_differs(registration, before)


def postponed(registration: Registration, before: Told, other_dates: Sequence[Edition] = ()) -> OutboxMessage | None:
    """The dates no longer hold and there are no new ones yet; the rest is as for ``changed``."""
    return _whatever_differs(registration, before, other_dates)


def _whatever_differs(
    registration: Registration, before: Told, other_dates: Sequence[Edition] = ()
) -> OutboxMessage | None:
    unsaid = take_back(registration)
    before = unsaid.before or told.known_to(registration, before)
    after = told.known_to(registration, told.state_of(registration.edition))
    if told.differs(before, after):
        return _changed(registration, before, after, unsaid.news, _waits_until(unsaid, before, after), other_dates)
    if unsaid.news == "waiting":
        return waiting(registration, (unsaid.news_facts or {}).get("position"))
    if unsaid.news in OF_PLACES_HELD:
        return send(unsaid.news, registration, facts_again(unsaid.news_facts or {}))
    if unsaid.news:
        return promoted(registration) if unsaid.news == "promoted" else confirmed(registration)
    return None


def _changed(
    registration: Registration,
    before: Told,
    after: Told,
    news: str | None = None,
    not_before: datetime | None = None,
    other_dates: Sequence[Edition] = (),
) -> OutboxMessage:
    facts: dict[str, Any] = {
        "changes": told.changes(before, after),
        "has_a_place": registration.is_confirmed,
        "before": before.as_facts(),
        "was_postponed": before.is_postponed,
        "link_changed": before.online_url != after.online_url,
        "news": news,
    }
    kind = "postponed" if after.is_postponed else "changed"
    if registration.is_confirmed:
        facts |= ticket_facts(registration)
    if after.is_postponed:
        facts["meetings"] = before.meetings
    return send(
        kind,
        registration,
        facts,
        with_calendar=registration.is_confirmed,
        before=before,
        not_before=not_before,
        other_dates=other_dates,
    )


def _waits_until(unsaid: Unsaid, before: Told, after: Told) -> datetime | None:
    """The end of the wait that the first of several changes began; None, when the meeting is too near to wait."""
    starts = [start for one in (before, after) if (start := one.soonest_after(now()))]
    if starts and min(starts) - now() < TOO_SOON_TO_WAIT:
        return None
    return min(unsaid.due_at or datetime.max.replace(tzinfo=now().tzinfo), now() + GROUPING)


def _farewell(
    kind: str, registration: Registration, other_dates: Sequence[Edition] = (), **more: str | None
) -> OutboxMessage:
    """It names the dates that the person knows."""
    had_a_place = registration.confirmed_at is not None
    before = take_back(registration).before or told.state_of(registration.edition)
    facts = {"had_a_place": had_a_place, "meetings": before.meetings, **more}
    return send(kind, registration, facts, with_calendar=had_a_place, before=before, other_dates=other_dates)


def addressee(registration: Registration) -> dict[str, Any]:
    """Who a message about ``registration`` goes to, and in which language, as ``enqueue`` takes it."""
    return {
        "to_email": registration.email,
        "to_phone": registration.phone,
        "to_name": registration.participant.name,
        "language": registration.language,
    }


def greeted(registration: Registration) -> str:
    """The name that a message may greet by: one that staff wrote, or a harmless one when the address is proven."""
    name = registration.participant.first_name
    is_known = not registration.typed_by_stranger or is_proven(registration.email)
    return name if is_known and is_harmless(name) and not registration.is_unnamed else ""


def clashes(registration: Registration) -> dict[str, Any]:
    """The person's other registrations at the same hour, as ``_clashes.txt`` and ``_clashes.html`` name them."""
    with speaking(registration.language):
        others = [
            {"title": other.edition.discreet_title, "starts_at": other.edition.held_meetings[0].starts_at.isoformat()}
            for other in overlapping_to_say(registration)
        ]
    return {"clashes": others}


def ticket_facts(registration: Registration) -> dict[str, Any]:
    """What a message needs to show the ticket: `_ticket.txt` and `_ticket.html`."""
    code = registration.ticket_code
    return {
        "ticket_url": links.ticket_url(code),
        "ticket_code": in_groups(code),
        "ticket_voice": voice(code),
        "online_url": told.state_of(registration.edition).online_url,
    }


def send(
    kind: str,
    registration: Registration,
    facts: dict[str, Any],
    with_calendar: bool = False,
    before: Told | None = None,
    not_before: datetime | None = None,
    other_dates: Sequence[Edition] = (),
) -> OutboxMessage:
    """Promise a message of this ``kind`` about ``registration``, with what every message says and ``facts`` besides."""
    edition = registration.edition
    calendar: tuple[bytes | None, str | None, str] = (None, None, uid_of(registration))
    with speaking(registration.language):
        if with_calendar and registration.email and not registration.is_unnamed:  # whose entry would it be?
            calendar = invite(registration, before.meetings if before else ())
        title = edition.discreet_title
        kind, moving = said_of_move(kind, registration)
        proposals = [_proposal(other) for other in other_dates]
    return enqueue(
        kind,
        registration.about,
        **addressee(registration),
        facts={
            "title": title,
            "is_reserved": edition.is_reserved,
            "edition": edition.about,
            "meetings": told.places_and_times(edition),
            "is_postponed": edition.is_postponed,
            "first_name": greeted(registration),
            "manage_url": links.manage_url(registration),
            "programme_url": f"{current_app.config['PUBLIC_URL']}/programmi/{edition.programme.slug}/",
            "other_dates": proposals,
            "offer_until_at": registration.offer_until and registration.offer_until.isoformat(),
            **moving,
            **({} if greeted(registration) else one_of_several(registration)),
            **facts,
        },
        calendar=calendar[0],
        calendar_method=calendar[1],
        calendar_uid=calendar[2],
        not_before=not_before,
    )


def _proposal(other: Edition) -> dict[str, Any]:
    meeting = other.held_meetings[0]
    return {
        "title": other.discreet_title,
        "starts_at": meeting.starts_at.isoformat(),
        "place": meeting.place,
        "url": f"{current_app.config['PUBLIC_URL']}/programmi/{other.programme.slug}/{other.slug}",
    }
