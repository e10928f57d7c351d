"""Places that are held for somebody until a stated hour: yes, no, or silence, which is a no.

Every verb locks the edition, then looks. A group answers as one: any of its links speaks for all.
"""

from collections.abc import Callable
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.db import db, transaction
from app.errors import Refused
from app.journal.note import note
from app.lib.clock import now
from app.outbox.enqueue import ON_THEIR_OWN
from app.outbox.models import Delivery, OutboxMessage
from app.programme.models import Edition
from app.registration import emails, offer_emails
from app.registration.cancel import cancel, strike
from app.registration.freed import SHORTEST_OFFER
from app.registration.models import Registration, Source, Status
from app.registration.sign_up import Person, enter, refuse_when_over
from app.registration.units import first_that_fits, together_with
from app.registration.waiting_list import BY_ITSELF, fill_free_seats, hold

OFFER_ENDED = "offerta"  # the reason of who did not answer, or said no
UNHEARD = (
    Delivery.TO_CALL,
    Delivery.FAILED,
    Delivery.PARKED,
    Delivery.BOUNCED,
    Delivery.DROPPED,
)  # a message that reached nobody
ON_THE_WAY = (Delivery.QUEUED, Delivery.SENDING)


class OfferExpired(Refused):
    message = _l(
        "Il tempo per rispondere è finito: non teniamo più questo posto per te. Puoi iscriverti di nuovo: se non ci "
        "sono posti, entri in lista d'attesa."
    )


class NothingOffered(Refused):
    message = _l("In questo momento non c'è un posto offerto a cui rispondere. Guarda la pagina dell'iscrizione.")


class OfferSuspended(Refused):
    message = _l(
        "Questo incontro è rinviato e la nuova data non c'è ancora. Il posto resta per te: appena c'è la data ti "
        "scriviamo, e allora puoi rispondere."
    )


class NoPlaceToHold(Refused):
    message = _l("Non c'è un posto libero da tenere: %(taken)s persone hanno il posto e %(waiting)s aspettano.")


class HeldTooLong(Refused):
    message = _l("Un posto si tiene al massimo fino all'inizio dell'incontro, e almeno fino a dopo adesso.")


def accept(registration: Registration, *, by: str = "pubblico") -> list[Registration]:
    """The places that are held for this registration, and for its group, are theirs; returns them. Twice is once.

    Raises OfferExpired, NothingOffered, OfferSuspended.
    """
    edition = Edition.locked(registration.edition_id)
    db.session.refresh(registration)
    if registration.is_confirmed:
        return [registration]
    _refuse_unless_open(registration)
    unit = together_with(registration).people
    for one in unit:
        one.status, one.queue_number, one.offer_until = Status.CONFIRMED, None, None
        one.confirmed_at = now()
        edition.offered_count -= 1
        edition.confirmed_count += 1
    db.session.flush()
    for one in unit:
        emails.promoted(one, kind="confirmed")
        note(one.about, "registration.offer_accepted", by)
    return list(unit)


def decline(registration: Registration, *, by: str = "pubblico") -> None:
    """They do not want the places held for them, nor for their group; the next in the queue is served. Twice is once.

    Raises OfferExpired, NothingOffered.
    """
    Edition.locked(registration.edition_id)
    db.session.refresh(registration)
    if registration.is_cancelled and registration.cancelled_from is not None:
        return
    if not registration.is_offered:
        raise OfferExpired() if registration.cancel_reason == OFFER_ENDED else NothingOffered()
    unit = together_with(registration).people
    for one in unit:
        note(one.about, "registration.offer_declined", by)
    cancel(registration, by=by, reason=OFFER_ENDED, companions=unit)


