"""A networking day with bodies invited to it."""

from collections.abc import Callable, Sequence

import pytest

from app.db import transaction
from app.networking import bodies
from app.networking.delegates import enrol
from app.networking.invite import invite, send
from app.networking.models import THE_BODY, Invitation
from app.programme.models import Edition
from app.registration.models import Registration
from app.registration.sign_up import Person
from tests.world import World

BY = "office@example.org"
Enrol = Callable[..., list[Registration]]


class Morning:
    """One networking day and what its bodies do."""

    def __init__(self, world: World, seats: int = 10, most: int | None = None) -> None:
        self.world = world
        self.edition: Edition = world.edition(
            code="NET-1", title="Mattinata di networking", networking=True, seats=seats, most_delegates=most
        )

    def invited(self, name: str, email: str | None = "") -> Invitation:
        """A body, invited by mail at an address of its own unless given (None: it has none)."""
        address = f"{name.lower()}@example.org" if email == "" else email
        with transaction():
            body = bodies.keep(None, {"name": name, "email": address, "phone": "+390516543810"}, by=BY)
            (invitation,) = invite(self.edition, [body], by=BY)
            send(self.edition, "", again=False, by=BY)
        return invitation

    def enrols(self, invitation: Invitation, *people: Person | None, by: str = THE_BODY) -> list[Registration]:
        with transaction():
            return enrol(invitation, people, by=by)


def person(name: str, email: str | None = None) -> Person:
    """«Ada Rossi», with an address of their own or none."""
    return Person(name, "Rossi", email=email)


def statuses(registrations: Sequence[Registration]) -> list[str]:
    return [str(one.status) for one in registrations]


@pytest.fixture
def morning(world: World) -> Morning:
    return Morning(world)
