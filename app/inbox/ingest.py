"""What is done with a mail that came in, however it came."""

from collections.abc import Collection

from sqlalchemy import select

from app.db import db
from app.inbox import bounces, replies
from app.inbox.authenticity import proven_domains
from app.inbox.models import Inbound
from app.inbox.outcomes import FOR_PEOPLE, Kind, Outcome
from app.inbox.reading import Mail, Unreadable, read, read_top
from app.lib.clock import now
from app.lib.ics_reply import NotAnAnswer, read_answer
from app.registration.models import Registration


def ingest(raw: bytes, proven: Collection[str] = ()) -> Inbound:
    """Read a mail and do what it asks, in the transaction at hand; gives the row that says what was done.

    ``proven`` are the domains that it is known to come from (``proven_by``, asked before the transaction).

    The same mail again gives the same row and does nothing. It never fails for what the mail says: what is odd is
    left for people to read.
    """
    try:
        mail = read(raw)
    except Unreadable as why:
        return left_for_people(raw, str(why))
    name = mail.id
    if known := _known(name):
        return known
    row = _kept(name, Kind.PERSON, Outcome.TO_READ, mail=mail)  # before anything is done
    row.kind, row.outcome, row.about, row.why = _done(mail, proven)
    if row.outcome not in FOR_PEOPLE:
        row.raw = None
    db.session.flush()
    return row


def left_for_people(raw: bytes, why: str) -> Inbound:
    """Keep whom a mail is from that cannot be taken apart, and ``why``: people read it in the mailbox itself."""
    top = read_top(raw)
    if known := _known(top.id):
        return known
    row = _kept(top.id, Kind.REFUSED, Outcome.TO_READ, mail=top, why=why)
    row.raw = None
    db.session.flush()
    return row


def proven_by(raw: bytes) -> frozenset[str]:
    """The domains that an answer from a calendar is proven to come from; nothing is asked about other mails."""
    try:
        mail = read(raw)
        return proven_domains(mail) if mail.calendar is not None else frozenset()
    except Unreadable:
        return frozenset()


def _done(mail: Mail, proven: Collection[str]) -> tuple[Kind, Outcome, str | None, str | None]:
    if bounces.is_bounce(mail):
        message, outcome = bounces.take(mail)
        return Kind.BOUNCE, outcome, message.about if message else None, None
    if mail.calendar is not None:
        try:
            answer = read_answer(mail.calendar)
        except NotAnAnswer as what:
            return _no_answer(mail, str(what))
        done, registration = replies.take(mail, answer, proven)
        return Kind.REPLY, done, registration.about if registration else None, answer.status.lower()
    return _no_answer(mail)


def _no_answer(mail: Mail, why: str | None = None) -> tuple[Kind, Outcome, str | None, str | None]:
    """Of a person's mail, the latest registration of the address it names: for staff to find, and nothing more."""
    if mail.is_automatic:
        return Kind.AUTOMATIC, Outcome.DROPPED, None, why
    theirs = select(Registration).where(Registration.email == mail.sender).order_by(Registration.id.desc()).limit(1)
    latest = db.session.scalars(theirs).one_or_none() if mail.sender else None
    return Kind.PERSON, Outcome.TO_READ, latest.about if latest else None, why


def _known(name: str) -> Inbound | None:
    return db.session.scalars(select(Inbound).where(Inbound.message_id == name)).one_or_none()


def _kept(name: str, kind: Kind, outcome: Outcome, mail: Mail | None = None, why: str | None = None) -> Inbound:
    row = Inbound(
        message_id=name,
        sender=mail.sender if mail else "",
        subject=mail.subject if mail else "",
        kind=kind,
        outcome=outcome,
        why=why,
        raw=mail.raw if mail else None,
        received_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row