def reserve(edition_id: int, person: Person, until: datetime, *, by: str, over_seats: bool = False) -> Registration:
    """Hold a place ``until`` then (aware) for a named person, who is told and may say yes or no.

    Only a place that nobody waits for; ``over_seats``: staff hold one all the same. Raises NoPlaceToHold, HeldTooLong,
    AlreadyRegistered, EditionCancelled, EditionPostponed, EditionNotShown, EditionOver.
    """
    edition = Edition.locked(edition_id)
    refuse_when_over(edition)
    if edition.starts_at is None or not now() < until <= edition.starts_at:
        raise HeldTooLong()
    if not over_seats and (not edition.free_places or first_that_fits(edition)):
        raise NoPlaceToHold(taken=edition.taken_count, waiting=edition.waiting_count)
    registration = enter(edition, person, source=Source.STAFF)
    hold(registration, until)
    offer_emails.reserved_for_you(registration)
    note(registration.about, "registration.reserved", by, until_at=until.isoformat())
    return registration


def expire_due(keep_on: Callable[[], bool]) -> None:
    """End the offers whose hour has passed, and serve the next; one transaction for each edition."""
    due = (
        select(Registration.edition_id)
        .join(Registration.edition)
        .where(
            Registration.status == Status.OFFERED,
            Registration.offer_until <= now(),
            Edition.postponed_at.is_(None),
        )
    )
    for number in sorted(set(db.session.scalars(due.distinct()))):
        if not keep_on():
            return
        with transaction():
            expire(Edition.locked(number))


def expire(edition: Edition) -> None:
    """End this edition's offers whose hour has passed, under its lock; the next are served.

    Whoever could not be told, by no fault of theirs, loses neither the turn nor the registration: this once the others
    are asked first. While there is no date no hour passes.
    """
    if edition.is_postponed:
        return
    due = select(Registration).where(
        Registration.edition_id == edition.id,
        Registration.status == Status.OFFERED,
        Registration.offer_until <= now(),
    )
    silent = db.session.scalars(due.order_by(Registration.id)).all()
    heard_by = {one.group_key or one.about for one in silent if _was_told(one)}
    unheard = [one for one in silent if (one.group_key or one.about) not in heard_by]
    for one in silent:
        until_at = one.offer_until.isoformat() if one.offer_until else ""
        if one in unheard and not edition.has_begun(now()):
            _back_to_the_queue(one)
            note(one.about, "registration.offer_unheard", BY_ITSELF, until_at=until_at)
        else:
            strike(one)
            one.cancel_reason = OFFER_ENDED
            offer_emails.offer_expired(one)
            note(one.about, "registration.offer_expired", BY_ITSELF, until_at=until_at)
    fill_free_seats(edition, by=BY_ITSELF, passing_by=unheard)
    fill_free_seats(edition, by=BY_ITSELF)


def _refuse_unless_open(registration: Registration) -> None:
    if registration.is_offered and registration.edition.is_postponed:
        raise OfferSuspended()
    ended = registration.offer_until is not None and registration.offer_until <= now()
    if registration.cancel_reason == OFFER_ENDED or (registration.is_offered and ended):
        raise OfferExpired()
    if not registration.is_offered:
        raise NothingOffered()


def _was_told(registration: Registration) -> bool:
    """Whether the offer may have reached them in time.

    It did not when nobody telephoned, when the mail came back or was refused, or when it went too late to answer.
    """
    told = db.session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.about == registration.about, OutboxMessage.kind.not_in(ON_THEIR_OWN))
        .order_by(OutboxMessage.id.desc())
        .limit(1)
    ).first()
    if told is None or told.status in UNHEARD or (told.status in ON_THE_WAY and told.attempts):
        return False
    last = registration.offer_until
    return told.sent_at is None or last is None or told.sent_at <= last - SHORTEST_OFFER


def _back_to_the_queue(registration: Registration) -> None:
    edition = registration.edition
    edition.offered_count -= 1
    edition.waiting_count += 1
    if registration.queue_number is None:
        edition.last_queue_number += 1
        registration.queue_number = edition.last_queue_number
    registration.status, registration.offer_until = Status.WAITING, None
    db.session.flush()
