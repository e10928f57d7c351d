"""What people are told about their registration; every function promises one message.

The facts are frozen here, with the invitation, so that a mail sent late cannot contradict a newer one. Nothing that a
visitor typed is among them: the office must not be made to send a stranger's words to anyone. Names that staff wrote
may greet.
"""

from typing import Any

from flask import current_app

from app.lib.codes import in_groups, voice
from app.outbox.enqueue import enqueue
from app.outbox.render import speaking
from app.programme.models import Edition
from app.registration import links
from app.registration.invite import invite
from app.registration.models import Registration

Before = list[dict[str, str]]


def confirmed(registration: Registration) -> None:
    """The place is theirs: ticket, invitation, how to give it up."""
    _send("confirmed", registration, _ticket(registration), with_calendar=True)


def waiting(registration: Registration) -> None:
    """They have just joined the queue, and where; no calendar entry, which would look like a place."""
    last_in_the_queue = registration.edition.waiting_count
    _send("waiting", registration, {"position": last_in_the_queue})


def promoted(registration: Registration) -> None:
    """A place was freed and is theirs."""
    _send("promoted", registration, _ticket(registration), with_calendar=True)


def cancelled(registration: Registration) -> None:
    """They gave up a place (with the withdrawal of the invitation) or their turn in the queue (without)."""
    had_a_place = registration.confirmed_at is not None
    _send("cancelled", registration, {"had_a_place": had_a_place}, with_calendar=had_a_place)


def changed(registration: Registration, before: Before) -> None:
    """Date, time or place changed; ``before`` is what ``places_and_times`` gave before the change.

    It carries all that the first mail did, which it may overtake.
    """
    changes = _changes(before, places_and_times(registration.edition))
    facts: dict[str, Any] = {"changes": changes, "has_a_place": registration.is_confirmed}
    if registration.is_confirmed:
        _send("changed", registration, facts | _ticket(registration), with_calendar=True, before=before)
    else:
        _send("changed", registration, facts)


def edition_cancelled(registration: Registration) -> None:
    """The office called the edition off."""
    had_a_place = registration.confirmed_at is not None
    _send("edition_cancelled", registration, {"had_a_place": had_a_place}, with_calendar=had_a_place)


def addressee(registration: Registration) -> dict[str, Any]:
    """Who a message about ``registration`` goes to, and in which language, as ``enqueue`` takes it."""
    return {
        "to_email": registration.email,
        "to_phone": registration.phone,
        "to_name": registration.participant.name,
        "language": registration.language,
    }


def greeted(registration: Registration) -> str:
    """The name that a message may greet by: none that a visitor typed."""
    return "" if registration.typed_by_stranger else registration.participant.first_name


def places_and_times(edition: Edition) -> Before:
    """When and where the meetings are, as plain JSON: ISO instants, places in words, «yes», «no» or «» for no steps."""
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


def _changes(before: Before, after: Before) -> list[dict[str, dict[str, str] | None]]:
    """Old and new of every meeting that is not as it was, None where there is none."""
    old, new = ({line["meeting"]: line for line in lines} for lines in (before, after))
    return [
        {"before": old.get(meeting), "after": new.get(meeting)}
        for meeting in dict.fromkeys([*old, *new])
        if old.get(meeting) != new.get(meeting)
    ]


def _ticket(registration: Registration) -> dict[str, Any]:
    code, edition = registration.ticket_code, registration.edition
    return {
        "ticket_url": links.ticket_url(code),
        "ticket_code": in_groups(code),
        "ticket_voice": voice(code),
        "online_url": edition.online_url if edition.is_online else None,
    }


def _send(
    kind: str,
    registration: Registration,
    facts: dict[str, Any],
    with_calendar: bool = False,
    before: Before | None = None,
) -> None:
    edition = registration.edition
    with speaking(registration.language):
        calendar = invite(registration, before or ()) if with_calendar and registration.email else (None, None, None)
        title = edition.discreet_title
    enqueue(
        kind,
        registration.about,
        **addressee(registration),
        facts={
            "title": title,
            "is_reserved": edition.is_reserved,
            "edition": edition.about,
            "meetings": places_and_times(edition),
            "first_name": greeted(registration),
            "manage_url": links.manage_url(registration),
            "programme_url": f"{current_app.config['PUBLIC_URL']}/programmi/{edition.programme.slug}/",
            **facts,
        },
        calendar=calendar[0],
        calendar_method=calendar[1],
        calendar_uid=calendar[2],
    )
