"""What the sample needs of mails, accounts, and people who are there twice."""

from datetime import timedelta

from sqlalchemy import select

from app.db import db, transaction
from app.languages.offered import switch_on
from app.lib.clock import now
from app.lib.languages import DRAFTED
from app.outbox import claims
from app.outbox.models import Delivery, OutboxMessage
from app.people.find_or_add import find_or_add
from app.programme.models import Edition
from app.registration import links
from app.registration.merge_participants import merge
from app.registration.models import Registration
from app.registration.offers import reserve
from app.registration.person import Person
from app.staff import accounts, sessions
from app.staff.models import Role, Staff

BY = "prove"
ADMIN, LEADER = "amministra@example.org", "conduce@example.org"


def every_language_on() -> None:
    """The public may choose any of the ten languages."""
    with transaction():
        for language in DRAFTED:
            switch_on(language, by=BY)


def signed_in(office: str, name: str) -> dict[str, str]:
    """Cookies of the office and of who administers, and somebody who leads, called ``name``."""
    with transaction():
        staff = db.session.scalars(select(Staff).where(Staff.email == office)).one()
        admin = accounts.add(ADMIN, Role.ADMIN, "una password da prove", by=BY, name="Amministra Tutto")
        leader = accounts.add(LEADER, Role.FACILITATOR, "una password da prove", by=BY, name=name)
        accounts.grant(leader, "edition/2027-1/uff-1", by=BY)
        db.session.flush()
        return {
            "staff_cookie": sessions.begin(staff),
            "admin_cookie": sessions.begin(admin),
            "admin": str(admin.id),
            "leader": str(leader.id),
        }


def two_records_of(double: Registration, first: Registration, second: Registration) -> dict[str, str]:
    """A person and a record that is theirs too; ``second`` is one that another went into already."""
    with transaction():
        kept = second.participant
        gone = find_or_add("Maria", "dell'Assunta", ["+390516543812", "maria@example.org"])
        db.session.flush()
        made = merge(kept.id, gone.id, by=BY)
    return {
        "person": str(first.participant_id),
        "double": str(double.participant_id),
        "merged": str(second.participant_id),
        "merge": str(made.id),
    }


def held_in(edition: Edition, person: Person) -> dict[str, str]:
    """A place that is held for ``person``."""
    with transaction():
        held = reserve(edition.id, person, now() + timedelta(days=1), by=BY, over_seats=True)
        return {"held": str(held.id), "held_token": links.token_of(held)}


def fail_some(host: str) -> None:
    """Two mails that the post refused, one that may have gone."""
    for number, message_id in enumerate(claims.due()[:3]):
        message = claims.claim(message_id)
        assert message
        if number:
            claims.give_up(message, f"550 5.1.1 <{host}@example.org>: Recipient address rejected: User unknown")
        else:
            claims.hand_over(message)
            claims.try_again(message, (10,), "TimeoutError: timed out", in_doubt=True)


def messages() -> dict[str, str]:
    """A message that was refused, one that has gone, and somebody who is to be called."""
    wanted = {"failed": Delivery.FAILED, "sent": Delivery.SENT, "to_call": Delivery.TO_CALL}
    named = {
        name: select(OutboxMessage.id).where(OutboxMessage.status == status).order_by(OutboxMessage.id.desc()).limit(1)
        for name, status in wanted.items()
    }
    return {name: str(db.session.scalars(query).one()) for name, query in named.items()}
