"""Inviting bodies to a networking day, and hearing from them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.networking import emails
from app.networking.as_told import as_told
from app.networking.delegates import withdraw_all
from app.networking.models import Answer, Invitation
from app.networking.refusals import AlreadyAnswered, DayNotShown, NobodyToInvite, NotANetworkingDay, TooLateToAnswer
from app.networking.trust import trust_address
from app.outbox.announce import announce
from app.people.models import Organisation
from app.programme.models import Edition


def invite(edition: Edition, organisations: Iterable[Organisation], *, by: str) -> list[Invitation]:
    """Put the bodies on the day's list; who is on it stays as it is. Nothing is sent yet. Returns the new ones.

    Raises NotANetworkingDay.
    """
    edition = Edition.locked(edition.id)
    if not edition.activity.is_networking:
        raise NotANetworkingDay(code=edition.code)
    there = set(db.session.scalars(select(Invitation.organisation_id).where(Invitation.edition_id == edition.id)))
    added = [
        Invitation(edition=edition, organisation=organisation, created_at=now())
        for organisation in dict.fromkeys(organisations)
        if organisation.id not in there
    ]
    db.session.add_all(added)
    db.session.flush()
    if added:
        note(edition.about, "invitation.added", by, bodies=len(added))
    return added


def send(edition: Edition, words: str, *, again: bool, everybody: bool = False, by: str) -> int:
    """Write to the bodies not yet written to, or ``again`` to those that have not answered; returns how many.

    ``everybody``: to all who were written to, whatever they answered, since the day has changed.

    ``words`` are a few of the office's own. Who has only a telephone is to be called. Raises DayNotShown,
    NobodyToInvite, TooLateToAnswer.
    """
    edition = Edition.locked(edition.id)
    if not edition.is_public:
        raise DayNotShown(code=edition.code)
    _refuse_when_late(edition)
    invitations = [
        one
        for one in invitations_to(edition)
        if (one.sent_at if everybody else one.answer is None and bool(one.sent_at) == again)
    ]
    reached = [one for one in invitations if one.organisation.email or one.organisation.phone]
    if not reached:
        raise NobodyToInvite()
    facts = {"words": words, "again": again, "people": len(reached)}
    announcement = announce(emails.KIND, edition.about, facts, by=by)
    for invitation in reached:
        emails.invitation(invitation, words).announcement = announcement
        invitation.sent_at = now()
        invitation.told = as_told(edition)
    note(edition.about, "invitation.sent", by, bodies=len(reached))
    db.session.flush()
    return len(reached)


def answer(invitation: Invitation, comes: bool, delegates: int, *, by: str) -> None:
    """Keep what the body says: whether it comes, and with how many. It may say otherwise later.

    With a no its delegates give up their places. Raises TooLateToAnswer.
    """
    _refuse_when_late(Edition.locked(invitation.edition_id))
    trust_address(invitation, by)
    if not comes:
        withdraw_all(invitation, by=by)
    invitation.answer = Answer.YES if comes else Answer.NO
    invitation.delegates_expected = delegates if comes else 0
    invitation.answered_at = now()
    if invitation.told:
        invitation.told = as_told(invitation.edition)  # the page they answered on shows the day as it is
    what = "invitation.accepted" if comes else "invitation.declined"
    note(invitation.about, what, by, body=invitation.organisation.name, delegates=invitation.delegates_expected)
    db.session.flush()


def withdraw(invitation: Invitation, *, by: str) -> None:
    """Take the body off the list. Raises AlreadyAnswered."""
    if invitation.answer is not None:
        raise AlreadyAnswered(name=invitation.organisation.name)
    note(invitation.edition.about, "invitation.withdrawn", by, body=invitation.organisation.name)
    db.session.delete(invitation)
    db.session.flush()


def invitations_to(edition: Edition) -> Sequence[Invitation]:
    """By the name of the body."""
    found = select(Invitation).join(Invitation.organisation).where(Invitation.edition_id == edition.id)
    return db.session.scalars(found.order_by(Organisation.name_key)).all()


def _refuse_when_late(edition: Edition) -> None:
    if edition.is_cancelled or edition.is_postponed or edition.has_begun(now()):
        raise TooLateToAnswer()
