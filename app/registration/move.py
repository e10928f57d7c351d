"""Going to another date of the same lab: the place one has is given up only when the other one is held."""

import logging
from collections.abc import Callable, Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload, selectinload

from app.db import db, transaction
from app.errors import Refused
from app.journal.note import note
from app.lib.clock import now
from app.programme import catalogue
from app.programme.models import Edition
from app.registration import limits, waiting_list
from app.registration.cancel import strike
from app.registration.models import MOVED, Registration, Source, Status
from app.registration.refusals import AlreadyAdmitted, AlreadyRegistered, EditionOver, SignUpClosed
from app.registration.second_thoughts import moved_away
from app.registration.sign_up import refuse_when_over, unheard_code

PUBLIC = "pubblico"

log = logging.getLogger(__name__)


class NotTheSameLab(Refused):
    message = _l("Si può cambiare data solo nello stesso laboratorio. Per un altro, fai una nuova iscrizione.")


class NothingToMove(Refused):
    message = _l("Questa iscrizione è annullata: non c'è una data da cambiare. Puoi iscriverti di nuovo.")


class AlreadyMoving(Refused):
    message = _l(
        "Aspetti già un posto in un'altra data. Per sceglierne una diversa, prima esci da quella lista d'attesa."
    )


def elsewhere(registration: Registration) -> list[Edition]:
    """The other dates of the same lab that this person may move to by themselves, soonest first."""
    return [other for other in open_to_staff(registration) if other.accepts_sign_ups(now())]


def open_to_staff(registration: Registration) -> list[Edition]:
    """The same for staff, who are not held to the sign-up window."""
    if not may_move(registration):
        return []
    taken = select(Registration.edition_id).where(
        Registration.participant_id == registration.participant_id, Registration.status != Status.CANCELLED
    )
    theirs, here = set(db.session.scalars(taken)), registration.edition
    return [
        other
        for other in catalogue.public_editions(here.programme)
        if other.activity_id == here.activity_id
        and other.id not in theirs
        and not (other.is_cancelled or other.is_postponed or other.is_over(now()))
    ]


def those_with_other_dates(registrations: Sequence[Registration]) -> set[int]:
    """The numbers of those for which ``elsewhere`` finds something, in a fixed number of queries."""
    labs = {one.edition.activity_id for one in registrations}
    dates = db.session.scalars(
        select(Edition)
        .where(Edition.activity_id.in_(labs), Edition.is_draft.is_(False))
        .options(selectinload(Edition.meetings), joinedload(Edition.programme))
    ).all()
    open_ones = [date for date in dates if date.accepts_sign_ups(now())]
    moving = {one.replaces_id for one in registrations if not one.is_cancelled}
    taken = {(one.participant_id, one.edition_id) for one in registrations if not one.is_cancelled}
    return {
        one.id
        for one in registrations
        if not (one.is_cancelled or one.admitted_at or one.edition.is_over(now()) or one.id in moving)
        if any(
            date.activity_id == one.edition.activity_id
            and date.programme_id == one.edition.programme_id
            and (one.participant_id, date.id) not in taken
            for date in open_ones
        )
    }


def may_move(registration: Registration) -> bool:
    over = registration.edition.is_over(now())
    return not (registration.is_cancelled or registration.admitted_at or over or waits_elsewhere(registration))


def waits_elsewhere(registration: Registration) -> Registration | None:
    """The registration, not cancelled, for which this one is to be given up."""
    newer = select(Registration).where(
        Registration.replaces_id == registration.id, Registration.status != Status.CANCELLED
    )
    return db.session.scalars(newer.limit(1)).first()


