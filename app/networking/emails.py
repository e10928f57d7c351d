"""What invited bodies are told."""

from datetime import datetime
from typing import Any

from flask import current_app

from app.lib.clock import now
from app.lib.languages import SOURCE
from app.networking import links
from app.networking.as_told import as_told, changes
from app.networking.models import Answer, Invitation
from app.outbox.enqueue import enqueue
from app.outbox.models import OutboxMessage
from app.outbox.withdraw import withdraw
from app.registration.delegates import delegates_of
from app.registration.emails import GROUPING
from app.registration.told import places_and_times
from app.registration.units import position

KIND = "invitation"


def invitation(invitation: Invitation, words: str) -> OutboxMessage:
    """They are invited: when, where, and a link to say whether they come and with how many."""
    return _send(KIND, invitation, facts(invitation, words))


def delegates_enrolled(invitation: Invitation) -> OutboxMessage | None:
    """How the body's people stand: who has a place, who waits. It waits, so that several changes are one message.

    By number only: the names were typed by whoever held the link. None for a body that cannot be reached.
    """
    edition, body = invitation.edition, invitation.organisation
    if not (body.email or body.phone):
        return None
    key = _key(invitation, "delegates")
    held = withdraw(key)
    due = min([now() + GROUPING, *(message.not_before for message in held if not message.attempts)])
    theirs = delegates_of(edition, invitation.organisation_id)
    waiting = [position(one) for one in theirs if one.is_waiting]
    return _send(
        "delegates_enrolled",
        invitation,
        facts(invitation, "")
        | {
            "with_a_place": len(theirs) - len(waiting),
            "waiting": [place for place in waiting if place],
            "unnamed": sum(one.is_unnamed for one in theirs),
            "most": edition.most_delegates,
            "phone": current_app.config["OFFICE_PHONE"],
        },
        key=key,
        not_before=due,
    )


def names_missing(invitation: Invitation) -> OutboxMessage:
    """Some of the body's places have no name yet, and until when it can be given."""
    theirs = delegates_of(invitation.edition, invitation.organisation_id)
    said = facts(invitation, "") | {"unnamed": sum(one.is_unnamed for one in theirs)}
    return _send("names_missing", invitation, said, key=_key(invitation, "names"))


def day_changed(invitation: Invitation, before: dict[str, Any]) -> OutboxMessage:
    """The day is at another time or place, or put off, or no longer so; ``before`` is what the body knew."""
    after = as_told(invitation.edition)
    said = facts(invitation, "") | {
        "changes": changes(before, after),
        "is_postponed": after["is_postponed"],
        "was_postponed": before["is_postponed"],
        "comes": invitation.answer == Answer.YES,
    }
    if after["is_postponed"]:
        said["meetings"] = before["meetings"]
    return _send("day_changed", invitation, said, key=_key(invitation, "day"))


def day_called_off(invitation: Invitation, before: dict[str, Any]) -> OutboxMessage:
    """The day will not be; it names the date that the body knows."""
    said = facts(invitation, "") | {"meetings": before["meetings"]}
    return _send("day_called_off", invitation, said, key=_key(invitation, "day"))


def _send(
    kind: str,
    invitation: Invitation,
    said: dict[str, Any],
    key: str | None = None,
    not_before: datetime | None = None,
) -> OutboxMessage:
    body = invitation.organisation
    return enqueue(
        kind,
        invitation.about,
        to_email=body.email,
        to_phone=body.phone,
        to_name=body.contact_name or body.name,
        language=SOURCE,
        facts=said,
        calendar_uid=key,
        not_before=not_before,
    )


def _key(invitation: Invitation, what: str) -> str:
    """What a message overtakes the older ones by, in the stead of a calendar entry: there is none."""
    return f"i-{invitation.public_id}-{what}".lower()


def facts(invitation: Invitation, words: str) -> dict[str, Any]:
    """All that the message says; ``words`` are the office's own, an empty line parts paragraphs."""
    edition, body = invitation.edition, invitation.organisation
    return {
        "title": edition.title,
        "edition": edition.about,
        "meetings": places_and_times(edition),
        "first_name": body.contact_name or "",
        "body": body.name,
        "paragraphs": [part for part in words.replace("\r\n", "\n").split("\n\n") if part.strip()],
        "answer_url": links.answer_url(invitation),
        "page_url": f"{current_app.config['PUBLIC_URL']}/programmi/{edition.programme.slug}/{edition.slug}",
    }
