"""A message of the office to many people of one edition: one act, one record of it, one mail each."""

from sqlalchemy import select

from app.composer import emails
from app.composer.audience import Audience, people_of
from app.composer.refusals import NobodyThere, TitleGivesItAway, UnknownToken
from app.composer.tokens import TOKENS, unknown_in
from app.db import db
from app.journal.note import note
from app.lib.names import folded
from app.outbox.announce import announce
from app.outbox.models import Announcement
from app.programme.models import Edition


def check(edition: Edition, subject: str, body: str) -> None:
    """Raises UnknownToken, TitleGivesItAway."""
    if unknown := unknown_in(subject, body):
        raise UnknownToken(tokens=", ".join(unknown), known=", ".join(f"{{{word}}}" for word in TOKENS))
    if edition.is_reserved and any(f" {folded(name)} " in f" {folded(subject)} " for name in _names_of(edition)):
        raise TitleGivesItAway()


def _names_of(edition: Edition) -> list[str]:
    """All that tells what the lab is about: its title, also in other languages, and its code."""
    translated = [texts.get("title", "") for texts in edition.activity.translations.values()]
    return [name for name in (edition.title, edition.code, *translated) if folded(name)]


def send(edition: Edition, audience: Audience, subject: str, body: str, *, key: str, by: str) -> Announcement:
    """Promise ``subject`` and ``body``, their gaps filled, to everybody of ``audience``; returns the record of it.

    ``key`` names one form: sent twice, it is sent once. Raises UnknownToken, TitleGivesItAway, NobodyThere.
    """
    edition = Edition.locked(edition.id)
    if sent := _sent_before(edition, key):
        return sent
    check(edition, subject, body)
    people = people_of(edition, audience)
    if not people:
        raise NobodyThere()
    facts = {"subject": subject, "body": body, "audience": str(audience), "people": len(people), "key": key}
    announcement = announce(emails.KIND, edition.about, facts, by=by)
    for registration in people:
        emails.message(registration, subject, body).announcement = announcement
    note(edition.about, "edition.written_to", by, people=len(people), subject=subject)
    db.session.flush()
    return announcement


def send_trial(edition: Edition, subject: str, body: str, *, to_email: str, to_name: str, language: str) -> None:
    """Promise the message to whoever wrote it, with what fills its gaps for nobody in particular.

    Raises UnknownToken, TitleGivesItAway.
    """
    check(edition, subject, body)
    emails.trial(edition, subject, body, to_email=to_email, to_name=to_name, language=language)


def _sent_before(edition: Edition, key: str) -> Announcement | None:
    made = select(Announcement).where(Announcement.about == edition.about, Announcement.kind == emails.KIND)
    return next((one for one in db.session.scalars(made) if one.facts.get("key") == key), None)
