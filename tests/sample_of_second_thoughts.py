"""What the sample needs of people who change their mind, and of who looks for what they signed up for."""

from datetime import timedelta

from sqlalchemy import select

from app.db import db, transaction
from app.lib.clock import now
from app.outbox.models import OutboxMessage
from app.programme.models import Edition
from app.registration import access, links, personal_feed
from app.registration.cancel import cancel
from app.registration.models import OneTimeAccess
from app.registration.sign_up import Person, sign_up

FAMILY = "famiglia@example.org"
LONG_AFTER = timedelta(days=1)  # the pages are looked at for longer than a link works


def second_thoughts(edition: Edition, first: str, last: str, email: str) -> dict[str, str]:
    """A family of three in ``edition``, another that has just left, and the browser of who reads ``email``."""
    with transaction():
        staying, leaving = (
            [
                sign_up(edition.id, Person(f"{first} {name}"[-60:], last, email=FAMILY))
                for name in (f"{group} {letter}" for letter in "ABC")
            ]
            for group in ("Rimane", "Parte")
        )
        for group, key in ((staying, "staying"), (leaving, "leaving")):
            for one in group:
                one.group_key = key
        cancel(leaving[0], companions=leaving[1:])
        for one in leaving:
            one.cancelled_at = now() + LONG_AFTER
        db.session.flush()
        tokens = {"family_token": links.token_of(staying[0]), "undo_token": links.token_of(leaving[0])}
    with transaction():
        for contact in (email, FAMILY):
            access.ask(contact, contact, "it")
        for asked in db.session.scalars(select(OneTimeAccess)):
            asked.expires_at = now() + LONG_AFTER
        mails = select(OutboxMessage).where(OutboxMessage.kind == access.KIND).order_by(OutboxMessage.id)
        used, unused = (mail.facts["link_url"].rsplit("/", 1)[1] for mail in db.session.scalars(mails))
        cookie = access.open_by_link(used) or ""
        personal_feed.begin(email)
        for opened in db.session.scalars(select(OneTimeAccess).where(OneTimeAccess.used_at.is_not(None))):
            opened.used_at = now() + LONG_AFTER
    return tokens | {"access_link": unused, "mine_cookie": cookie}
