"""Retention: what has served its purpose is deleted, by rule and every night (periods: docs/privacy.md)."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, func, or_, select, union, update

from app.certificates.models import Certificate
from app.certificates.render import papers
from app.checkin.models import Scan
from app.db import db
from app.inbox.models import Inbound
from app.journal.note import note
from app.lib import files
from app.lib.clock import now, rome, today
from app.outbox.models import Announcement, Bounce, Delivery, OutboxMessage
from app.people.models import Contact, Organisation, Participant, ProvenAddress
from app.programme import uploads
from app.programme.models import Edition, Meeting, Programme
from app.registration.models import OneTimeAccess, PersonalFeed, Registration, Status
from app.staff.models import SignInAttempt, StaffSession

NEEDS_KEPT = timedelta(days=7)  # after the edition's last meeting
UNUSED_KEPT = timedelta(days=30)  # cancelled, or never promoted: after the edition's last meeting
PEOPLE_KEPT = timedelta(days=180)  # who took part: after the half-year's last day
MESSAGES_KEPT = timedelta(days=30)  # after they were promised
SESSIONS_KEPT = timedelta(days=30)
NOBODY: dict[str, Any] = {
    "first_name": "—",
    "last_name": "",
    "name_key": "",
    "sort_key": "",
    "job_title": None,
    "organisation_id": None,
}


@dataclass
class Forgotten:
    """How many records of each kind were emptied."""

    needs: int = 0
    registrations: int = 0
    people: int = 0
    messages: int = 0
    certificates: int = 0

    def __str__(self) -> str:
        return (
            f"{self.needs} esigenze, {self.registrations} iscrizioni, {self.people} persone, "
            f"{self.messages} messaggi, {self.certificates} attestati"
        )


def forget(by: str = "sistema") -> Forgotten:
    """Empty what is past its time; figures and the answers to «is it genuine?» stay. Twice is once."""
    counts = Forgotten(needs=_forget_needs(), messages=_forget_messages())
    counts.registrations = _forget_contacts()
    counts.certificates = _forget_names_on_certificates()
    counts.people = _forget_people()
    _forget_readings()
    _forget_ways_in()
    uploads.forget_old()
    db.session.execute(delete(Inbound).where(Inbound.received_at < now() - MESSAGES_KEPT))
    db.session.execute(delete(Bounce).where(Bounce.at < now() - PEOPLE_KEPT))
    db.session.execute(delete(StaffSession).where(StaffSession.created_at < now() - SESSIONS_KEPT))
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.at < now() - timedelta(days=1)))
    if any(asdict(counts).values()):
        note("privacy", "privacy.forgotten", by, summary=str(counts))
    return counts


def _ended_before(moment: datetime) -> Select[int]:
    """Editions whose last meeting ended before ``moment``; postponed ones end with their half-year, dates or not."""
    over = select(Meeting.edition_id).group_by(Meeting.edition_id).having(func.max(Meeting.ends_at) < moment)
    half_year_goes_on = (
        select(Edition.id)
        .join(Edition.programme)
        .where(Edition.postponed_at.is_not(None), Programme.last_on >= rome(moment).date())
    )
    return over.where(Meeting.edition_id.not_in(half_year_goes_on))


def _forget_readings() -> None:
    """What was typed at the door and was no ticket: it may well be a name."""
    old = Scan.edition_id.in_(_ended_before(now() - UNUSED_KEPT)) & Scan.registration_id.is_(None)
    db.session.execute(update(Scan).where(old, Scan.read != "").values(read=""))


def _forget_ways_in() -> None:
    """Ways in that were asked for, calendars that are ended, and what was shown of a contact that we have no more."""
    db.session.execute(delete(OneTimeAccess).where(OneTimeAccess.created_at < now() - timedelta(days=1)))
    held = union(
        select(Registration.email).where(Registration.email.is_not(None)),
        select(Registration.phone).where(Registration.phone.is_not(None)),
    ).subquery()
    registered = select(held.c[0])
    ended = PersonalFeed.revoked_at < now() - UNUSED_KEPT
    db.session.execute(delete(PersonalFeed).where(ended | PersonalFeed.contact.not_in(registered)))
    of_bodies = select(Organisation.email).where(Organisation.email.is_not(None))
    no_more = ProvenAddress.value.not_in(registered) & ProvenAddress.value.not_in(of_bodies)
    db.session.execute(delete(ProvenAddress).where(no_more))


def _forget_needs() -> int:
    old = select(Registration).where(Registration.edition_id.in_(_ended_before(now() - NEEDS_KEPT)))
    emptied = [registration for registration in db.session.scalars(old) if registration.access_needs]
    for registration in emptied:
        registration.access_needs = []
    return len(emptied)


def _expired_registrations() -> Select[int]:
    unused = Registration.status.in_([Status.CANCELLED, Status.WAITING, Status.OFFERED]) & Registration.edition_id.in_(
        _ended_before(now() - UNUSED_KEPT)
    )
    old_half_years = select(Edition.id).join(Edition.programme).where(Programme.last_on < today() - PEOPLE_KEPT)
    return select(Registration.id).where(unused | Registration.edition_id.in_(old_half_years))


def _forget_contacts() -> int:
    """Also who sent them here: what staff wrote may name somebody."""
    kept = (Registration.email, Registration.phone, Registration.referral)
    emptied = update(Registration).where(
        Registration.id.in_(_expired_registrations()), or_(*(column.is_not(None) for column in kept))
    )
    return _rows(emptied.values(dict.fromkeys(kept)))


def _forget_people() -> int:
    """People all of whose registrations have expired; a record that went into another lives as long as that one."""
    theirs = select(Registration.participant_id.label("id")).where(Registration.id.not_in(_expired_registrations()))
    living = theirs.cte("living", recursive=True)
    living = living.union(select(Participant.id).join(living, Participant.merged_into_id == living.c.id))
    gone = list(
        db.session.scalars(
            select(Participant.id).where(Participant.forgotten_at.is_(None), Participant.id.not_in(select(living.c.id)))
        )
    )
    db.session.execute(delete(Contact).where(Contact.participant_id.in_(gone)))
    return _rows(update(Participant).where(Participant.id.in_(gone)).values(NOBODY | {"forgotten_at": now()}))


def _forget_messages() -> int:
    """Also those that never went: a month later they would only surprise."""
    old = (OutboxMessage.created_at < now() - MESSAGES_KEPT) & (OutboxMessage.to_name != "")
    unsent = [Delivery.QUEUED, Delivery.SENDING, Delivery.FAILED, Delivery.PARKED, Delivery.TO_CALL, Delivery.BOUNCED]
    waiting = OutboxMessage.status.in_(unsent)
    db.session.execute(update(OutboxMessage).where(old, waiting).values(status=Delivery.DROPPED))
    emptied: dict[str, Any] = {
        "to_email": None,
        "to_phone": None,
        "to_name": "",
        "facts": {},
        "calendar": None,
        "last_error": None,
    }
    for announcement in db.session.scalars(select(Announcement).where(Announcement.at < now() - MESSAGES_KEPT)):
        if "body" in announcement.facts:
            announcement.facts = {name: fact for name, fact in announcement.facts.items() if name != "body"}
    return _rows(update(OutboxMessage).where(old).values(emptied))


def _forget_names_on_certificates() -> int:
    """The paper and the name go; the facts, the file's fingerprint and the answer to «is it this name?» stay."""
    old = select(Certificate).join(Certificate.programme).where(Programme.last_on < today() - PEOPLE_KEPT)
    emptied = [certificate for certificate in db.session.scalars(old) if certificate.facts.get("name")]
    for certificate in emptied:
        certificate.facts = certificate.facts | {"name": ""}
        if certificate.file_sha256:
            files.discard(papers(), certificate.file_sha256)
    return len(emptied)


def _rows(statement: object) -> int:
    return db.session.execute(statement).rowcount  # type: ignore[call-overload]
