"""A half-year gone by, whose registers teach how many of those with a place come."""

from datetime import date, time, timedelta

from app.db import db, transaction
from app.lib.clock import from_rome
from app.people.find_or_add import find_or_add
from app.programme.models import Edition, Meeting, Programme
from app.registration.models import Registration, Source, Status

PEOPLE = 10


def past_registers_of(like: Edition, editions: int = 6, came: int = 6) -> Programme:
    """So many editions of the lab of ``like``, in the half-year before; ``came`` of ten people to each."""
    with transaction() as session:
        past = Programme(
            slug="2026-2",
            title="Autunno 2026",
            first_on=date(2026, 9, 1),
            last_on=date(2026, 12, 31),
            status="archived",
            published_at=from_rome(date(2026, 8, 20), time(9)),
            updated_at=from_rome(date(2026, 12, 31), time(12)),
        )
        session.add(past)
        session.flush()
        for week in range(editions):
            _edition(past, like, date(2026, 10, 6) + timedelta(days=7 * week), f"P-{week}", came)
    return past


def _edition(past: Programme, like: Edition, day: date, code: str, came: int) -> None:
    first = like.meetings[0]
    held = Meeting(
        venue_id=first.venue_id,
        room_id=first.room_id,
        starts_at=from_rome(day, time(9, 30)),
        ends_at=from_rome(day, time(12, 30)),
    )
    edition = Edition(
        programme_id=past.id,
        activity_id=like.activity_id,
        code=code,
        slug=code.lower(),
        seats=PEOPLE,
        confirmed_count=PEOPLE,
        ticket_key=code.encode().ljust(32, b"."),
        updated_at=held.ends_at,
        closed_at=held.ends_at,
        meetings=[held],
    )
    db.session.add(edition)
    for number in range(PEOPLE):
        db.session.add(
            Registration(
                edition=edition,
                participant=find_or_add("Persona", f"{code} {number}", []),
                status=Status.CONFIRMED,
                source=Source.STAFF,
                ticket_code=f"{code}{number}".replace("-", "0").ljust(16, "0"),
                created_at=held.starts_at - timedelta(days=9),
                admitted_at=held.starts_at if number < came else None,
            )
        )
