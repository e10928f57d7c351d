"""A networking day's bodies as the office looks at them: who answered, who is expected, who has signed up."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.db import db
from app.networking.invite import invitations_to
from app.networking.models import Answer, Invitation
from app.people.models import Organisation, Participant
from app.programme.models import Edition
from app.registration.models import Registration, Status


@dataclass(frozen=True)
class Invited:
    """One body: its invitation, if it has one, and how many of its people are signed up (not cancelled)."""

    organisation: Organisation
    invitation: Invitation | None
    signed_up: int


@dataclass(frozen=True)
class Figures:
    """Of the invited bodies; ``expected`` are delegates announced, or signed up where those are more."""

    invited: int
    yes: int
    no: int
    silent: int
    expected: int


def invited_to(edition: Edition) -> list[Invited]:
    """Every body that was invited or has people signed up, by name."""
    signed_up = _signed_up(edition)
    invitations = {one.organisation_id: one for one in invitations_to(edition)}
    others = select(Organisation).where(Organisation.id.in_(signed_up.keys() - invitations.keys()))
    bodies = [*(one.organisation for one in invitations.values()), *db.session.scalars(others)]
    return [
        Invited(body, invitations.get(body.id), signed_up.get(body.id, 0))
        for body in sorted(bodies, key=lambda body: body.name_key)
    ]


def figures(invited: list[Invited]) -> Figures:
    answers = [one.invitation.answer for one in invited if one.invitation]
    return Figures(
        invited=len(answers),
        yes=answers.count(Answer.YES),
        no=answers.count(Answer.NO),
        silent=answers.count(None),
        expected=sum(
            max(one.signed_up, (one.invitation and one.invitation.delegates_expected) or 0) for one in invited
        ),
    )


def _signed_up(edition: Edition) -> dict[int, int]:
    count = (
        select(Participant.organisation_id, func.count())
        .join(Registration, Registration.participant_id == Participant.id)
        .where(
            Registration.edition_id == edition.id,
            Registration.status != Status.CANCELLED,
            Participant.organisation_id.is_not(None),
        )
        .group_by(Participant.organisation_id)
    )
    return {body: people for body, people in db.session.execute(count) if body}
