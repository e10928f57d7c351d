"""Bodies that the office knows, and what they answer when it invites them to a networking day."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select

from app.db import db, transaction
from app.demo import people
from app.lib import clock
from app.networking.bodies import keep
from app.networking.delegates import enrol
from app.networking.invite import answer, invitations_to, invite, send
from app.networking.models import THE_BODY
from app.people.models import Organisation, Relation
from app.programme.models import Edition

WORK_WITH_US = 10  # of them; the others would like to
BY_TELEPHONE = 16  # the number of the one that has no e-mail
COMING = (1, 2, 3, 4, 5, 6, 7, 8, 9)
NOT_COMING = (13, 14)
WITH_DELEGATES = (1, 4, 7)  # of those that come: one delegate by name, one whose name comes later
SENT = timedelta(days=25)  # before today
WORDS = "Come ogni semestre ci troviamo per una mattina, chi lavora già con noi e chi vorrebbe cominciare."


def know(*, by: str) -> list[Organisation]:
    """Write down every body, and how to reach it."""
    return [keep(None, facts, by=by) for facts in _facts()]


def _facts() -> Iterator[dict[str, str | None]]:
    for number, (name, person) in enumerate(zip(people.BODIES, people.people(99), strict=False), start=1):
        by_phone = number == BY_TELEPHONE
        yield {
            "name": name,
            "contact_name": f"{person.first_name} {person.last_name}",
            "email": None if by_phone else f"segreteria{number:02}@example.org",
            "phone": f"+39333000{9000 + number}" if by_phone else None,
            "relation": Relation.WORKS_WITH_US if number <= WORK_WITH_US else Relation.WOULD_LIKE_TO,
        }


def invite_all(edition: Edition, known: list[int], today: datetime, *, by: str) -> None:
    """Write to the bodies ``known``, by their ids; some will come, some will not, some have not answered yet."""
    sent = today - SENT
    with transaction(), clock.at(sent):
        invite(edition, db.session.scalars(select(Organisation).where(Organisation.id.in_(known))), by=by)
        send(edition, WORDS, again=False, by=by)
    for number, invitation in enumerate(invitations_to(edition), start=1):
        if number in COMING + NOT_COMING:
            comes = number in COMING
            with transaction(), clock.at(sent + timedelta(days=number)):
                answer(invitation, comes, 1 + number % 3 if comes else 0, by=THE_BODY)
                if number in WITH_DELEGATES:
                    enrol(invitation, [next(people.people(number)), None], by=THE_BODY)