def move_to(registration: Registration, edition: Edition, by: str = PUBLIC) -> Registration:
    """A place in ``edition`` instead of the one of ``registration``, or a turn in its queue; returns the new one.

    With a place at once the old one is given up in the same transaction; else it stays until the queue gives the new
    one (``release_replaced``). Access needs, contacts and the rest go along; a group is not moved with it. The public
    is held to the sign-up window.

    Raises NothingToMove, AlreadyAdmitted, AlreadyMoving, NotTheSameLab, AlreadyRegistered, EditionOver, SignUpClosed,
    EditionCancelled, EditionPostponed, EditionNotShown, TooManySignUps.
    """
    old_edition, new_edition = _locked(registration.edition_id, edition.id)
    db.session.refresh(registration)
    _refuse_to_leave(registration, old_edition)
    if new_edition.activity_id != old_edition.activity_id or new_edition is old_edition:
        raise NotTheSameLab()
    if by == PUBLIC and not new_edition.accepts_sign_ups(now()):
        raise SignUpClosed()
    if by == PUBLIC:
        limits.refuse_too_many_messages(registration)
    refuse_when_over(new_edition)
    if _is_in(new_edition, registration):
        raise AlreadyRegistered()
    new = _in_its_stead(registration, new_edition)
    db.session.add(new)
    waiting_list.join(new)
    waiting_list.fill_free_seats(new_edition, by=by, newcomers=[new])
    note(registration.about, "registration.moving", by, code=new_edition.code)
    if new.is_confirmed:
        _release(registration, new)
    elif new.is_waiting:
        waiting_list.say_waiting(new, by)
    return new


def release_replaced(keep_on: Callable[[], bool] = lambda: True) -> int:
    """Give up every place whose owner has the other one by now; returns how many. One transaction each."""
    released = 0
    for number in _replacing():
        if not keep_on():
            break
        try:
            with transaction():
                released += _release_if_replaced(number)
        except Refused as refusal:
            log.warning("what registration %s replaces is not given up yet: %s", number, refusal)
    return released


def _replacing() -> list[int]:
    """The confirmed registrations whose predecessors are still somebody's, by number."""
    old = aliased(Registration)
    found = (
        select(Registration.id)
        .join(old, Registration.replaces_id == old.id)
        .where(
            Registration.status == Status.CONFIRMED,
            old.status != Status.CANCELLED,
            old.admitted_at.is_(None),
        )
    )
    numbers = list(db.session.scalars(found.order_by(Registration.id)))
    db.session.rollback()
    return numbers


def _release_if_replaced(number: int) -> bool:
    new = db.session.get_one(Registration, number)
    old = new.replaces
    if old is None:
        return False
    _locked(old.edition_id, new.edition_id)
    db.session.refresh(new)
    db.session.refresh(old)
    if not new.is_confirmed or old.is_cancelled or old.admitted_at or old.edition.is_over(now()):
        return False
    _release(old, new)
    return True


def _release(old: Registration, new: Registration) -> None:
    """Give the old place up, with the withdrawal of its calendar entry; the seat goes to the head of its queue.

    The message about the new place has said so already: only a calendar needs to be told, and only a mail tells it.
    """
    had_a_place = old.confirmed_at is not None
    strike(old)
    old.cancel_reason = MOVED
    if had_a_place and old.email:
        moved_away(old)
    note(old.about, "registration.moved_away", "sistema", code=new.edition.code)
    waiting_list.fill_free_seats(old.edition, by="sistema")


def _locked(first: int, second: int) -> tuple[Edition, Edition]:
    """Both editions, in the order asked for, locked in the order of their numbers."""
    held = {number: Edition.locked(number) for number in sorted({first, second})}
    return held[first], held[second]


def _refuse_to_leave(registration: Registration, edition: Edition) -> None:
    if registration.is_cancelled:
        raise NothingToMove()
    if registration.admitted_at:
        raise AlreadyAdmitted()
    if edition.is_over(now()):
        raise EditionOver()
    if waits_elsewhere(registration):
        raise AlreadyMoving()


def _is_in(edition: Edition, registration: Registration) -> bool:
    there = select(Registration.id).where(
        Registration.edition_id == edition.id,
        Registration.participant_id == registration.participant_id,
        Registration.status != Status.CANCELLED,
    )
    return db.session.scalar(there.limit(1)) is not None


def _in_its_stead(old: Registration, edition: Edition) -> Registration:
    return Registration(
        edition=edition,
        participant=old.participant,
        replaces=old,
        ticket_code=unheard_code(edition),
        email=old.email,
        phone=old.phone,
        language=old.language,
        access_needs=list(old.access_needs),
        referral=old.referral,
        last_minute=old.last_minute,
        organisation_id=old.organisation_id,
        is_unnamed=old.is_unnamed,
        source=Source(old.source),
        privacy_version=old.privacy_version,
        created_at=now(),
        status=Status.WAITING,
    )
