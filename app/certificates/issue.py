from sqlalchemy import func, select, update
from sqlalchemy.orm import contains_eager

from app.attendance.register import Line, register_of
from app.certificates import emails
from app.certificates.facts import digest, frozen, name_mac
from app.certificates.models import Certificate
from app.certificates.refusals import RegistersOpen
from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.lib.codes import random_code
from app.programme.models import Edition, Programme
from app.registration.models import Registration


def issue(edition: Edition, by: str) -> list[Certificate]:
    """Issue a certificate to everyone on the closed registers who attended enough, and promise them the message.

    Enough is the half-year's share of the minutes held. Who holds a valid certificate already is passed over, so that
    issuing twice is issuing once. Returns the new ones, in the register's order. Raises RegistersOpen.
    """
    _lock_numbers(edition.programme)
    edition = Edition.locked(edition.id)
    if not edition.is_closed:
        raise RegistersOpen(code=edition.code)
    entitled = [
        line
        for line in register_of(edition)
        if is_enough(line.minutes, edition) and not line.registration.is_unnamed  # nobody to certify yet
    ]
    holders = {certificate.registration_id for certificate in valid_certificates(edition)}
    due = [line for line in entitled if line.registration.id not in holders]
    first = _next_number(edition.programme) if due else 1
    return [_issue_one(edition, line, number, by) for number, line in enumerate(due, start=first)]


def is_enough(minutes: int, edition: Edition) -> bool:
    """Whether ``minutes`` of presence reach the half-year's share; no time at all is never enough."""
    share_of, share_in = edition.programme.certificate_share_of, edition.programme.certificate_share_in
    return minutes > 0 and minutes * share_in >= edition.minutes_held * share_of


def valid_certificates(edition: Edition) -> list[Certificate]:
    """The certificates of an edition that stand, by number."""
    return [certificate for certificate in certificates_of(edition) if certificate.is_valid]


def certificates_of(edition: Edition) -> list[Certificate]:
    """All the certificates of an edition, revoked ones too, by number."""
    issued = (
        select(Certificate)
        .join(Certificate.registration)
        .where(Registration.edition_id == edition.id)
        .options(contains_eager(Certificate.registration))
    )
    return list(db.session.scalars(issued.order_by(Certificate.number)))


def certificate_of(registration: Registration) -> Certificate | None:
    """The valid certificate of a registration, if any."""
    return next((issued for issued in _issued_to(registration) if issued.is_valid), None)


def was_revoked(registration: Registration) -> bool:
    """Whether the registration had a certificate that no longer stands."""
    return any(not issued.is_valid for issued in _issued_to(registration))


def _issued_to(registration: Registration) -> list[Certificate]:
    return list(db.session.scalars(select(Certificate).where(Certificate.registration_id == registration.id)))


def _lock_numbers(programme: Programme) -> None:
    """Others who issue for the half-year wait; the programme first, then its editions, as an import locks them."""
    untouched = update(Programme).where(Programme.id == programme.id).values(slug=Programme.slug)
    db.session.execute(untouched, execution_options={"synchronize_session": False})


def _next_number(programme: Programme) -> int:
    """The number after the last of the half-year."""
    last = db.session.scalar(select(func.max(Certificate.number)).where(Certificate.programme_id == programme.id))
    return (last or 0) + 1


def _issue_one(edition: Edition, line: Line, number: int, by: str) -> Certificate:
    facts = frozen(edition, line, f"{edition.programme.slug}/{number:04}")
    code = random_code()
    certificate = Certificate(
        programme=edition.programme,
        registration=line.registration,
        number=number,
        code=code,
        facts=facts,
        facts_sha256=digest(facts),
        name_mac=name_mac(code, facts["name"]),
        issued_at=now(),
        issued_by=by,
    )
    db.session.add(certificate)
    db.session.flush()
    emails.certificate(certificate)
    note(line.registration.about, "certificate.issued", by, number=certificate.full_number)
    return certificate
