"""Signed-in browsers, kept on the server so that signing out, or being disabled, ends them at once."""

import hashlib
import secrets
from datetime import timedelta

from flask import current_app
from sqlalchemy import select

from app.db import db, transaction
from app.lib.clock import now
from app.staff.models import Staff, StaffSession

COOKIE = "bussola_ufficio"
LONGEST = timedelta(hours=8)
IDLE = timedelta(hours=1)
SEEN_EVERY = timedelta(minutes=5)  # how coarsely the last visit is remembered


def cookie_name() -> str:
    """The cookie's name: in production browsers keep one of this prefix only from this very host, over TLS."""
    return f"__Host-{COOKIE}" if current_app.config["IS_PRODUCTION"] else COOKIE


def begin(staff: Staff) -> str:
    """Sign ``staff`` in; returns the token for the cookie, which only that browser will ever hold."""
    token = secrets.token_urlsafe(32)
    db.session.add(StaffSession(token_hash=_hash(token), staff_id=staff.id, created_at=now(), last_seen_at=now()))
    return token


def end(token: str) -> None:
    """Sign out. Doing it twice is doing it once."""
    session = _session(token)
    if session and session.ended_at is None:
        session.ended_at = now()


def end_all(staff: Staff, but: str = "") -> None:
    """Sign ``staff`` out of every browser, except the one that holds the token ``but``."""
    theirs = select(StaffSession).where(StaffSession.staff_id == staff.id, StaffSession.ended_at.is_(None))
    for session in db.session.scalars(theirs.where(StaffSession.token_hash != _hash(but))):
        session.ended_at = now()


def staff_of(token: str) -> Staff | None:
    """The member of staff signed in with ``token``, if the session still lives; remembers the visit."""
    session = _session(token)
    if session is None or session.ended_at or not session.staff.is_active:
        return None
    if now() - session.created_at > LONGEST or now() - session.last_seen_at > IDLE:
        return None
    if now() - session.last_seen_at > SEEN_EVERY:
        with transaction():
            session.last_seen_at = now()
    return session.staff


def _session(token: str) -> StaffSession | None:
    return db.session.scalars(select(StaffSession).where(StaffSession.token_hash == _hash(token))).one_or_none()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
