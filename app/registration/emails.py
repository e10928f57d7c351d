"""What people are told about their registration; every function promises one message."""

from app.outbox.enqueue import enqueue
from app.registration.models import Registration


def confirmed(registration: Registration) -> None:
    _send("confirmed", registration)


def waiting(registration: Registration) -> None:
    _send("waiting", registration)


def promoted(registration: Registration) -> None:
    _send("promoted", registration)


def cancelled(registration: Registration) -> None:
    _send("cancelled", registration)


def changed(registration: Registration, before: list[dict[str, str]]) -> None:
    """Date, time or place changed; ``before`` is what ``places_and_times`` gave before the change."""
    _send("changed", registration)


def edition_cancelled(registration: Registration) -> None:
    _send("edition_cancelled", registration)


def _send(kind: str, registration: Registration) -> None:
    enqueue(
        kind,
        registration.about,
        to_email=registration.email,
        to_phone=registration.phone,
        to_name=registration.participant.name,
        language=registration.language,
        subject=kind,
        facts={},
    )
