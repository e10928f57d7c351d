"""How much the public may make the office write to a contact that has not shown its owner.

Nobody needs an account to sign up, so anybody could sign up somebody else, many times. What happened is counted from
the rows; several requests in the same instant may each see the last place under a limit.
"""

from datetime import timedelta

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, String, cast, func, literal, select

from app.db import db
from app.errors import Refused
from app.lib.clock import now
from app.outbox.models import OutboxMessage
from app.people.prove import is_proven
from app.registration.models import Registration, Source

MOST_SIGN_UPS = 8  # by the public, in a day: a family may sign up
MOST_MESSAGES = 20  # to one address, about registrations, in a day
A_DAY = timedelta(hours=24)


class TooManySignUps(Refused):
    message = _l("Oggi con questo contatto ci sono già molte iscrizioni. Riprova domani, o chiamaci: %(phone)s.")
    status = 429


def refuse_too_many_sign_ups(contact: str | None) -> None:
    """Raises TooManySignUps when the public has used this (normalised) contact too often in the last 24 hours.

    Counted are the sign-ups made with it, and the messages promised to it about registrations. Whoever has opened what
    we sent there is trusted.
    """
    if contact is None or is_proven(contact):
        return
    if _count(_sign_ups(contact)) >= MOST_SIGN_UPS or _count(_messages(contact)) >= MOST_MESSAGES:
        raise TooManySignUps(phone=current_app.config["OFFICE_PHONE"])


def refuse_too_many_messages(registration: Registration) -> None:
    """Raises TooManySignUps when the contacts of ``registration`` have been written to too often in the last 24 hours.

    Whoever signed somebody up holds the link too, and could change their mind, and change it back, all day long.
    """
    for contact in (registration.email, registration.phone):
        if contact and not is_proven(contact) and _count(_messages(contact)) >= MOST_MESSAGES:
            raise TooManySignUps(phone=current_app.config["OFFICE_PHONE"])


def _sign_ups(contact: str) -> Select[int]:
    return select(Registration.id).where(
        (Registration.email == contact) | (Registration.phone == contact),
        Registration.source == Source.WEB,
        Registration.created_at > now() - A_DAY,
    )


def _messages(contact: str) -> Select[int]:
    """Looked for by what they are about, for which there is an index."""
    theirs = select(literal("registration/") + cast(Registration.id, String)).where(
        (Registration.email == contact) | (Registration.phone == contact)
    )
    return select(OutboxMessage.id).where(
        OutboxMessage.about.in_(theirs),
        (OutboxMessage.to_email == contact) | (OutboxMessage.to_phone == contact),
        OutboxMessage.created_at > now() - A_DAY,
    )


def _count(found: Select[int]) -> int:
    return db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
