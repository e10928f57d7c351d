"""What a certificate states: plain JSON, frozen when it is issued. Paper and verification page read nothing else."""

import hashlib
import hmac
import json
import re
from typing import Any

from flask import current_app
from flask_babel import force_locale

from app.attendance.register import Line
from app.lib.clock import today
from app.lib.names import name_key
from app.lib.signing import derived_key
from app.programme import funding_logos
from app.programme.models import Edition, Meeting

LANGUAGE = "it"  # of the paper, whoever it is for: it goes to Italian employers and offices
DISCREET = "discreet"  # the kind of what must not be told by its title


def frozen(edition: Edition, line: Line, number: str) -> dict[str, Any]:
    """The facts of one person's certificate; instants in ISO form, lengths in minutes.

    A reserved lab is neutral: its title, theme and summary would reveal why the person went.
    """
    reserved = edition.is_reserved
    with force_locale(LANGUAGE):
        title = edition.discreet_title
    return {
        "language": LANGUAGE,
        "number": number,
        "name": line.registration.participant.name,
        "kind": DISCREET if reserved else edition.activity.kind,
        "title": title,
        "theme": None if reserved else edition.activity.theme.name,
        "summary": None if reserved else edition.summary,
        "meetings": [
            {
                "starts_at": presence.meeting.starts_at.isoformat(),
                "ends_at": presence.meeting.ends_at.isoformat(),
                "minutes_held": presence.meeting.minutes,
                "minutes_attended": presence.minutes,
            }
            for presence in line.presences
        ],
        "minutes_held": edition.minutes_held,
        "minutes_attended": line.minutes,
        "places": list(dict.fromkeys(_place(meeting) for meeting in edition.held_meetings)),
        "issuer": current_app.config["OFFICE_NAME"],
        "bodies": current_app.config["OFFICE_BODIES"],
        "issued_in": _municipality(current_app.config["OFFICE_ADDRESS"]),
        "signatory": current_app.config["OFFICE_SIGNATORY"],
        "issued_on": today().isoformat(),
        "funding": funding_logos.on_papers(edition),
    }


def _municipality(address: str) -> str | None:
    """What follows the postal code: «Vicolo Bolognetti 2, 40125 Bologna» → «Bologna»."""
    found = re.search(r"\b\d{5}\s+(\D+)$", address)
    return found[1].strip() if found else None


def _place(meeting: Meeting) -> str:
    venue = meeting.venue
    municipality = venue.municipality if venue.municipality and venue.municipality not in venue.name else None
    return ", ".join(part for part in (venue.name, municipality) if part)


def digest(facts: dict[str, Any]) -> str:
    """SHA-256 of the facts without the name, so that it still holds when the name has been forgotten."""
    nameless = {key: value for key, value in facts.items() if key != "name"}
    return hashlib.sha256(json.dumps(nameless, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def name_mac(code: str, name: str) -> str:
    """What is kept of the name for good: enough to say whether another name is the same, no way back to it."""
    key = derived_key(current_app.config["SECRET_KEY"], "certificate name")
    return hmac.digest(key, f"{code}/{name_key(name)}".encode(), hashlib.sha256).hex()
