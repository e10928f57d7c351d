"""How many registrations one person may keep open at once in a half-year."""

from sqlalchemy import select

from app.db import db
from app.lib.clock import now
from app.people.models import Contact, Participant
from app.programme.models import Edition, Programme
from app.registration.models import Registration, Status
from app.registration.refusals import TooManyOpen


def refuse_too_many(programme: Programme, participant: Participant) -> None:
    """Raises TooManyOpen when this person already has as many open registrations as the half-year's rules let them.

    The person is locked first, so that two sign-ups at once do not both take the last one.
    """
    most = programme.most_open_registrations
    if most is None:
        return
    db.session.execute(select(Participant.id).where(Participant.id == participant.id).with_for_update())
    if len(open_of(programme, participant)) >= most:
        raise TooManyOpen(most=most)


def open_of(programme: Programme, participant: Participant) -> list[Registration]:
    """The registrations, with a seat or in a queue, of this person in editions that are neither over nor called off.

    A namesake with one of the same contacts is the same person here: a second record must not be a way round.
    """
    contacts = select(Contact.value).where(Contact.participant_id == participant.id)
    same = select(Contact.participant_id).where(Contact.name_key == participant.name_key, Contact.value.in_(contacts))
    held = (
        select(Registration)
        .join(Registration.edition)
        .where(
            Edition.programme_id == programme.id,
            Edition.cancelled_at.is_(None),
            Registration.status != Status.CANCELLED,
            (Registration.participant_id == participant.id) | Registration.participant_id.in_(same),
        )
    )
    return [one for one in db.session.scalars(held) if not one.edition.is_over(now())]
