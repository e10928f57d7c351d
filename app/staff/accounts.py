"""Accounts of the staff: add one, and check a password (argon2id)."""

from datetime import timedelta
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select

from app.db import db
from app.errors import Refused, says
from app.journal.note import note
from app.lib.clock import now
from app.staff.models import Grant, Role, SignInAttempt, Staff

SHORTEST_PASSWORD = 12  # characters
TRIES_PER_ADDRESS = 10
TRY_WINDOW = timedelta(minutes=15)

_hasher = PasswordHasher()
_two_at_once = BoundedSemaphore(2)  # a hash takes 64 MiB and a core's fifth of a second
_nobody = _hasher.hash("nobody has this password")


class PasswordTooShort(Refused):
    message = _l("La password è troppo corta: servono almeno %(characters)s caratteri.")


@says("uq_staff_email", "staff.email")
class StaffAlreadyThere(Refused):
    message = _l("C'è già un accesso con questa e-mail.")


class SignInRefused(Refused):
    message = _l("E-mail o password non corrispondono. Controlla e riprova.")
    status = 401


class TooManyTries(Refused):
    message = _l("Troppi tentativi con questa e-mail: aspetta un quarto d'ora e riprova.")
    status = 429


def add(email: str, role: Role, password: str, by: str, name: str = "") -> Staff:
    """A new account. Raises PasswordTooShort, StaffAlreadyThere."""
    kept = hashed(password)
    if by_email(email):
        raise StaffAlreadyThere()
    staff = Staff(email=email.lower(), name=name or email, role=role, password_hash=kept, created_at=now())
    db.session.add(staff)
    note(f"staff/{email.lower()}", "staff.added", by, email=email.lower(), role=role)
    return staff


def hashed(password: str) -> str:
    """What is kept of a password. Raises PasswordTooShort."""
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooShort(characters=SHORTEST_PASSWORD)
    with _two_at_once:
        return _hasher.hash(password)


def grant(staff: Staff, about: str, by: str) -> None:
    """Let a facilitator see what ``about`` names (``edition/2027-1/cv-1``). Doing it twice is doing it once."""
    if not staff.leads(about):
        staff.grants.append(Grant(about=about))
        note(f"staff/{staff.email}", "staff.granted", by, edition=about.removeprefix("edition/"))


def withdraw_all(about: str) -> None:
    """Take what ``about`` names from everybody: it is gone, and another may come to bear its name."""
    db.session.execute(delete(Grant).where(Grant.about == about))


def check(email: str, password: str) -> Staff | None:
    """The active member of staff whose e-mail and password these are, else None; takes as long either way.

    Raises TooManyTries after ten failures in a quarter of an hour.
    """
    recent = select(func.count(SignInAttempt.id)).where(
        SignInAttempt.email == email.lower(), SignInAttempt.at > now() - TRY_WINDOW
    )
    if (db.session.scalar(recent) or 0) >= TRIES_PER_ADDRESS:
        raise TooManyTries()
    staff = by_email(email)
    with _two_at_once:
        try:
            _hasher.verify(staff.password_hash if staff else _nobody, password)
        except VerificationError:
            return None
    return staff if staff and staff.is_active else None


def remember_failure(email: str) -> None:
    """Count a failed sign-in against its e-mail."""
    db.session.add(SignInAttempt(email=email.lower(), at=now()))


def by_email(email: str) -> Staff | None:
    """The account of this e-mail, active or not."""
    return db.session.scalars(select(Staff).where(Staff.email == email.lower())).one_or_none()
