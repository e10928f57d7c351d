"""What a person already has, sent once more to the address or number that the registration keeps, and nowhere else."""

from datetime import timedelta

from sqlalchemy import func, select

from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.outbox.enqueue import enqueue
from app.outbox.models import Delivery, OutboxMessage
from app.programme.models import Edition
from app.registration import emails, waiting_list
from app.registration.models import Registration, Source
from app.registration.sign_up import Person, active_registration, known_by

MOST_A_DAY = 3  # times that one registration is sent again
A_DAY = timedelta(hours=24)
ON_ITS_WAY = (Delivery.QUEUED, Delivery.SENDING, Delivery.TO_CALL)
AGAIN = "registration.sent_again"


def send_again(registration: Registration, *, by: str = "pubblico") -> OutboxMessage | None:
    """Promise once more the ticket, the place in the queue, or the offer that this person has.

    None when a message about it is on its way already, or when it was sent again often enough today.
    """
    if registration.is_cancelled or _is_on_its_way(registration) or _sent_today(registration) > MOST_A_DAY:
        return None
    message: OutboxMessage | None
    if registration.is_confirmed:
        message = emails.confirmed(registration)
    elif registration.is_waiting:
        message = emails.waiting(registration, waiting_list.position(registration))
    else:
        message = _same_once_more(registration)
    note(registration.about, AGAIN, by)
    return message


def send_again_to(edition_id: int, people: list[Person], *, source: Source = Source.WEB) -> None:
    """``send_again`` for those of ``people`` who are in the edition already."""
    edition = Edition.locked(edition_id)
    for person in people:
        if known := active_registration(edition, person, known_by(edition, person, source)):
            send_again(known)


def _is_on_its_way(registration: Registration) -> bool:
    about = (OutboxMessage.about == registration.about) & OutboxMessage.status.in_(ON_ITS_WAY)
    return db.session.scalars(select(OutboxMessage.id).where(about).limit(1)).first() is not None


def _sent_today(registration: Registration) -> int:
    lately = (OutboxMessage.about == registration.about) & (OutboxMessage.created_at > now() - A_DAY)
    return db.session.scalar(select(func.count(OutboxMessage.id)).where(lately)) or 0


def _same_once_more(registration: Registration) -> OutboxMessage | None:
    """The latest message that said anything about it, word for word: an offer, with the hour until which it is held."""
    last = db.session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.about == registration.about)
        .order_by(OutboxMessage.id.desc())
        .limit(1)
    ).first()
    if last is None:
        return None
    return enqueue(
        last.kind,
        last.about,
        **emails.addressee(registration),
        facts=last.facts,
        subject=last.subject,
        calendar=last.calendar,
        calendar_method=last.calendar_method,
        calendar_uid=last.calendar_uid,
    )
