from app.certificates.issue import valid_certificates
from app.certificates.refusals import CertificatesStand
from app.journal.note import note
from app.programme.models import Edition


def reopen(edition: Edition, by: str) -> Edition:
    """Open the registers again, so that presences can be corrected. Doing it twice is doing it once.

    It lives here and not with the registers because certificates may stand in the way. Raises CertificatesStand.
    """
    edition = Edition.locked(edition.id)
    if not edition.is_closed:
        return edition
    if valid_certificates(edition):
        raise CertificatesStand()
    edition.closed_at = None
    note(edition.about, "edition.reopened", by)
    return edition
