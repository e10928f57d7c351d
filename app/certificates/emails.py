"""What people are told about their certificate."""

from app.certificates.models import Certificate
from app.outbox.enqueue import enqueue
from app.registration.emails import addressee, greeted
from app.registration.links import manage_url


def certificate(issued: Certificate) -> None:
    """Promise the message that says where to download it; no reserved title and no name typed by a visitor is in it."""
    registration = issued.registration
    enqueue(
        "certificate",
        registration.about,
        **addressee(registration),
        facts={
            "title": issued.facts["title"],
            "first_name": greeted(registration),
            "manage_url": manage_url(registration),
            "download_url": f"{manage_url(registration)}/attestato.pdf",
            "number": issued.full_number,
            "minutes_attended": issued.facts["minutes_attended"],
            "minutes_held": issued.facts["minutes_held"],
        },
    )
