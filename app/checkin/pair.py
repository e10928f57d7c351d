"""A link that the office makes for one edition opens its door on one phone, without an account."""

import hashlib
import secrets
from datetime import timedelta

from flask import current_app
from sqlalchemy import select

from app.checkin.models import Device
from app.checkin.refusals import DoorClosed, NoMeetingLeft
from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.programme.models import Edition

COOKIE = "bussola_porta"
TOKEN_BYTES = 24  # 192 bits
HOURS_AFTER = 12  # how long the door stays open after the meeting it was made for


def make_device(edition: Edition, label: str, by: str, hours: int = HOURS_AFTER) -> tuple[Device, str]:
    """A new door for ``edition`` and the secret of its link, of which only the hash is kept.

    It lives until ``hours`` after the end of the edition's next meeting: made on Monday, it opens on Thursday, and for
    the meeting of the week after the office makes another. Raises NoMeetingLeft.
    """
    grace = timedelta(hours=hours)
    ends = [meeting.ends_at + grace for meeting in edition.held_meetings if meeting.ends_at + grace > now()]
    if edition.is_cancelled or not ends:
        raise NoMeetingLeft()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    device = Device(
        edition=edition, label=label, link_hash=hashed(token), created_by=by, created_at=now(), expires_at=ends[0]
    )
    db.session.add(device)
    db.session.flush()
    note(edition.about, "device.made", by, label=label)
    return device, token


def link_url(token: str) -> str:
    return f"{current_app.config['PUBLIC_URL']}/accoglienza/dispositivo/{token}"


def device_of_link(token: str) -> Device | None:
    """The device whose link this is, also when it opens nothing any more."""
    return db.session.scalars(select(Device).where(Device.link_hash == hashed(token))).one_or_none()


def open_door(device: Device) -> str:
    """Let the phone that holds the link in; returns the secret for its cookie.

    The link may be opened again, on this phone or on another: the last to open it is the one let in. Raises DoorClosed.
    """
    if not device.is_open(now()):
        raise DoorClosed()
    session = secrets.token_urlsafe(TOKEN_BYTES)
    device.session_hash = hashed(session)
    device.paired_at = device.last_seen_at = now()
    note(device.edition.about, "device.opened", device.by, label=device.label)
    return session


def device_of_session(session: str | None) -> Device | None:
    """The device that holds this cookie, if its door is still open."""
    if not session:
        return None
    device = db.session.scalars(select(Device).where(Device.session_hash == hashed(session))).one_or_none()
    return device if device and device.is_open(now()) else None


def revoke(device: Device, by: str) -> None:
    """Close the door of a phone, at once and for good. Doing it twice is doing it once."""
    if device.revoked_at is None:
        device.revoked_at = now()
        note(device.edition.about, "device.revoked", by, label=device.label)


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
