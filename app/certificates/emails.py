"""What people are told about their certificate."""

from app.certificates.models import Certificate
from app.outbox.enqueue import enqueue
from app.registration.links import manage_url


def issued(certificate: Certificate) -> None:
    """Promise the message that says where to download it; no title and no name that a visitor typed stand in it."""
    registration = certificate.registration
    enqueue(
        "certificate",
        registration.about,
        to_email=registration.email,
        to_phone=registration.phone,
        to_name=registration.participant.name,
        language=registration.language,
        facts={
            "first_name": "" if registration.typed_by_stranger else registration.participant.first_name,
            "manage_url": manage_url(registration),
            "download_url": f"{manage_url(registration)}/attestato.pdf",
            "number": certificate.full_number,
            "minutes_attended": certificate.facts["minutes_attended"],
            "minutes_held": certificate.facts["minutes_held"],
        },
    )
