"""Whether a certificate is genuine, and whether it is somebody's, asked by whoever holds the paper."""

import hmac
from datetime import timedelta

from sqlalchemy import func, select

from app.certificates.facts import digest, name_mac
from app.certificates.models import Certificate, NameCheck
from app.certificates.refusals import FactsAltered, TooManyNames
from app.db import db
from app.lib.clock import now
from app.lib.codes import normalised

TRIES = 5  # names, per certificate and window
WINDOW = timedelta(hours=1)


def certificate_of_code(code: str) -> Certificate | None:
    """The certificate whose paper says ``code``, however it was typed.

    Raises FactsAltered when what it states is not what was issued: better no answer than a false one.
    """
    found = db.session.scalars(select(Certificate).where(Certificate.code == normalised(code))).one_or_none()
    if found and not hmac.compare_digest(digest(found.facts), found.facts_sha256):
        raise FactsAltered()
    return found


def replacement_of(certificate: Certificate) -> Certificate | None:
    """The valid certificate that took a revoked one's place, if any."""
    same = select(Certificate).where(
        Certificate.registration_id == certificate.registration_id, Certificate.revoked_at.is_(None)
    )
    return None if certificate.is_valid else db.session.scalars(same).one_or_none()


def is_name_of(certificate: Certificate, typed: str) -> bool:
    """Whether ``typed`` is the name on the certificate, whatever its accents, capitals and order; counts the try.

    Raises TooManyNames after five tries in an hour.
    """
    locked = select(Certificate.id).where(Certificate.id == certificate.id).with_for_update()
    db.session.execute(locked)  # tries that arrive together are counted one after the other
    recent = select(func.count(NameCheck.id)).where(
        NameCheck.certificate_id == certificate.id, NameCheck.at > now() - WINDOW
    )
    if (db.session.scalar(recent) or 0) >= TRIES:
        raise TooManyNames(tries=TRIES)
    db.session.add(NameCheck(certificate_id=certificate.id, at=now()))
    db.session.flush()
    return hmac.compare_digest(certificate.name_mac, name_mac(certificate.code, typed))
