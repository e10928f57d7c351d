"""schema.org/Event data, so that search engines and maps can show an edition as what it is."""

from typing import Any

from flask import current_app, url_for

from app.lib.clock import rome
from app.programme.models import Edition, Meeting
from app.programme.translate import said


def of(edition: Edition) -> dict[str, Any] | None:
    """The JSON-LD of an edition (schema.org/Event); several meetings are its subEvents. None without meetings."""
    meetings = edition.held_meetings or edition.meetings
    if not meetings:
        return None
    event = _event(edition, meetings[0]) | {
        "@context": "https://schema.org",
        "endDate": rome(meetings[-1].ends_at).isoformat(),
        "description": said(edition, "summary") or said(edition, "title"),
        "isAccessibleForFree": True,
        "maximumAttendeeCapacity": edition.seats,
        "organizer": {"@type": "GovernmentOrganization", "name": current_app.config["OFFICE_NAME"]},
        "offers": {"@type": "Offer", "price": 0, "priceCurrency": "EUR", "url": _url(edition)},
    }
    if not edition.is_reserved:  # whoever asks every minute would learn when somebody signs up
        event["remainingAttendeeCapacity"] = edition.seats_left
    if len(meetings) > 1:
        event["subEvent"] = [_event(edition, meeting) for meeting in meetings]
    return event


def _event(edition: Edition, meeting: Meeting) -> dict[str, Any]:
    cancelled = edition.is_cancelled or meeting.cancelled_at
    status = "Cancelled" if cancelled else "Postponed" if edition.is_postponed else "Scheduled"
    online = meeting.venue.is_online
    return {
        "@type": "Event",
        "name": said(edition, "title"),
        "startDate": rome(meeting.starts_at).isoformat(),
        "endDate": rome(meeting.ends_at).isoformat(),
        "eventStatus": f"https://schema.org/Event{status}",
        "eventAttendanceMode": f"https://schema.org/{'Online' if online else 'Offline'}EventAttendanceMode",
        "location": {"@type": "VirtualLocation", "url": _url(edition)} if online else _place(meeting),
    }


def _place(meeting: Meeting) -> dict[str, Any]:
    venue = meeting.venue
    place: dict[str, Any] = {
        "@type": "Place",
        "name": meeting.place,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": venue.address,
            "addressLocality": venue.municipality,
            "addressCountry": "IT",
        },
    }
    if venue.coordinates:
        latitude, longitude = venue.coordinates
        place["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return place


def _url(edition: Edition) -> str:
    path = url_for("programme.edition", programme=edition.programme.slug, edition=edition.slug, lang=None)
    return f"{current_app.config['PUBLIC_URL']}{path}"
