"""A calendar of all that one contact has a place in, to subscribe to. Whoever knows its address reads it."""

import hashlib
import secrets

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select, update
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.languages.offered import spoken
from app.lib import ics
from app.lib.clock import now
from app.programme.feed import BEFORE_ANYTHING, BRAND
from app.programme.models import Edition, Meeting
from app.registration.access import registrations_of
from app.registration.invite import changed_at, kept_entries
from app.registration.models import PersonalFeed, Registration, Status

TOKEN_BYTES = 16  # 128 bits


def begin(contact: str) -> str:
    """Make the calendar of ``contact``, ending the one before; returns what its address ends in, kept nowhere."""
    end(contact)
    token = secrets.token_hex(TOKEN_BYTES)
    db.session.add(PersonalFeed(contact=contact, digest=_digest(token), created_at=now()))
    return token


def end(contact: str) -> None:
    """From now on the address of their calendar, if there is one, leads nowhere."""
    db.session.execute(
        update(PersonalFeed)
        .where(PersonalFeed.contact == contact, PersonalFeed.revoked_at.is_(None))
        .values(revoked_at=now())
    )


def has_one(contact: str) -> bool:
    theirs = select(PersonalFeed.id).where(PersonalFeed.contact == contact, PersonalFeed.revoked_at.is_(None))
    return db.session.scalar(theirs.limit(1)) is not None


def contact_of(token: str) -> str | None:
    """Whose calendar this is; None when the address was never given, or is revoked."""
    found = select(PersonalFeed.contact).where(PersonalFeed.digest == _digest(token), PersonalFeed.revoked_at.is_(None))
    return db.session.scalar(found)


def calendar(contact: str, language: str) -> bytes:
    """All meetings of ``contact``'s places, each the same entry as in its invitation, so that nothing is there twice.

    It names nobody, shows no ticket and no managing link; reserved labs are neutral. What is over stays, for as long
    as the office may keep the contact.
    """
    shown = (selectinload(Edition.meetings).options(joinedload(Meeting.venue)), joinedload(Edition.activity))
    held = (
        registrations_of(contact)
        .where(Registration.status == Status.CONFIRMED)
        .options(joinedload(Registration.edition).options(*shown, joinedload(Edition.programme)))
        .order_by(Registration.id)
    )
    registrations = [one for one in db.session.scalars(held) if not one.edition.is_cancelled]
    with force_locale(spoken(language)):
        return ics.feed(
            tuple(entry for registration in registrations for entry in kept_entries(registration)),
            name=BRAND,
            description=_("I tuoi incontri. Questo indirizzo è solo tuo: non darlo ad altri."),
            url=current_app.config["PUBLIC_URL"],
            changed_at=max(map(changed_at, registrations), default=BEFORE_ANYTHING),
        )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
