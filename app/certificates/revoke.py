from app.certificates.models import Certificate
from app.certificates.refusals import RevocationReasonMissing
from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.lib.names import tidy
from app.programme.models import Edition

LONGEST_REASON = 200  # letters


def revoke(certificate: Certificate, reason: str, by: str) -> None:
    """Take the certificate back for ``reason``: its page says that it no longer stands, and a new one may be issued.

    Revoking twice is revoking once. Raises RevocationReasonMissing.
    """
    Edition.locked(certificate.registration.edition_id)
    db.session.refresh(certificate)
    if not certificate.is_valid:
        return
    reason = tidy(reason)[:LONGEST_REASON]
    if not reason:
        raise RevocationReasonMissing()
    certificate.revoked_at, certificate.revoked_reason = now(), reason
    note(certificate.registration.about, "certificate.revoked", by, number=certificate.full_number, reason=reason)
    db.session.flush()
