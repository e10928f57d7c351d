"""What people are told about their certificate."""

from flask_babel import force_locale
from flask_babel import gettext as _

from app.certificates.models import Certificate
from app.outbox.enqueue import enqueue
from app.registration.links import manage_url


def issued(certificate: Certificate) -> None:
    """Promise the message that says where to download it; no title and no name stand in it."""
    registration = certificate.registration
    with force_locale(registration.language):
        subject = _("Il tuo attestato è pronto")
    enqueue(
        "certificate",
        registration.about,
        to_email=registration.email,
        to_phone=registration.phone,
        to_name=registration.participant.name,
        language=registration.language,
        subject=subject,
        facts={
            "manage_url": manage_url(registration),
            "download_url": f"{manage_url(registration)}/attestato.pdf",
            "number": certificate.full_number,
            "minutes_attended": certificate.facts["minutes_attended"],
            "minutes_held": certificate.facts["minutes_held"],
        },
    )
