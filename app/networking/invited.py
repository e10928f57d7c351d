"""A networking day's bodies as the office looks at them: who answered, who is expected, who has signed up."""

from dataclasses import dataclass

from sqlalchemy import select

from app.db import db
from app.networking.invite import invitations_to
from app.networking.models import Answer, Invitation
from app.people.models import Organisation, Participant
from app.programme.models import Edition
from app.registration.models import Registration, Status


@dataclass(frozen=True)
class Invited:
    """One body: its invitation, if it has one, and its people who have or await a place, by surname."""

    organisation: Organisation
    invitation: Invitation | None
    people: list[Registration]

    @property
    def signed_up(self) -> int:
        return len(self.people)

    @property
    def waiting(self) -> int:
        return sum(one.is_waiting for one in self.people)

    @property
    def named(self) -> int:
        return sum(not one.is_unnamed for one in self.people)

    @property
    def came(self) -> int:
        return sum(one.admitted_at is not None for one in self.people)

    @property
    def present(self) -> list[Registration]:
        """Who has a place: those the morning's list is made of."""
        return [one for one in self.people if one.is_confirmed]


@dataclass(frozen=True)
class Figures:
    """Of the bodies; ``expected`` are delegates announced, or signed up where those are more."""

    invited: int
    yes: int
    no: int
    silent: int
    expected: int
    signed_up: int
    waiting: int
    unnamed: int
    came: int


def invited_to(edition: Edition) -> list[Invited]:
    """Every body that was invited or has people signed up, by name."""
    people = _people_by_body(edition)
    invitations = {one.organisation_id: one for one in invitations_to(edition)}
    others = select(Organisation).where(Organisation.id.in_(people.keys() - invitations.keys()))
    bodies = [*(one.organisation for one in invitations.values()), *db.session.scalars(others)]
    return [
        Invited(body, invitations.get(body.id), people.get(body.id, []))
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
        signed_up=sum(one.signed_up for one in invited),
        waiting=sum(one.waiting for one in invited),
        unnamed=sum(one.signed_up - one.named for one in invited),
        came=sum(one.came for one in invited),
    )


def _people_by_body(edition: Edition) -> dict[int, list[Registration]]:
    """By the body that enrolled them, else by the one that they said they act for."""
    active = (
        select(Registration)
        .join(Registration.participant)
        .where(Registration.edition_id == edition.id, Registration.status != Status.CANCELLED)
        .order_by(Registration.is_unnamed, Participant.sort_key, Registration.id)
    )
    found: dict[int, list[Registration]] = {}
    for registration in db.session.scalars(active):
        body = registration.organisation_id or registration.participant.organisation_id
        if body:
            found.setdefault(body, []).append(registration)
    return found
