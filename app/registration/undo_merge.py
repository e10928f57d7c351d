"""Two records that were one again."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.people.models import Contact, Participant
from app.programme.models import Edition
from app.registration import waiting_list
from app.registration.merge_participants import active_in, whereabouts
from app.registration.merge_refusals import (
    MergedFurther,
    PersonForgotten,
    RegisteredAgain,
    RegistersClosedMeanwhile,
    SeatGivenAway,
)
from app.registration.models import Merge, Registration, Status


def undo_merge(number: int, *, by: str) -> Merge:
    """Take a merge back: registrations, contacts and places in the queue are as they were.

    What was done since stays with the kept person, but for contacts that only the other's name or record explains. A
    place struck in an edition that was called off since stays struck. Undoing twice is undoing once.

    Raises MergedFurther, PersonForgotten, SeatGivenAway, RegistersClosedMeanwhile, RegisteredAgain.
    """
    editions = _lock_editions(db.session.get_one(Merge, number))
    made, kept, gone = _lock(number)
    if made.undone_at:
        return made
    _refuse_impossible(made, kept, gone)
    moved = set(made.facts["registrations"])
    for registration in _registrations(moved):
        if registration.participant_id == kept.id:
            registration.participant = gone
    db.session.flush()
    _give_contacts_back(made, kept, gone)
    if made.facts["took_organisation"] and kept.organisation_id == gone.organisation_id:
        kept.organisation_id, kept.job_title = None, None
    gone.merged_into_id = None
    made.undone_at = now()
    for struck in made.facts["struck"]:
        _restore(struck, gone if struck["registration"] in moved else kept, by)
    note(kept.about, "people.unmerged", by, gone=gone.id)
    for edition in editions:
        waiting_list.fill_free_seats(edition, by="sistema")
    return made


def _lock_editions(made: Merge) -> list[Edition]:
    """The editions in which a place was struck, in order."""
    struck = _registrations({struck["registration"] for struck in made.facts["struck"]})
    return [Edition.locked(number) for number in sorted({registration.edition_id for registration in struck})]


def _lock(number: int) -> tuple[Merge, Participant, Participant]:
    """The merge and both records, fresh, until the transaction ends."""
    fresh = {"populate_existing": True}
    made = db.session.scalars(select(Merge).where(Merge.id == number).with_for_update(), execution_options=fresh).one()
    both = select(Participant).where(Participant.id.in_([made.kept_id, made.gone_id])).order_by(Participant.id)
    found = db.session.scalars(both.with_for_update(key_share=True), execution_options=fresh).all()
    people = {person.id: person for person in found}
    return made, people[made.kept_id], people[made.gone_id]


def _refuse_impossible(made: Merge, kept: Participant, gone: Participant) -> None:
    later = select(Merge.id).where(Merge.kept_id == kept.id, Merge.id > made.id, Merge.undone_at.is_(None))
    if kept.forgotten_at or gone.forgotten_at:
        raise PersonForgotten()
    if kept.merged_into_id or db.session.scalar(later.limit(1)):
        raise MergedFurther()


def _give_contacts_back(made: Merge, kept: Participant, gone: Participant) -> None:
    facts = made.facts
    moved, added = set(facts["contacts"]), set(facts["added_contacts"])
    theirs = {contact.value for contact in kept.contacts if contact.id in moved}
    own = {contact.value for contact in kept.contacts if contact.id in set(facts["own_contacts"])}
    later = [contact for contact in kept.contacts if contact.id not in {*facts["own_contacts"], *moved, *added}]
    under_their_name = {contact.id for contact in later if contact.name_key == gone.name_key != kept.name_key}
    only_theirs = {contact.id for contact in later if contact.value in theirs - own} - under_their_name
    db.session.execute(delete(Contact).where(Contact.id.in_(added | only_theirs)))
    db.session.execute(
        update(Contact)
        .where(Contact.id.in_(moved | under_their_name), Contact.participant_id == kept.id)
        .values(participant_id=gone.id)
    )
    for person in (kept, gone):
        db.session.expire(person, ["contacts"])


def _restore(struck: dict[str, Any], owner: Participant, by: str) -> None:
    """Give back the place, or the place in the queue, that the merge struck."""
    registration = db.session.get_one(Registration, struck["registration"])
    edition = registration.edition
    if edition.is_cancelled:
        return
    if edition.is_closed:
        raise RegistersClosedMeanwhile(**whereabouts(edition))
    if active_in(edition, owner):
        raise RegisteredAgain(**whereabouts(edition))
    status = _status_again(struck)
    taken_before = struck["taken_before"] if "taken_before" in struck else struck["confirmed_before"]
    if status != Status.WAITING and edition.taken_count >= max(edition.places, taken_before):
        raise SeatGivenAway(**whereabouts(edition))
    if status == Status.CONFIRMED:
        edition.confirmed_count += 1
    elif status == Status.OFFERED:
        edition.offered_count += 1
    else:
        edition.waiting_count += 1
    registration.status = status
    registration.queue_number = struck["queue_number"]
    registration.calendar_sequence = struck["calendar_sequence"]
    registration.cancelled_at = None
    db.session.flush()
    note(registration.about, "registration.restored", by)


def _status_again(struck: dict[str, Any]) -> Status:
    """What it was; an offer whose hour has passed since is a turn in the queue again, as it was before."""
    status = Status(struck["status"])
    until = struck.get("offer_until")
    is_past = status == Status.OFFERED and until is not None and datetime.fromisoformat(until) <= now()
    return Status.WAITING if is_past and struck["queue_number"] is not None else status


def _registrations(numbers: set[int]) -> list[Registration]:
    return list(db.session.scalars(select(Registration).where(Registration.id.in_(numbers))))


def merges_into(person: Participant) -> list[Merge]:
    """The merges into ``person`` that stand, the latest first."""
    standing = select(Merge).where(Merge.kept_id == person.id, Merge.undone_at.is_(None))
    return list(db.session.scalars(standing.order_by(Merge.id.desc())))
