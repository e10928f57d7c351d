"""The way in to «le mie iscrizioni»: a link, or six figures, sent to the contact that the registrations have.

Whether a contact is known shows nowhere: what is done, written and answered is the same for one that has nothing, to
which only no message goes. A row remembers digests, and after it has been used the browser that it let in.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, func, select, update

from app.db import db
from app.errors import Refused
from app.lib.clock import now
from app.lib.signing import derived_key
from app.outbox.enqueue import can_reach, enqueue
from app.people.prove import prove
from app.registration.models import OneTimeAccess, Registration

KIND = "access"
WORKS_FOR = timedelta(minutes=10)
STAYS_OPEN_FOR = timedelta(hours=1)
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
MOST_TRIES = 5  # at one code
MOST_WRONG_CODES = 60  # typed by everybody together, about what was asked in the last hour
MOST_AN_HOUR, MOST_A_DAY = 3, 8  # for one contact
MOST_BY_BROWSER = 8  # in an hour
FIGURES = 6


class AskedTooOften(Refused):
    message = _l("Lo hai chiesto molte volte. Guarda nella posta, o riprova fra un'ora. Oppure chiamaci: %(phone)s.")
    status = 429


def ask(contact: str, browser: str, language: str) -> None:
    """Send the way in to a normalised ``contact``, in ``language``; its figures work only where ``browser`` is known.

    Raises AskedTooOften, for what nobody has signed up with as for any other contact.
    """
    _refuse_too_often(contact, browser)
    link, code = secrets.token_urlsafe(24), f"{secrets.randbelow(10**FIGURES):0{FIGURES}}"
    access = OneTimeAccess(
        contact=contact,
        link_digest=_digest(link),
        code_digest=_digest_of_code(_digest(link), code),
        browser_digest=_digest(browser),
        created_at=now(),
        expires_at=now() + WORKS_FOR,
    )
    db.session.add(access)
    db.session.flush()
    is_known = db.session.scalar(registrations_of(contact).with_only_columns(Registration.id).limit(1)) is not None
    email, phone = (contact, None) if "@" in contact else (None, contact)
    reaches = can_reach(KIND, email, phone)
    with db.session.begin_nested() as writing:
        enqueue(
            KIND,
            f"access/{access.id}",
            to_email=email,
            to_phone=phone,
            to_name=contact,
            language=language,
            facts={
                "link_url": f"{current_app.config['PUBLIC_URL']}/mie/accesso/{link}",
                "code": code,
                "last_useful_at": access.expires_at.isoformat(),
            },
        )
        db.session.flush()
        if not (is_known and reaches):
            writing.rollback()
    if not is_known:
        access.code_digest = access.link_digest = _digest(secrets.token_urlsafe(24))  # nobody was told how to get in
        db.session.flush()


def registrations_of(contact: str):  # type: ignore[no-untyped-def]
    """All registrations that were made with ``contact``, as a query."""
    return select(Registration).where((Registration.email == contact) | (Registration.phone == contact))


def works(link: str) -> bool:
    """Whether this link still opens; asking does not use it up."""
    found = select(OneTimeAccess.id).where(OneTimeAccess.link_digest == _digest(link), _can_be_used())
    return db.session.scalar(found) is not None


def open_by_link(link: str) -> str | None:
    """Use the link up; returns what the browser is to be known by from now on, or None: it works no more."""
    found = db.session.scalar(select(OneTimeAccess.id).where(OneTimeAccess.link_digest == _digest(link)))
    return _open(found, "link") if found else None


def open_by_code(browser: str, code: str) -> str | None:
    """The same with the figures, for the latest that ``browser`` asked for. A wrong try is kept: commit it."""
    if _wrong_codes() >= MOST_WRONG_CODES:
        return None
    asked = select(OneTimeAccess.id).where(OneTimeAccess.browser_digest == _digest(browser), _can_be_used())
    number = db.session.scalar(asked.order_by(OneTimeAccess.id.desc()).limit(1))
    tried = db.session.execute(
        update(OneTimeAccess)
        .where(OneTimeAccess.id == number, OneTimeAccess.tries < MOST_TRIES, _can_be_used())
        .values(tries=OneTimeAccess.tries + 1)
        .returning(OneTimeAccess.link_digest, OneTimeAccess.code_digest)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if number is None or tried is None:
        return None
    is_right = hmac.compare_digest(_digest_of_code(tried.link_digest, code), tried.code_digest)
    return _open(number, "codice") if is_right else None


def contact_in(token: str) -> str | None:
    """Whose registrations the browser that holds ``token`` may see; None when an hour has passed, or it has left."""
    held = select(OneTimeAccess.contact).where(
        OneTimeAccess.browser_digest == _digest(token), OneTimeAccess.used_at > now() - STAYS_OPEN_FOR
    )
    return db.session.scalar(held)


def leave(token: str) -> None:
    """From now on ``token`` opens nothing. Twice is once."""
    db.session.execute(
        update(OneTimeAccess)
        .where(OneTimeAccess.browser_digest == _digest(token), OneTimeAccess.used_at.is_not(None))
        .values(browser_digest="")
    )


def _open(number: int, how: str) -> str | None:
    token = secrets.token_urlsafe(32)
    contact = db.session.scalar(
        update(OneTimeAccess)
        .where(OneTimeAccess.id == number, _can_be_used())
        .values(used_at=now(), browser_digest=_digest(token))
        .returning(OneTimeAccess.contact)
        .execution_options(synchronize_session=False)
    )
    if contact is None:
        return None
    prove(contact, how)
    return token


def _can_be_used() -> ColumnElement[bool]:
    return OneTimeAccess.used_at.is_(None) & (OneTimeAccess.expires_at > now())


def _refuse_too_often(contact: str, browser: str) -> None:
    of_contact, of_browser = OneTimeAccess.contact == contact, OneTimeAccess.browser_digest == _digest(browser)
    if (
        _asked(of_contact, AN_HOUR) >= MOST_AN_HOUR
        or _asked(of_contact, A_DAY) >= MOST_A_DAY
        or _asked(of_browser, AN_HOUR) >= MOST_BY_BROWSER
    ):
        raise AskedTooOften(phone=current_app.config["OFFICE_PHONE"])


def _asked(where: ColumnElement[bool], lately: timedelta) -> int:
    counted = select(func.count(OneTimeAccess.id)).where(where, OneTimeAccess.created_at > now() - lately)
    return db.session.scalar(counted) or 0


def _wrong_codes() -> int:
    tries = select(func.sum(OneTimeAccess.tries)).where(
        OneTimeAccess.created_at > now() - AN_HOUR, OneTimeAccess.used_at.is_(None)
    )
    return db.session.scalar(tries) or 0


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _digest_of_code(link_digest: str, code: str) -> str:
    """Six figures alone would be found again by trying them all: the server's key goes in."""
    key = derived_key(current_app.config["SECRET_KEY"], "code of a one-time access")
    return hmac.digest(key, f"{link_digest}/{code}".encode(), hashlib.sha256).hex()
