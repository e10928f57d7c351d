"""The calendar entries of one registration: what arrives by mail, and what the page offers to keep.

An edition of one meeting is an invitation that a calendar can update, withdraw and answer. Of several meetings in one
invitation some calendars would take only the first: they are published as entries of their own, without answers.
"""

import hmac
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select

from app.db import db
from app.lib import ics
from app.lib.clock import now
from app.lib.codes import mac_letters
from app.lib.signing import derived_key
from app.outbox.sender import sender
from app.programme.models import Edition, Meeting
from app.registration.models import Registration

SEVERAL = 2  # meetings, or more
UID = re.compile(r"R-([0-9A-Z]{16})-[0-9A-Z]{16}(?:-([0-9]{1,12}))?@")
PROOF_LETTERS = 16  # 80 bits: the UID is also what an answer from a calendar is known by


def invite(registration: Registration, before: Iterable[dict[str, str]] = ()) -> tuple[bytes, str, str]:
    """The calendar part of a mail to who has, or has just lost, a place: its bytes, its method and its UID.

    ``before`` (what ``told.places_and_times`` gave before a change) lets entries that are no more be struck out.
    The text is in the language at hand. The registration has an e-mail address.
    """
    edition, uid, before = registration.edition, uid_of(registration), list(before)
    withdrawn = registration.is_cancelled or edition.is_cancelled or edition.is_postponed
    meetings = edition.held_meetings or edition.meetings
    if _is_one_meeting(edition) and len(before) < SEVERAL:
        entry = _entry(registration, meetings[0], uid, cancelled=withdrawn)
        send = ics.cancel if withdrawn else ics.request
        # No name: whoever signed up may have typed anything there.
        return send(entry, _office(), ics.Mailbox(registration.email or "")), "CANCEL" if withdrawn else "REQUEST", uid
    entries = [_entry(registration, meeting, _uid_for(registration, meeting), withdrawn) for meeting in meetings]
    entries += _struck_out(registration, before, kept={entry.uid for entry in entries})
    return ics.publish(entries, _office()), "PUBLISH", uid


def download(registration: Registration) -> bytes:
    """The entries for «aggiungi al calendario»: the same as in the mail, so that nobody finds them twice."""
    meetings = registration.edition.held_meetings
    entries = [_entry(registration, meeting, _uid_for(registration, meeting)) for meeting in meetings]
    return ics.publish(entries, _office())


def kept_entries(registration: Registration) -> list[ics.Entry]:
    """The same entries for a calendar to subscribe to, where nothing but a change may make them different."""
    stamp = changed_at(registration)
    return [
        replace(_entry(registration, meeting, _uid_for(registration, meeting)), stamp=stamp)
        for meeting in registration.edition.held_meetings
    ]


def changed_at(registration: Registration) -> datetime:
    """When what a calendar shows of a place was changed last."""
    return max(registration.edition.updated_at, registration.confirmed_at or registration.created_at)


def uid_of(registration: Registration, meeting_id: int | str | None = None) -> str:
    """The UID of the registration's entry, or of its entry for one meeting: stable for the life of the registration."""
    key = derived_key(current_app.config["SECRET_KEY"], "calendar uid")
    proof = mac_letters(key, registration.public_id, PROOF_LETTERS)
    host = urlsplit(current_app.config["PUBLIC_URL"]).hostname
    of_meeting = f"-{meeting_id}" if meeting_id else ""
    return f"r-{registration.public_id}-{proof}{of_meeting}@{host}".lower()


def registration_of_uid(uid: str) -> Registration | None:
    """The registration whose entry, or whose entry for one meeting, ``uid`` names; None when it is made up.

    Its letters may have been written as capitals on the way.
    """
    named = UID.match(uid.strip().upper())
    if named is None:
        return None
    found = db.session.scalars(select(Registration).where(Registration.public_id == named[1])).one_or_none()
    if found is None or not hmac.compare_digest(uid_of(found, named[2]).encode(), uid.strip().lower().encode()):
        return None
    return found


def is_of_one_meeting(uid: str) -> bool:
    """Whether ``uid`` names an entry for one meeting of several."""
    named = UID.match(uid.strip().upper())
    return named is not None and named[2] is not None


def _uid_for(registration: Registration, meeting: Meeting) -> str:
    return uid_of(registration, None if _is_one_meeting(registration.edition) else meeting.id)


def _is_one_meeting(edition: Edition) -> bool:
    """Cancelled meetings count: who was told of several keeps being told in the same way."""
    return len(edition.meetings) == 1


def _office() -> ics.Mailbox:
    name, address = sender()
    return ics.Mailbox(address, name)


def _entry(registration: Registration, meeting: Meeting, uid: str, cancelled: bool = False) -> ics.Entry:
    edition = registration.edition
    link = edition.online_url if meeting.venue.is_online and not cancelled else None
    return ics.Entry(
        uid=uid,
        stamp=now(),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        summary=edition.discreet_title,
        description=_description(edition, link),
        location=link or meeting.location,
        sequence=registration.calendar_sequence,
        url=_page(edition),
        geo=meeting.venue.coordinates,
        private=True,
        reminder=True,
        cancelled=cancelled,
        cancelled_word=_("ANNULLATO"),
    )


def _description(edition: Edition, link: str | None) -> str:
    """Calendars are shared with colleagues and family: no ticket code, no managing link."""
    lines = [
        _("Incontro gratuito della Bussola del lavoro."),
        _("Per collegarti: %(url)s", url=link) if link else "",
        _("Porta il biglietto che hai ricevuto: basta anche il codice.") if not link else "",
        _("Ufficio: %(phone)s", phone=current_app.config["OFFICE_PHONE"]),
        _page(edition) or "",
    ]
    return "\n".join(line for line in lines if line)


def _page(edition: Edition) -> str | None:
    if edition.is_reserved:
        return None
    return f"{current_app.config['PUBLIC_URL']}/programmi/{edition.programme.slug}/{edition.slug}"


def _struck_out(registration: Registration, before: list[dict[str, str]], kept: set[str]) -> list[ics.Entry]:
    """Entries that people may hold and that are no more: of meetings that vanished, or of a time with one meeting."""
    known = {line["meeting"] for line in before}
    was_one = len(before) == 1 and not any(
        meeting.cancelled_at and str(meeting.id) not in known for meeting in registration.edition.meetings
    )
    return [
        ics.Entry(
            uid=uid,
            stamp=now(),
            starts_at=datetime.fromisoformat(line["starts_at"]),
            ends_at=datetime.fromisoformat(line["ends_at"]),
            summary=registration.edition.discreet_title,
            location=line["place"],
            sequence=registration.calendar_sequence,
            private=True,
            cancelled=True,
            cancelled_word=_("ANNULLATO"),
        )
        for line in before
        if (uid := uid_of(registration, None if was_one else line["meeting"])) not in kept
    ]
