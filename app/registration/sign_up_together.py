"""Several people who sign up at once on one contact: a family, a shelter."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from app.errors import Refused
from app.lib.codes import random_code
from app.programme.models import Edition
from app.registration.models import Registration, Source
from app.registration.refusals import AlreadyRegistered
from app.registration.send_again import send_again
from app.registration.sign_up import (
    Person,
    active_registration,
    by_request,
    enter,
    known_by,
    refuse_when_closed,
    request_of,
    seat_or_queue,
)

MOST_PEOPLE = 8  # in one sign-up


class OneOfThemRefused(Refused):
    """Nobody was signed up, because of the person at ``position`` (from 1); ``reason`` is the refusal of that one."""

    message = _l("Persona %(position)s: %(reason)s")

    def __init__(self, position: int, reason: Refused) -> None:
        super().__init__(position=position, reason=reason)
        self.position, self.reason, self.status = position, reason, reason.status


class GroupTooLarge(Refused):
    message = _l(
        "Qui ci sono %(places)s posti in tutto: non potete avere il posto tutti insieme. Scegliete ognuno per sé."
    )


def sign_up_together(
    edition_id: int,
    people: Sequence[Person],
    *,
    together: bool = False,
    source: Source = Source.WEB,
    by: str = "pubblico",
    request_key: str | None = None,
    privacy_version: str | None = None,
    quietly: bool = False,
) -> list[Registration]:
    """Sign ``people`` up, all or none, each with a registration, a ticket and a message of their own, in their order.

    ``together``: they share a group key, and the queue gives them places together or not yet. The same ``request_key``
    gives those registrations again that it has made. ``quietly``: whoever is in the edition already is sent again what
    they have, and the others are signed up, as if it were the first time for all: what is returned are the new ones.

    Raises what ``sign_up`` raises for one person alone, and OneOfThemRefused for one of several; SignUpClosed for all;
    GroupTooLarge for more people together than there will ever be places.
    """
    edition = Edition.locked(edition_id)
    requests = [request_of(request_key, edition_id, person, source) for person in people]
    made = [by_request(request) for request in requests]
    if not all(made):
        refuse_when_closed(edition, source)
        if together and len(people) > edition.places:
            raise GroupTooLarge(places=edition.places)
    group_key = random_code().lower() if together and len(people) > 1 else None
    registrations: list[Registration] = []
    newcomers: list[Registration] = []
    for position, (person, request, before) in enumerate(zip(people, requests, made, strict=True), start=1):
        if before:
            registrations.append(before)
            continue
        try:
            one = enter(
                edition,
                person,
                source=source,
                request=request,
                privacy_version=privacy_version,
                group_key=group_key,
            )
        except AlreadyRegistered as refusal:
            if not quietly:
                raise _of(position, refusal, people) from refusal
            _remind(edition, person, source, newcomers)
        except Refused as refusal:
            raise _of(position, refusal, people) from refusal
        else:
            registrations.append(one)
            newcomers.append(one)
    seat_or_queue(edition, newcomers, by=by)
    return registrations


def _of(position: int, refusal: Refused, people: Sequence[Person]) -> Refused:
    return OneOfThemRefused(position, refusal) if len(people) > 1 else refusal


def _remind(edition: Edition, person: Person, source: Source, newcomers: list[Registration]) -> None:
    """Whoever was typed twice in one form is told once, when all are in."""
    known = active_registration(edition, person, known_by(edition, person, source))
    if known and known not in newcomers:
        send_again(known)
