"""Two records of one person made one; ``undo_merge`` takes it back."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from flask_babel import format_date
from sqlalchemy import select, update

from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.people.models import Contact, Participant
from app.programme.models import Edition
from app.registration import waiting_list
from app.registration.cancel import strike
from app.registration.merge_refusals import BothPresent, NotTwoPeople, PeopleChangedMeanwhile
from app.registration.models import Merge, Registration, Status


@dataclass(frozen=True)
class Clash:
    """Both records have a place, or wait, in one edition: which registration stays, and which goes."""

    stays: Registration
    goes: Registration

    @property
    def both_present(self) -> bool:
        return self.stays.admitted_at is not None and self.goes.admitted_at is not None


@dataclass(frozen=True)
class Plan:
    """What merging would do: ``moved`` are the registrations of ``gone`` that become ``kept``'s."""

    kept: Participant
    gone: Participant
    moved: list[Registration]
    clashes: list[Clash]


def plan_of(kept: Participant, gone: Participant) -> Plan:
    """What merging ``gone`` into ``kept`` would do; reads only."""
    found = registrations_of(kept.id, gone.id)
    active = defaultdict(list)
    for registration in found:
        if not registration.is_cancelled:
            active[registration.edition_id].append(registration)
    pairs = (sorted(both, key=_the_better_first) for _edition, both in sorted(active.items()) if len(both) > 1)
    return Plan(
        kept,
        gone,
        moved=[registration for registration in found if registration.participant_id == gone.id],
        clashes=[Clash(stays, goes) for stays, goes in pairs],
    )


def _the_better_first(registration: Registration) -> tuple[bool, bool, bool, int, int]:
    """Who came before who did not, a place before an offer, that before the queue, earlier before later."""
    came, has_place = registration.admitted_at is not None, registration.is_confirmed
    return not came, not has_place, not registration.is_offered, registration.queue_number or 0, registration.id


def merge(kept_id: int, gone_id: int, *, by: str) -> Merge:
    """Make the record ``gone_id`` part of ``kept_id``: registrations and contacts move, the kept name stays.

    Where both have a place or wait in one edition, the better stays and the other is struck without a message, and a
    seat that this frees goes to the queue. Whoever signs up later with either's name and contact is the kept person.

    Raises NotTwoPeople, BothPresent, PeopleChangedMeanwhile.
    """
    editions = _lock_editions(kept_id, gone_id)
    kept, gone = lock_people(kept_id, gone_id)
    plan = plan_of(kept, gone)
    if not {registration.edition_id for registration in registrations_of(kept_id, gone_id)} <= editions.keys():
        raise PeopleChangedMeanwhile()
    for clash in plan.clashes:
        if clash.both_present:
            raise BothPresent(**whereabouts(clash.stays.edition))
    facts: dict[str, Any] = {"registrations": [registration.id for registration in plan.moved]}
    facts["struck"] = [_strike(clash.goes, by) for clash in plan.clashes]
    for registration in plan.moved:
        registration.participant = kept
    facts |= _move_contacts(kept, gone)
    facts["took_organisation"] = kept.organisation_id is None and gone.organisation_id is not None
    if facts["took_organisation"]:
        kept.organisation_id, kept.job_title = gone.organisation_id, gone.job_title
    gone.merged_into_id = kept.id
    made = Merge(kept_id=kept.id, gone_id=gone.id, facts=facts, by=by, at=now())
    db.session.add(made)
    db.session.flush()
    note(kept.about, "people.merged", by, gone=gone.id, registrations=len(plan.moved))
    for clash in plan.clashes:
        waiting_list.fill_free_seats(clash.goes.edition, by="sistema")
    return made


def registrations_of(*people: int) -> list[Registration]:
    """All the registrations of these people, by edition."""
    theirs = select(Registration).where(Registration.participant_id.in_(people))
    return list(db.session.scalars(theirs.order_by(Registration.edition_id, Registration.id)))


def _lock_editions(*people: int) -> dict[int, Edition]:
    """The editions first and in order, as whoever signs up locks them."""
    wanted = select(Registration.edition_id).where(Registration.participant_id.in_(people)).distinct()
    return {number: Edition.locked(number) for number in sorted(db.session.scalars(wanted))}


def lock_people(kept_id: int, gone_id: int) -> tuple[Participant, Participant]:
    """Both records and all their contacts, fresh, until the transaction ends. Raises NotTwoPeople."""
    both = select(Participant).where(Participant.id.in_([kept_id, gone_id])).order_by(Participant.id)
    found = {
        person.id: person
        for person in db.session.scalars(
            both.with_for_update(key_share=True), execution_options={"populate_existing": True}
        )
    }
    if len(found) != 2 or any(person.merged_into_id or person.forgotten_at for person in found.values()):
        raise NotTwoPeople()
    db.session.scalars(select(Contact.id).where(Contact.participant_id.in_(found)).with_for_update()).all()
    return found[kept_id], found[gone_id]


def _strike(registration: Registration, by: str) -> dict[str, Any]:
    """Strike it, and say how it was."""
    before = {
        "registration": registration.id,
        "status": registration.status,
        "queue_number": registration.queue_number,
        "calendar_sequence": registration.calendar_sequence,
        "taken_before": registration.edition.taken_count,
        "offer_until": registration.offer_until and registration.offer_until.isoformat(),
    }
    strike(registration)
    note(registration.about, "registration.struck_as_double", by)
    return before


def _move_contacts(kept: Participant, gone: Participant) -> dict[str, list[int]]:
    """Give ``kept`` all contacts, and let it be recognised by either name with either's contacts."""
    own, moved = ([contact.id for contact in person.contacts] for person in (kept, gone))
    held = {contact.value for person in (kept, gone) for contact in person.contacts}
    names = {key for key in (kept.name_key, gone.name_key) if key}
    db.session.execute(update(Contact).where(Contact.id.in_(moved)).values(participant_id=kept.id))
    shared = select(Contact.name_key, Contact.value).where(Contact.name_key.in_(names), Contact.value.in_(held))
    taken = {(key, value) for key, value in db.session.execute(shared)}
    added = [
        Contact(participant_id=kept.id, name_key=key, value=value)
        for key in sorted(names)
        for value in sorted(held)
        if (key, value) not in taken
    ]
    db.session.add_all(added)
    db.session.flush()
    for person in (kept, gone):
        db.session.expire(person, ["contacts"])
    return {"own_contacts": own, "contacts": moved, "added_contacts": [contact.id for contact in added]}


def whereabouts(edition: Edition) -> dict[str, str]:
    """The code and the first day, as refusals say them."""
    day = edition.meetings[0].day if edition.meetings else edition.programme.first_on
    return {"code": edition.code, "day": format_date(day, "dd/MM/yyyy")}


def active_in(edition: Edition, person: Participant) -> Registration | None:
    """The registration of ``person`` in ``edition`` that is not cancelled, if any."""
    theirs = select(Registration).where(
        Registration.edition_id == edition.id,
        Registration.participant_id == person.id,
        Registration.status != Status.CANCELLED,
    )
    return db.session.scalars(theirs).one_or_none()
