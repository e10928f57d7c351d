"""The programme as other programs read it: names in English that stay, and nothing that the public pages do not show.

Who leads is left out, because a list of people for machines is another thing than a name on a page; so is how many
seats a reserved lab has left, because whoever asks every minute would learn when somebody signs up.
"""

from datetime import datetime
from typing import Any

from flask import current_app, url_for

from app.lib.clock import now, rome
from app.programme.models import Edition, Meeting, Programme, Venue
from app.programme.translate import said


def of_programme(programme: Programme) -> dict[str, Any]:
    slug = programme.slug
    return {
        "slug": slug,
        "title": programme.title,
        "status": programme.status,
        "first_day": programme.first_on.isoformat(),
        "last_day": programme.last_on.isoformat(),
        "updated_at": _instant(programme.updated_at),
        "page_url": _url("programme.show", programme=slug),
        "calendar_url": _url("programme.feed", programme=slug),
        "editions_url": _url("api.editions.index", programme=slug),
    }


def of_edition(edition: Edition) -> dict[str, Any]:
    at = {"programme": edition.programme.slug, "edition": edition.slug}
    return {
        "slug": edition.slug,
        "code": edition.code,
        "programme": edition.programme.slug,
        "kind": edition.activity.kind,
        "title": said(edition, "title"),
        "summary": said(edition, "summary") or None,
        "audience": said(edition, "audience") or None,
        "plain_text": said(edition.activity, "plain_text") or None,
        "theme": {
            "slug": edition.activity.theme.slug,
            "name": said(edition.activity.theme, "name"),
            "colour": edition.activity.theme.colour,
        },
        "status": status_of(edition),
        "starts_at": _instant(edition.starts_at),
        "ends_at": _instant(edition.ends_at),
        "meetings": [_meeting(meeting) for meeting in edition.meetings],
        "agenda": [
            {
                "starts_at": _instant(item.starts_at),
                "ends_at": _instant(item.ends_at),
                "title": item.title,
                "speakers": item.speakers,
            }
            for item in edition.agenda
        ],
        "seats": edition.seats,
        "seats_left": None if edition.is_reserved else edition.seats_left,
        "sign_up": {
            "status": sign_up_status_of(edition),
            "opens_at": _instant(edition.sign_up_opens_at()),
            "closes_at": _instant(edition.sign_up_closes_at()),
            "url": _url("registration.new", **at),
        },
        "is_free": True,
        "funding": edition.funding.name if edition.funding else None,
        "partners": [partner.name for partner in edition.partners],
        "updated_at": _instant(edition.updated_at),
        "page_url": _url("programme.edition", **at),
    }


def status_of(edition: Edition) -> str:
    """«scheduled», «over», «postponed» (its dates no longer hold) or «cancelled»."""
    if edition.is_cancelled:
        return "cancelled"
    if edition.is_postponed:
        return "postponed"
    return "over" if edition.has_ended(now()) else "scheduled"


def sign_up_status_of(edition: Edition) -> str:
    """«open», «waiting_list» (open, and whoever comes waits), «not_yet_open» or «closed»."""
    if edition.accepts_sign_ups(now()):
        return "waiting_list" if edition.is_full else "open"
    opens = edition.sign_up_opens_at()
    gone = edition.is_cancelled or edition.is_postponed or edition.programme.is_archived
    return "not_yet_open" if opens and opens > now() and not gone else "closed"


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "starts_at": _instant(meeting.starts_at),
        "ends_at": _instant(meeting.ends_at),
        "is_cancelled": meeting.cancelled_at is not None or meeting.edition.is_cancelled,
        "room": meeting.room.name if meeting.room else None,
        "venue": _venue(meeting.venue),
    }


def _venue(venue: Venue) -> dict[str, Any]:
    return {
        "name": venue.name,
        "is_online": venue.is_online,
        "address": venue.address,
        "municipality": venue.municipality,
        "latitude": venue.latitude,
        "longitude": venue.longitude,
        "is_step_free": venue.is_step_free,
    }


def _instant(instant: datetime | None) -> str | None:
    """An instant on Rome's clocks with its offset: «2027-01-14T09:30:00+01:00»."""
    return rome(instant).isoformat(timespec="seconds") if instant else None


def _url(endpoint: str, **at: Any) -> str:
    return f"{current_app.config['PUBLIC_URL']}{url_for(endpoint, **at)}"
