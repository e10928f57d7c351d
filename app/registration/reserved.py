"""A reserved place: the day until which it is held for somebody, and holding it longer."""

from datetime import date, datetime, time, timedelta

from flask_babel import format_datetime
from flask_babel import lazy_gettext as _l

from app.db import db
from app.errors import Refused
from app.journal.note import note
from app.lib.clock import from_rome, now, rome, today
from app.programme.models import Edition
from app.registration import offer_emails
from app.registration.models import Registration
from app.registration.offers import NothingOffered

USUALLY = timedelta(days=3)
FREE_BEFORE = timedelta(hours=48)  # the first meeting: whoever waits must have the time to come
CLOSES = time(18)  # of the day until which it is held, in Rome: somebody may still telephone


class TooLateToReserve(Refused):
    message = _l(
        "Mancano meno di 48 ore, o le iscrizioni sono chiuse: un posto non si riserva più. Iscrivi la persona."
    )


class ReservedTooLong(Refused):
    message = _l("Si può riservare al massimo fino a %(last)s. Scegli un giorno prima.")


class ReservedTooShortly(Refused):
    message = _l("Quel giorno è già passato, o sta per finire: scegli un giorno dopo.")


def latest(edition: Edition) -> datetime | None:
    """The last instant until which a place of ``edition`` may be held; None when it is too late, or has no date."""
    closes = edition.sign_up_closes_at()
    if edition.starts_at is None:
        return None
    last = min(edition.starts_at - FREE_BEFORE, closes or edition.starts_at)
    return last if last > now() else None


def usual_day(edition: Edition) -> date:
    """The day to propose: in three days, or the last that there is."""
    last = latest(edition)
    usual = today() + USUALLY
    return min(usual, rome(last).date()) if last else usual


def hour_of(edition: Edition, day: date | None) -> datetime:
    """The hour at which a place held until ``day`` is free again: 18 in Rome, or the last that there is on that day.

    Raises TooLateToReserve, ReservedTooLong, ReservedTooShortly.
    """
    last = latest(edition)
    if last is None:
        raise TooLateToReserve()
    if day is None or day > rome(last).date():
        raise ReservedTooLong(last=format_datetime(last, "d MMMM yyyy, H:mm"))
    until = min(from_rome(day, CLOSES), last)
    if until <= now():
        raise ReservedTooShortly()
    return until


def hold_longer(registration: Registration, day: date, *, by: str) -> None:
    """Hold the place until ``day`` instead, and tell the person. Raises NothingOffered, and what ``hour_of`` raises."""
    edition = Edition.locked(registration.edition_id)
    db.session.refresh(registration)
    if not registration.is_offered:
        raise NothingOffered()
    until = hour_of(edition, day)
    if until != registration.offer_until:
        registration.offer_until = until
        offer_emails.reserved_for_you(registration)
        note(registration.about, "registration.reserved_longer", by, until_at=until.isoformat())
